// Why somebody cannot but sit out or meet again: looked at whenever the host's view is made.
import { outlook as reasonsFor } from '#night/rounds/pairing/index.ts'
import { leastMsOf, median, rounded } from '../measure.ts'
import type { Row } from '../measure.ts'
import { nightOf } from './people.ts'
import type { Sort } from './people.ts'

const SIZES = [20, 50, 199, 200]
const SORTS: readonly Sort[] = ['free', 'languages']
const NIGHTS = 40

/**
 * Per size and sort of night, with three rounds behind in which neighbours met: ms for a night, each
 * the least of five: their median, and the slowest night.
 */
export function outlook(): Row[] {
  return SIZES.flatMap((n) => SORTS.map((sort) => ({ n, sort, ...measured(n, sort) })))
}

function measured(n: number, sort: Sort): Row {
  const times: number[] = []
  for (let i = 0; i < NIGHTS; i++) {
    const night = nightOf(`outlook ${n} ${i}`, n, sort)
    const ids = night.people.map(({ id }) => id)
    const met = [1, 2, 3].flatMap((step) =>
      ids.map((id, at) => [id, ids[(at + step) % n] ?? id] as const),
    )
    times.push(leastMsOf(() => reasonsFor({ ...night, met })))
  }
  return { median: median(times), slowest: rounded(Math.max(...times)) }
}
