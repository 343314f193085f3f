import type { Bench } from '../measure.ts'
import { round } from './round.ts'

export const pairing: Bench = { round }
