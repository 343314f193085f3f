// What rounds, planned or played, add up to: meetings, byes and points, and how good that is.
import { countOf } from './fairness.ts'
import type { Fairness } from './fairness.ts'
import { NEVER } from './facts.ts'
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
  /** How many sit out, all rounds together. */
  readonly out: number
  /** How often they have sat out before. */
  readonly again: number
  /** Meeting again, a third time counting more than a second. */
  readonly rematches: number
  /** Sitting out against the lot. */
  readonly lots: number
  /** Steps short of never having met at an earlier night. */
  readonly lately: number
  /** What everybody's points count for, counted against the cost. */
  readonly worth: number
}

export const NOTHING: Cost = { out: 0, again: 0, rematches: 0, lots: 0, lately: 0, worth: 0 }

/** How much graver the first cost is: below 0 when it is less. */
export const compare = (a: Cost, b: Cost): number =>
  a.out - b.out ||
  a.again - b.again ||
  a.rematches - b.rematches ||
  a.lots - b.lots ||
  a.lately - b.lately ||
  a.worth - b.worth

/** The pairs within a group of two or three. */
export function pairsOf(group: readonly number[]): readonly (readonly [number, number])[] {
  const [a = 0, b = 0, c] = group
  return c === undefined ? [[a, b]] : [[a, b], [a, c], [b, c]] // prettier-ignore
}

/** Points for one of a group: from the other, or from the middle of the two others. */
export function pointsFor({ n, affinity }: Facts, group: readonly number[], who: number): number {
  let points = 0
  for (const other of group) if (other !== who) points += affinity[who * n + other] ?? 0
  return group.length === 3 ? Math.floor(points / 2) : points
}

export class Ledger {
  readonly met: Int32Array
  readonly byes: Int32Array
  /** Of each, the points of the evening. */
  readonly points: Float64Array
  cost: Cost = NOTHING

  constructor(
    private readonly facts: Facts,
    readonly fairness: Fairness,
  ) {
    this.met = facts.met.slice()
    this.byes = facts.byes.slice()
    this.points = new Float64Array(facts.n)
  }

  /** What a round would cost beside the rounds in here. */
  costOf({ groups, out }: Seating): Cost {
    const { n, lots, since } = this.facts
    const cost = { ...NOTHING, out: out.length }
    for (const i of out) {
      cost.again += this.byes[i] ?? 0
      cost.lots += lots[i] ?? 0
    }
    for (const group of groups) {
      for (const [i, j] of pairsOf(group)) {
        cost.rematches += this.met[i * n + j] ?? 0
        if (since) cost.lately += NEVER - (since[i * n + j] ?? 0)
      }
      for (const i of group) cost.worth -= this.gainOf(i, pointsFor(this.facts, group, i))
    }
    return cost
  }

  /** What more points would count for somebody. */
  gainOf(i: number, more: number): number {
    const points = this.points[i] ?? 0
    return countOf(this.fairness, points + more) - countOf(this.fairness, points)
  }

  add(seating: Seating): void {
    this.cost = sum(this.cost, this.costOf(seating), 1)
    this.mark(seating, 1)
  }

  remove(seating: Seating): void {
    this.mark(seating, -1)
    this.cost = sum(this.cost, this.costOf(seating), -1)
  }

  private mark({ groups, out }: Seating, sign: 1 | -1): void {
    const { n } = this.facts
    for (const i of out) this.byes[i] = (this.byes[i] ?? 0) + sign
    for (const group of groups) {
      for (const i of group)
        this.points[i] = (this.points[i] ?? 0) + sign * pointsFor(this.facts, group, i)
      for (const [i, j] of pairsOf(group)) {
        const count = (this.met[i * n + j] ?? 0) + sign
        this.met[i * n + j] = this.met[j * n + i] = count
      }
    }
  }
}

const sum = (a: Cost, b: Cost, sign: 1 | -1): Cost => ({
  out: a.out + sign * b.out,
  again: a.again + sign * b.again,
  rematches: a.rematches + sign * b.rematches,
  lots: a.lots + sign * b.lots,
  lately: a.lately + sign * b.lately,
  worth: a.worth + sign * b.worth,
})
