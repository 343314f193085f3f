// The room votes: everybody supports a talk within five seconds, each answered when it is durable,
// while the counts are told to all.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from '#night/night.ts'
import type { Answer, Welcome } from '#protocol/messages.ts'
import { median, type Bench, type Row } from '../measure.ts'
import { Child, productIn } from './child.ts'
import { closeAll, type Crowd } from './crowd.ts'
import { amid } from './evening.ts'
import { beside, held, quantile } from './figures.ts'
import { bodyOf, type Line } from './line.ts'
import { peopleOr, runsOr } from './options.ts'
import { Receipts } from './receipts.ts'
import { comeTo, welcomeOf } from './storm.ts'

const withinMs = 5_000

interface Votes {
  readonly p50: number
  readonly p99: number
  readonly cpu: number
  readonly refused: number
}

/** One after the other, evenly over the five seconds, whether or not those before were answered. */
async function measured(server: Child, phones: readonly Line[], talk: string): Promise<Votes> {
  await server.quiet()
  const took = new Float64Array(phones.length)
  const before = await server.cpu()
  const from = performance.now()
  let refused = 0
  const support = async (phone: Line, i: number): Promise<void> => {
    const command = { type: 'talks/support', talk } as Command
    const at = performance.now()
    const answer = bodyOf<Answer>(await phone.ask({ id: `vote-${talk}-${i}`, command }))
    took[i] = performance.now() - at
    if (!answer.ok) refused++
  }
  const answers: Promise<void>[] = []
  for (const [i, phone] of phones.entries()) {
    const due = from + (i * withinMs) / phones.length
    while (performance.now() < due) await sleep(1)
    answers.push(support(phone, i))
  }
  await Promise.all(answers)
  const cpu = (await server.cpu()) - before
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99), cpu, refused }
}

async function connected(server: Child, crowd: Crowd): Promise<Line[]> {
  const receipts = new Receipts(crowd.people.length)
  const welcomed = receipts.each(1, '"welcome"')
  const phones = await comeTo(server, crowd, receipts.of)
  await welcomed
  return phones
}

async function voting(people: number): Promise<Row[]> {
  const product = productIn()
  const server = await product.start()
  const bare = await Child.start('bare-io')
  try {
    const crowd = await amid(server, people)
    const { welcome } = await welcomeOf(crowd)
    await bare.ask('welcome', welcome)
    const talks = (welcome as Welcome).snapshot?.talks?.list ?? []
    const ours = await connected(server, crowd)
    const floor = await connected(bare, crowd)
    const us: Votes[] = []
    const them: Votes[] = []
    for (const talk of talks.slice(0, runsOr(3))) {
      us.push(await measured(server, ours, talk.id))
      them.push(await measured(bare, floor, talk.id))
    }
    await closeAll([...ours, ...floor])
    const both = (what: string, figure: (votes: Votes) => number, most?: number): Row =>
      beside(`${what}, ${people} phones`, {
        ...{ ours: median(us.map(figure)), floor: median(them.map(figure)) },
        ...(most !== undefined && { most }),
      })
    return [
      both('p50 of the answer, ms', ({ p50 }) => p50),
      both('p99 of the answer, ms', ({ p99 }) => p99, 1.5),
      both('server CPU, ms', ({ cpu }) => cpu),
      held('votes refused', Math.max(...us.map(({ refused }) => refused)), 0),
    ]
  } finally {
    await Promise.all([server.stop(), bare.stop()])
    product.forget()
  }
}

export const votes: Bench = {
  support: async () => {
    const rows: Row[] = []
    for (const people of peopleOr(1000)) rows.push(...(await voting(people)))
    return rows
  },
}
