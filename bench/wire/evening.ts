// A night in the middle of its evening: everybody in, talks proposed, a round begun.
import type { Child } from './child.ts'
import { checkedIn, joined, order, type Crowd } from './crowd.ts'

const talks = 8

export async function amid(server: Child, people: number): Promise<Crowd> {
  const crowd = await checkedIn(await joined(server, people))
  for (let i = 0; i < talks; i++) await order(crowd, talkOf(i))
  await order(crowd, { type: 'rounds/start', number: 1 })
  await server.quiet()
  return crowd
}

const talkOf = (i: number): object => ({
  ...{ type: 'talks/propose', speaker: `Speaker ${i + 1}`, minutes: 10, language: 'fr' },
  title: `What we learned about networks, part ${i + 1}`,
  line: 'Ten minutes about what went wrong, what went well, and what we would do again.',
  link: null,
})
