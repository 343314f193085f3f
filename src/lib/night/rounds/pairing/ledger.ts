// What rounds, planned or played, add up to: meetings and byes, and how good that is.
import type { Facts } from './facts.ts'

/** One round: who sits with whom, and who sits out. */
export interface Seating {
  /** Places of two people, or three. */
  readonly groups: readonly (readonly number[])[]
  readonly out: readonly number[]
  readonly certified: boolean
}

/** The costs of a plan, the gravest first; compared in that order. */
export interface Cost {
  /** Sitting out, a second time counting more than a first. */
  readonly byes: number
  /** Meeting again, a third time counting more than a second. */
  readonly rematches: number
  /** Sitting out against the lot. */
  readonly lots: number
  /** Affinity, counted against the cost. */
  readonly affinity: number
}

export const isLess = (a: Cost, b: Cost): boolean =>
  (a.byes - b.byes || a.rematches - b.rematches || a.lots - b.lots || a.affinity - b.affinity) < 0

/** The pairs within a group of two or three. */
export function pairsOf(group: readonly number[]): readonly (readonly [number, number])[] {
  const [a = 0, b = 0, c] = group
  return c === undefined ? [[a, b]] : [[a, b], [a, c], [b, c]] // prettier-ignore
}

export class Ledger {
  readonly met: Int32Array
  readonly byes: Int32Array
  private byeCost = 0
  private rematchCost = 0
  private lotCost = 0
  private affinityGain = 0

  constructor(private readonly facts: Facts) {
    this.met = facts.met.slice()
    this.byes = facts.byes.slice()
  }

  get cost(): Cost {
    const { byeCost: byes, rematchCost: rematches, lotCost: lots } = this
    return { byes, rematches, lots, affinity: -this.affinityGain }
  }

  /** What a round would cost beside the rounds in here. */
  costOf(seating: Seating): Cost {
    const { n, lots, affinity } = this.facts
    const cost = { byes: 0, rematches: 0, lots: 0, affinity: 0 }
    for (const i of seating.out) {
      cost.byes += 1 + (this.byes[i] ?? 0)
      cost.lots += lots[i] ?? 0
    }
    for (const group of seating.groups) {
      let suits = 0
      for (const [i, j] of pairsOf(group)) {
        cost.rematches += this.met[i * n + j] ?? 0
        suits += affinity[i * n + j] ?? 0
      }
      cost.affinity -= group.length === 3 ? Math.floor(suits / 3) : suits
    }
    return cost
  }

  add(seating: Seating): void {
    this.count(this.costOf(seating), 1)
    this.mark(seating, 1)
  }

  remove(seating: Seating): void {
    this.mark(seating, -1)
    this.count(this.costOf(seating), -1)
  }

  private count(cost: Cost, sign: 1 | -1): void {
    this.byeCost += sign * cost.byes
    this.rematchCost += sign * cost.rematches
    this.lotCost += sign * cost.lots
    this.affinityGain -= sign * cost.affinity
  }

  private mark({ groups, out }: Seating, sign: 1 | -1): void {
    const { n } = this.facts
    for (const i of out) this.byes[i] = (this.byes[i] ?? 0) + sign
    for (const group of groups) {
      for (const [i, j] of pairsOf(group)) {
        const count = (this.met[i * n + j] ?? 0) + sign
        this.met[i * n + j] = this.met[j * n + i] = count
      }
    }
  }
}
