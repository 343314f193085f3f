// All rounds left, planned together: each solved exactly in turn; some taken out and solved again, a
// fixed number of times, wherever the turn left somebody to meet twice or sit out twice; then made fair.
import type { Random } from '#night/random.ts'
import { FLAT } from './fairness.ts'
import { Ledger, compare } from './ledger.ts'
import type { Cost, Seating } from './ledger.ts'
import type { Facts } from './facts.ts'
import { Search } from './search.ts'
import { makeFair } from './fair.ts'

/** Up to here an evening is searched, above it is only mended: choice is plenty among many. */
const FEW = 24

/** Above this many there is choice for everybody, and fairness would take minutes. */
export const MANY = 200

/** Among few, so many tries more for everybody's points. */
const MORE = 60

/** Up to here the best of all trios is proved even where a command waits for it. */
const FEW_TRIOS = 60

/** The best seatings found for so many rounds, in the order in which to play them. */
export function planOf(
  facts: Facts,
  rounds: number,
  random: Random,
  effort: 'full' | 'quick' = 'full',
): readonly Seating[] {
  const isFew = facts.n <= FEW
  const kept = effort === 'full' || facts.n <= FEW_TRIOS ? 200 : 0
  const search = new Search(facts, rounds, random, { kept, tried: facts.n <= 12 ? 2 : 0 }, FLAT)
  if (rounds > 1) mend(facts, search)
  if (rounds > 1 && effort === 'full' && facts.n <= MANY) makeFair(facts, search, rounds)
  if (isFew || effort === 'full' || kept > 0) search.finish()
  return inOrder(facts, search.plan)
}

/** Where somebody meets twice or sits out twice, tries again until nobody does or the tries end. */
function mend(facts: Facts, search: Search): void {
  const least = leastCost(facts, search.plan)
  const isFlawed = (): boolean =>
    search.cost.out > least.out ||
    search.cost.again > least.again ||
    search.cost.rematches > least.rematches
  for (let i = triesFor(facts.n); i > 0 && isFlawed(); i--) search.retry()
  if (facts.n <= FEW) search.better(MORE)
}

/** Fewer tries for more people: the work stays about the same. */
const triesFor = (n: number): number =>
  n <= 12 ? 600 : n <= FEW ? 120 : Math.max(4, Math.floor(400_000 / (n * n)))

/** What no plan can go below: no more sit out than is odd, in turn, and no more new pairs than there are. */
function leastCost(
  { n, allowed, met, byes, oddOne }: Facts,
  plan: readonly Seating[],
): Pick<Cost, 'out' | 'again' | 'rematches'> {
  const odd = oddOne === 'bye' || n < 3 ? n % 2 : 0
  const turns = [...byes].sort((a, b) => a - b)
  let again = 0
  for (const seating of plan) {
    for (let i = 0; i < Math.max(odd, seating.out.length); i++) {
      const [first = 0] = turns
      again += first
      turns[0] = first + 1
      turns.sort((a, b) => a - b)
    }
  }
  let fresh = 0
  for (let i = 0; i < n * n; i++) if (allowed[i] === 1 && met[i] === 0) fresh++
  const pairs = plan.flatMap((s) => s.groups).reduce((sum, g) => sum + (g.length === 3 ? 3 : 1), 0)
  return { out: odd * plan.length, again, rematches: Math.max(0, pairs - fresh / 2) }
}

/**
 * Byes of those who sat out least come first, repeats last, and among equals the meetings that suit
 * best: somebody who leaves early has had them.
 */
function inOrder(facts: Facts, plan: readonly Seating[]): readonly Seating[] {
  const ledger = new Ledger(facts, FLAT)
  const left = [...plan]
  const ordered: Seating[] = []
  for (let next = left[0]; next; next = left[0]) {
    for (const other of left)
      if (compare(ledger.costOf(other), ledger.costOf(next)) < 0) next = other
    left.splice(left.indexOf(next), 1)
    ledger.add(next)
    ordered.push(next)
  }
  return ordered
}
