// All rounds left, planned together: each solved exactly in turn, then some taken out and solved
// again, a fixed number of times, wherever the turn left somebody to meet twice or sit out twice.
import type { Random } from '#night/random.ts'
import { Ledger, isLess } from './ledger.ts'
import type { Cost, Seating } from './ledger.ts'
import type { Facts } from './facts.ts'
import { seat } from './round.ts'
import type { Noise } from './weights.ts'

/** Up to here an evening is searched, above it is only mended: choice is plenty among many. */
const FEW = 24

/** Up to here the best of all trios is proved even where a command waits for it. */
const FEW_TRIOS = 60

/** The best seatings found for so many rounds, in the order in which to play them. */
export function planOf(
  facts: Facts,
  rounds: number,
  random: Random,
  effort: 'full' | 'quick' = 'full',
): readonly Seating[] {
  const tries = effort === 'full' || facts.n <= FEW_TRIOS ? 200 : 0
  const search = new Search(facts, rounds, random, tries)
  search.run()
  return inOrder(facts, search.plan)
}

class Search {
  plan: Seating[] = []
  private readonly ledger: Ledger

  constructor(
    private readonly facts: Facts,
    private readonly rounds: number,
    private readonly random: Random,
    /** How many trios may be tried for a round. */
    private readonly tries: number,
  ) {
    this.ledger = new Ledger(facts)
    for (let i = 0; i < rounds; i++) this.put(i, this.solve(tries))
  }

  run(): void {
    const { n } = this.facts
    const least = leastCost(this.facts, this.plan)
    const isFlawed = (): boolean => {
      const { byes, rematches } = this.ledger.cost
      return byes > least.byes || rematches > least.rematches
    }
    let changed = false
    const attempts = this.rounds > 1 ? triesFor(n) : 0
    for (let i = 0; i < attempts && isFlawed(); i++) changed = this.retry() || changed
    const more = n <= FEW && this.rounds > 1 ? 24 : 0
    for (let i = 0; i < more; i++) changed = this.retry() || changed
    if (changed) this.polish()
  }

  /** Takes some rounds out and solves them anew, the first ones with chance; keeps no loss. */
  private retry(): boolean {
    const before = this.ledger.cost
    const order = this.random.shuffled(this.plan.map((_, i) => i))
    const chosen = order.slice(0, 2 + this.random.below(this.rounds - 1))
    const old = chosen.map((i) => this.take(i))
    const quarters = 1 + this.random.below(4)
    chosen.forEach((place, i) => {
      const noise = i < chosen.length - 1 ? { random: this.random, quarters } : undefined
      this.put(place, this.solve(this.facts.n <= FEW ? 2 : 0, noise))
    })
    if (!isLess(before, this.ledger.cost)) return true
    chosen.forEach((place) => this.take(place))
    chosen.forEach((place, i) => {
      const seating = old[i]
      if (seating) this.put(place, seating)
    })
    return false
  }

  /** Solves each round again beside all others, until none gains: every one of them is proved then. */
  private polish(): void {
    for (let gained = true, pass = 0; gained && pass < 6; pass++) {
      gained = false
      for (let i = 0; i < this.rounds; i++) {
        const old = this.take(i)
        const found = this.solve(this.tries)
        const gains = isLess(this.ledger.costOf(found), this.ledger.costOf(old))
        const isNoLoss = !isLess(this.ledger.costOf(old), this.ledger.costOf(found))
        this.put(i, isNoLoss ? found : old)
        gained ||= gains
      }
    }
  }

  private solve(trios: number, noise?: Noise): Seating {
    return seat(this.facts, this.ledger, noise ? { trios, noise } : { trios })
  }

  private put(place: number, seating: Seating): void {
    this.plan[place] = seating
    this.ledger.add(seating)
  }

  private take(place: number): Seating {
    const seating = this.plan[place] ?? { groups: [], out: [], certified: false }
    this.ledger.remove(seating)
    return seating
  }
}

/** Fewer tries for more people: the work stays about the same. */
const triesFor = (n: number): number =>
  n <= 12 ? 600 : n <= FEW ? 300 : Math.max(4, Math.floor(400_000 / (n * n)))

/** What no plan can go below: byes dealt out evenly, and no more new pairs than there are. */
function leastCost(facts: Facts, plan: readonly Seating[]): Pick<Cost, 'byes' | 'rematches'> {
  const { n, allowed, met } = facts
  const byes = facts.byes.slice()
  let byeCost = 0
  const outs = plan.reduce((sum, seating) => sum + seating.out.length, 0)
  for (let i = 0; i < outs; i++) {
    const who = byes.indexOf(Math.min(...byes))
    byeCost += 1 + (byes[who] ?? 0)
    byes[who] = (byes[who] ?? 0) + 1
  }
  let fresh = 0
  for (let i = 0; i < n * n; i++) if (allowed[i] === 1 && met[i] === 0) fresh++
  const pairs = plan.flatMap((s) => s.groups).reduce((sum, g) => sum + (g.length === 3 ? 3 : 1), 0)
  return { byes: byeCost, rematches: Math.max(0, pairs - fresh / 2) }
}

/**
 * Byes of those who sat out least come first, repeats last, and among equals the meetings that suit
 * best: somebody who leaves early has had them.
 */
function inOrder(facts: Facts, plan: readonly Seating[]): readonly Seating[] {
  const ledger = new Ledger(facts)
  const left = [...plan]
  const ordered: Seating[] = []
  for (let next = left[0]; next; next = left[0]) {
    for (const other of left) if (isLess(ledger.costOf(other), ledger.costOf(next))) next = other
    left.splice(left.indexOf(next), 1)
    ledger.add(next)
    ordered.push(next)
  }
  return ordered
}
