// The benches of the wire: the product and its floor in turn, each in a process of its own.
import type { Bench } from '../measure.ts'
import { command } from './command.ts'
import { fanout } from './fanout.ts'
import { memory } from './memory.ts'
import { replay } from './replay.ts'
import { soak } from './soak.ts'
import { storm } from './storm.ts'
import { votes } from './votes.ts'
import { workers } from './workers.ts'

export const wire: Readonly<Record<string, Bench>> = {
  fanout,
  storm,
  memory,
  votes,
  command,
  replay,
  workers,
  soak,
}
