// One round, solved exactly beside the rounds already in the ledger.
import type { Facts } from './facts.ts'
import type { Ledger, Seating } from './ledger.ts'
import { isCertified } from './certificate.ts'
import { maximumMatching } from './matching.ts'
import type { Matching } from './matching.ts'
import { bestTrio } from './trio.ts'
import { tiersOf } from './weights.ts'
import type { Choice, Noise } from './weights.ts'

export interface Effort {
  readonly noise?: Noise
  /** How many trios may be tried, each with the best round around it: more take longer to prove. */
  readonly trios: number
}

/** The best next round: as many seated as can be, then the tiers of weights.ts. */
export function seat(facts: Facts, ledger: Ledger, effort: Effort): Seating {
  if (facts.n % 2 === 0 || facts.oddOne === 'trio') {
    const seating = seatBy('equal', facts, ledger, effort)
    if (seating.out.length === 0) return seating
  }
  return seatBy('by turns', facts, ledger, effort)
}

function seatBy(
  claims: Choice['claims'],
  facts: Facts,
  ledger: Ledger,
  { noise, trios: tries }: Effort,
): Seating {
  const { n } = facts
  const { ofTrio, ...tiers } = tiersOf(facts, ledger, noise ? { claims, noise } : { claims })
  let { weights } = tiers
  let matching = maximumMatching(n, weights)
  const trios: (readonly number[])[] = []
  let exact = true
  while (facts.oddOne === 'trio') {
    const found = bestTrio({ n, weights, ofTrio, matching, seated: new Set(trios.flat()), tries })
    if (!found) break
    trios.push(found.trio)
    exact &&= found.exact
    weights = found.weights
    matching = found.matching
  }
  const groups = [...trios, ...pairsIn(matching)]
  const seated = new Set(groups.flat())
  const out = facts.ids.map((_, i) => i).filter((i) => !seated.has(i))
  return { groups, out, certified: !noise && exact && isCertified(n, weights, matching) }
}

const pairsIn = ({ mate }: Matching): number[][] =>
  [...mate.entries()].filter(([i, j]) => i < j).map(([i, j]) => [i, j])
