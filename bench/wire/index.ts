// The benches of the wire, each beside its floor.
import type { Bench } from '../measure.ts'
import { fanout } from './fanout.ts'

const sizes = [100, 500, 1_000, 2_000, 5_000]

export const fanoutBench: Bench = Object.fromEntries(
  sizes.map((people) => [String(people), () => fanout([people])]),
)
