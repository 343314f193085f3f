// One round with a trio: the best of all, proved, beside the best third chair alone.
import { planEvening } from '#night/rounds/pairing/index.ts'
import { median, msOf, rounded } from '../measure.ts'
import type { Row } from '../measure.ts'
import { nightOf } from './people.ts'
import type { Sort } from './people.ts'

const SIZES = [21, 51, 101, 201]
const SORTS: readonly Sort[] = ['free', 'languages']
const NIGHTS = 20

/** Per size and sort of night: ms for the round with its proof, and how many were proved. */
export function trio(): Row[] {
  return SIZES.flatMap((n) => SORTS.map((sort) => ({ n, sort, ...measured(n, sort) })))
}

function measured(n: number, sort: Sort): Row {
  const times: number[] = []
  let proved = 0
  for (let i = 0; i < NIGHTS; i++) {
    const night = { ...nightOf(`trio ${n} ${i}`, n, sort), roundsLeft: 1, oddOne: 'trio' } as const
    times.push(msOf(() => (proved += planEvening(night)[0]?.certified ? 1 : 0)))
  }
  return { nights: NIGHTS, proved, median: median(times), worst: rounded(Math.max(...times)) }
}
