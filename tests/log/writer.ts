// A process that appends for ever and says each number once it is durable: to be killed, or starved.
import { writeSync } from 'node:fs'
import { openLmdbLog } from '../../server/log/lmdb.ts'
import { after, allOf, night } from './commits.ts'

const IN_FLIGHT = 8
const [dir = ''] = process.argv.slice(2)
const log = await openLmdbLog({ dir })
const kept = await allOf(log.read(night('firstnight'), null))
let head = kept.at(-1) ?? null
const say = (word: string) => writeSync(1, `${word}\n`)

async function appendOne(): Promise<void> {
  const commit = after(head, `c${(head?.number ?? 0) + 1}`)
  head = commit
  const { outcome } = await log.append(commit.night, commit.parent, commit)
  say(outcome === 'appended' ? String(commit.number) : outcome)
}

async function appendForEver(): Promise<never> {
  for (;;) await appendOne()
}

say('open')
try {
  await Promise.race(Array.from({ length: IN_FLIGHT }, appendForEver))
} catch (error) {
  say(`failed ${error instanceof Error ? error.message : String(error)}`)
}
await appendOne().catch(() => say('refused'))
await log.close()
say('closed')
