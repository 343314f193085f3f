// One round: as many pairs as can be, then priority, then weight, in one integer.
import { isCertified } from '../certificate.ts'
import { maximumMatching, WEIGHT_MAX } from '../matching.ts'
import { BadInstance, type Instance } from './instance.ts'

export interface OneRound {
  readonly pairs: readonly (readonly [number, number])[]
  readonly unmatched: readonly number[]
  /** How many pairs. */
  readonly cardinality: number
  /** The sum over everybody seated. */
  readonly priority: number
  /** The sum over all pairs. */
  readonly weight: number
  readonly certificate: boolean
}

/** The best round of an instance, with its proof. Throws a BadInstance where the tiers exceed 2⁴⁷. */
export function oneRound({ ids, worth, priority }: Instance): OneRound {
  const n = ids.length
  const weights = tiersOf(n, worth, priority)
  const matching = maximumMatching(n, weights)
  const places = [...matching.mate.entries()].filter(([i, j]) => i < j)
  const seated = [...matching.mate.entries()].filter(([, j]) => j >= 0).map(([i]) => i)
  return {
    pairs: places.map(([i, j]) => [ids[i] ?? 0, ids[j] ?? 0]),
    unmatched: ids.filter((_, i) => (matching.mate[i] ?? -1) < 0),
    cardinality: places.length,
    priority: seated.reduce((sum, i) => sum + (priority[i] ?? 0), 0),
    weight: places.reduce((sum, [i, j]) => sum + (worth[i * n + j] ?? 0), 0),
    certificate: isCertified(n, weights, matching),
  }
}

/** Each tier outweighs all that those below it can sum to; what all pairs share changes nothing. */
function tiersOf(n: number, worth: Float64Array, priority: readonly number[]): Float64Array {
  const weights = new Float64Array(n * n)
  const given = worth.filter((each) => !Number.isNaN(each))
  if (given.length === 0) return weights
  const [least, most] = rangeOf(given)
  const [last, first] = rangeOf(priority)
  const pairs = Math.floor(n / 2)
  const priorityUnit = pairs * (most - least) + 1
  const pairUnit = pairs * (2 * (first - last) * priorityUnit + (most - least)) + 1
  if (pairUnit + 2 * (first - last) * priorityUnit + (most - least) > WEIGHT_MAX)
    throw new BadInstance('weights: expected a smaller range, the tiers together exceed 2^47')
  const claim = (i: number): number => ((priority[i] ?? 0) - last) * priorityUnit
  worth.forEach((each, at) => {
    if (Number.isNaN(each)) return
    weights[at] = pairUnit + claim(Math.floor(at / n)) + claim(at % n) + (each - least)
  })
  return weights
}

const rangeOf = (values: Iterable<number>): readonly [number, number] => {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}
