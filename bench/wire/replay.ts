// A night of 1,000 people and 100,000 events is opened: what the server does when it starts again.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NightId } from '#night/ids.ts'
import { openLmdbLog } from '../../server/log/lmdb.ts'
import { median, type Bench, type Row } from '../measure.ts'
import { Child } from './child.ts'
import { alone, beside } from './figures.ts'
import { History } from './history.ts'
import { peopleOr, runsOr } from './options.ts'
import type { ReplaySettings } from './servers/replayed.ts'

const events = 100_000
const night = 'measurednight' as NightId

async function measured(what: 'opened' | 'parsed', settings: ReplaySettings): Promise<number> {
  const child = await Child.start('replayed', settings)
  const ms = await child.ask<number>(what)
  await child.stop()
  return ms
}

async function opening(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'rendezvous-bench-'))
  try {
    const dir = join(data, 'log')
    const log = await openLmdbLog({ dir })
    const history = new History(log, night)
    const [people = 1000] = peopleOr(1000)
    await history.write({ people, events })
    await log.close()
    const texts = join(data, 'texts')
    writeFileSync(texts, history.texts.join('\n'))
    const us: number[] = []
    const them: number[] = []
    for (let run = 0; run < runsOr(5); run++) {
      us.push(await measured('opened', { dir, night, texts }))
      them.push(await measured('parsed', { dir, night, texts }))
    }
    return [
      alone('events', history.events),
      alone('commits', history.texts.length),
      beside('opening, ms', { ours: median(us), floor: median(them), most: 2.5 }),
    ]
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

export const replay: Bench = { open: opening }
