// Maximum-weight matching in a general graph, exactly, with the duals that prove it.
//
// Edmonds, «Maximum matching and a polyhedron with 0,1-vertices» (1965), in the primal-dual form
// of Galil, «Efficient algorithms for finding maximum matching in graphs» (1986). Most are paired
// by a cheap start with good duals; one search follows from each vertex that is free still. On a
// dense graph a search is O(n²), because every blossom keeps, for each vertex outside, its member
// with the least slack.
import { Blossoms, NONE } from './blossoms.ts'
import { start } from './start.ts'
import { Tree } from './tree.ts'

export interface OddSet {
  readonly members: readonly number[]
  readonly dual: number
}

export interface Matching {
  /** Of each vertex its partner, or -1. */
  readonly mate: Int32Array
  readonly weight: number
  /** Duals of the vertices and of odd sets, in halves: they prove twice the weight. */
  readonly duals: Float64Array
  readonly oddSets: readonly OddSet[]
}

/** Weights beyond this could leave the integers that a double holds exactly. */
export const WEIGHT_MAX = 2 ** 47

/**
 * A matching of the greatest total weight in a graph of `n` vertices.
 * `weights` is n × n and symmetric, integers up to 2⁴⁷; zero or less means no edge.
 * Throws a RangeError on other weights. O(n³).
 */
export function maximumMatching(n: number, weights: Float64Array): Matching {
  check(n, weights)
  const blossoms = new Blossoms(n)
  blossoms.clear()
  const duals = new Float64Array(n)
  start(n, weights, blossoms.mate, duals)
  const tree = new Tree(n, weights, duals, blossoms)
  for (let v = 0; v < n; v++) if (blossoms.mate[v] === NONE) tree.settle(v)
  return {
    mate: blossoms.mate,
    weight: weightOf(n, weights, blossoms.mate),
    duals,
    oddSets: oddSetsOf(blossoms),
  }
}

function check(n: number, weights: Float64Array): void {
  if (weights.length !== n * n)
    throw new RangeError(`expected ${n} × ${n} weights, found ${weights.length}`)
  for (const weight of weights) {
    if (!Number.isInteger(weight) || weight > WEIGHT_MAX)
      throw new RangeError(`expected integer weights up to 2^47, found ${weight}`)
  }
}

function weightOf(n: number, weights: Float64Array, mate: Int32Array): number {
  let sum = 0
  mate.forEach((v, u) => {
    if (v > u) sum += weights[u * n + v] ?? 0
  })
  return sum
}

function oddSetsOf(blossoms: Blossoms): OddSet[] {
  const sets: OddSet[] = []
  for (let b = blossoms.n; b < blossoms.end; b++) {
    const dual = blossoms.dual[b] ?? 0
    if (blossoms.alive[b] === 1 && dual > 0) sets.push({ members: blossoms.membersOf(b), dual })
  }
  return sets
}
