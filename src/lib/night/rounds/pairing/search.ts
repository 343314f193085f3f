// Plans of all rounds left, each round solved exactly beside the others.
import type { Random } from '#night/random.ts'
import type { Facts } from './facts.ts'
import type { Fairness } from './fairness.ts'
import { Ledger, compare } from './ledger.ts'
import type { Cost, Seating } from './ledger.ts'
import { seat } from './round.ts'
import type { Noise } from './weights.ts'

export interface Trios {
  /** How many trios may be tried for a round that is to be kept, and for one on the way. */
  readonly kept: number
  readonly tried: number
}

/** A plan, and the ways to better it. */
export class Search {
  plan: readonly Seating[] = []
  private ledger: Ledger

  constructor(
    private readonly facts: Facts,
    private readonly rounds: number,
    private readonly random: Random,
    private readonly trios: Trios,
    fairness: Fairness,
  ) {
    this.ledger = new Ledger(facts, fairness)
    for (let i = 0; i < rounds; i++) this.put(i, this.solve(trios.tried))
  }

  get cost(): Cost {
    return this.ledger.cost
  }

  /** The least points that somebody gets. */
  get least(): number {
    return this.ledger.points.reduce((least, points) => Math.min(least, points), Infinity)
  }

  get sum(): number {
    return this.ledger.points.reduce((sum, points) => sum + points, 0)
  }

  /** Goes on from a plan, under another fairness. */
  from(plan: readonly Seating[], fairness: Fairness): void {
    this.ledger = new Ledger(this.facts, fairness)
    this.plan = []
    plan.forEach((seating, i) => this.put(i, seating))
  }

  /** Solves each round again until none gains, before and after so many tries with chance. */
  better(tries: number): void {
    this.polish(this.trios.tried)
    for (let i = 0; i < tries; i++) this.retry()
    this.polish(this.trios.tried)
  }

  /** Takes some rounds out and solves them anew, the first ones with chance; keeps no loss. */
  retry(): void {
    const [before, plan] = [this.cost, this.plan]
    const places = this.random.shuffled(plan.map((_, i) => i))
    const chosen = places.slice(0, 2 + this.random.below(this.rounds - 1))
    const share = 1 << this.random.below(6)
    for (const place of chosen) this.take(place)
    chosen.forEach((place, i) => {
      const isLast = i === chosen.length - 1
      this.put(place, this.solve(this.trios.tried, isLast ? undefined : { random: this.random, share })) // prettier-ignore
    })
    if (compare(this.cost, before) > 0) this.from(plan, this.ledger.fairness)
  }

  /** Solves each round again beside all others until none gains, or so many times. */
  private polish(trios: number, passes = 6): void {
    for (let pass = 0, gained = true; gained && pass < passes; pass++) {
      gained = false
      for (let i = 0; i < this.rounds; i++) {
        const old = this.take(i)
        const found = this.solve(trios)
        const gain = compare(this.ledger.costOf(old), this.ledger.costOf(found))
        this.put(i, gain < 0 ? old : found)
        gained ||= gain > 0
      }
    }
  }

  /** Solves each round as it is to be kept: with its proof, and with the best of all trios. */
  finish(): void {
    this.polish(this.trios.kept, this.rounds > 1 ? 2 : 1)
  }

  private solve(trios: number, noise?: Noise): Seating {
    return seat(this.facts, this.ledger, noise ? { trios, noise } : { trios })
  }

  private put(place: number, seating: Seating): void {
    this.plan = Object.assign([...this.plan], { [place]: seating })
    this.ledger.add(seating)
  }

  private take(place: number): Seating {
    const seating = this.plan[place] ?? { groups: [], out: [], certified: false }
    this.ledger.remove(seating)
    return seating
  }
}
