// The benches of the wire: the product and its floor in turn, each in a process of its own.
import type { Bench } from '../measure.ts'
import { fanout } from './fanout.ts'

export const wire: Readonly<Record<string, Bench>> = { fanout }
