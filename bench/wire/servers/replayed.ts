// A night is opened from its log; or, for the floor, the same texts are parsed and nothing else. In a
// process that has done neither before.
import { readFileSync } from 'node:fs'
import type { NightId } from '#night/ids.ts'
import { openLmdbLog } from '../../../server/log/lmdb.ts'
import { NightState } from '../../../server/runtime/night-state.ts'
import { observed, settings } from './observed.ts'

export interface ReplaySettings {
  readonly dir: string
  readonly night: NightId
  /** The texts of all commits, one a line. */
  readonly texts: string
}

const { dir, night, texts } = settings<ReplaySettings>()

async function opened(): Promise<number> {
  const log = await openLmdbLog({ dir })
  const from = performance.now()
  const state = await NightState.read(log, night)
  const ms = performance.now() - from
  if (state.night.door.attendees.size === 0) throw new Error('expected a night with people')
  await log.close()
  return ms
}

function parsed(): number {
  const lines = readFileSync(texts, 'utf8').split('\n')
  const from = performance.now()
  const commits = lines.map((line) => JSON.parse(line) as { events?: readonly unknown[] })
  const ms = performance.now() - from
  if (!commits.every(({ events }) => events)) throw new Error('expected commits')
  return ms
}

observed({ url: '' }, { opened, parsed })
