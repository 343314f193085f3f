// Among evenings that seat everybody equally well, the fairest: first the highest floor under the
// worst-off person's points, then as many points for all as can be had above it.
import type { Facts } from './facts.ts'
import type { Seating } from './ledger.ts'
import type { Search } from './search.ts'
import { steepestOf } from './weights.ts'

/** How often the gap between the floor reached and the floor hoped for is halved. */
const HALVINGS = 8

/** How often rounds are taken out and solved again under each floor: less often among many. */
const triesFor = (n: number): number => Math.max(4, Math.min(20, Math.floor(2000 / n)))

/** A floor gives way, to these shares of itself, where it costs more than this of everybody's points. */
const SHARES = [1, 0.975, 0.95]
const KEPT = 0.995

/** Up to here a point below the floor counts as much as so many above it, where the tiers have room. */
const STEEPEST = 64

interface Found {
  readonly plan: readonly Seating[]
  readonly least: number
  readonly sum: number
}

interface Climb {
  readonly search: Search
  readonly steepest: number
  readonly tries: number
}

/** Betters the plan of a search in fairness; who sits out and who meets again stays as good. */
export function makeFair(facts: Facts, search: Search, rounds: number): void {
  const steepest = steepestOf(facts, STEEPEST)
  const climb: Climb = { search, steepest, tries: triesFor(facts.n) }
  const flat = foundIn(search)
  let best = highestFloor(climb, reachOf(facts, rounds))
  if (best.sum < KEPT * flat.sum) best = cheaper(climb, flat, best)
  search.from(best.plan, { floor: best.least, steepness: steepest })
}

const foundIn = ({ plan, least, sum }: Search): Found => ({ plan, least, sum })

/** The highest floor that is reached between the one there is and the one that cannot be passed. */
function highestFloor({ search, steepest, tries }: Climb, reach: number): Found {
  let best = foundIn(search)
  let high = reach
  for (let i = 0; i < HALVINGS && high > best.least * 1.01; i++) {
    const floor = i === 0 ? high : Math.ceil((best.least + high) / 2)
    search.from(best.plan, { floor, steepness: steepest })
    search.better(tries)
    if (search.least >= floor) best = foundIn(search)
    else high = floor - 1
  }
  return best
}

/** About the same floor from the plan with most points, the ground below it made steep by degrees. */
function cheaper({ search, steepest, tries }: Climb, flat: Found, highest: Found): Found {
  let best = highest
  for (const share of SHARES) {
    const floor = Math.ceil(highest.least * share)
    search.from(flat.plan, { floor, steepness: 1 })
    for (let steepness = 2; steepness <= steepest && search.least < floor; steepness *= 2) {
      search.from(search.plan, { floor, steepness })
      search.better(tries)
    }
    if (search.least >= floor && search.sum > best.sum) best = foundIn(search)
    if (best.sum >= KEPT * flat.sum) break
  }
  return best
}

/** What the person whose best partners bring least could get from them: no floor is higher. */
function reachOf({ n, allowed, affinity, met }: Facts, rounds: number): number {
  let reach = Infinity
  for (let i = 0; i < n; i++) {
    const partners = Array.from({ length: n }, (_, j) => i * n + j)
      .filter((at) => allowed[at] === 1 && met[at] === 0)
      .map((at) => affinity[at] ?? 0)
      .sort((a, b) => b - a)
    const most = partners.slice(0, rounds).reduce((sum, points) => sum + points, 0)
    reach = Math.min(reach, most)
  }
  return n === 0 ? 0 : reach
}
