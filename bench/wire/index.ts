// The benches of the wire: the product and its floor in turn, each in a process of its own.
import type { Bench } from '../measure.ts'
import { fanout } from './fanout.ts'
import { memory } from './memory.ts'
import { storm } from './storm.ts'

export const wire: Readonly<Record<string, Bench>> = { fanout, storm, memory }
