// Maximum-weight matching in a general graph, exactly, with the duals that prove it.
//
// Edmonds, «Maximum matching and a polyhedron with 0,1-vertices» (1965), in the primal-dual form
// of Galil, «Efficient algorithms for finding maximum matching in graphs» (1986): stages that
// grow alternating trees from all free vertices at once. On a dense graph each stage is O(n²),
// because every blossom keeps, for each vertex outside, its member with the least slack.
import { Blossoms, NONE } from './blossoms.ts'
import { Forest } from './forest.ts'

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
  const heaviest = heaviestOf(n, weights)
  const blossoms = new Blossoms(n)
  blossoms.clear()
  const duals = new Float64Array(n).fill(heaviest)
  if (heaviest > 0) {
    pairHeaviest(n, weights, heaviest, blossoms.mate)
    const forest = new Forest(n, weights, duals, blossoms)
    while (forest.stage());
  }
  return {
    mate: blossoms.mate,
    weight: weightOf(n, weights, blossoms.mate),
    duals,
    oddSets: oddSetsOf(blossoms),
  }
}

function heaviestOf(n: number, weights: Float64Array): number {
  if (weights.length !== n * n)
    throw new RangeError(`expected ${n} × ${n} weights, found ${weights.length}`)
  let heaviest = 0
  for (const weight of weights) {
    if (!Number.isInteger(weight) || weight > WEIGHT_MAX)
      throw new RangeError(`expected integer weights up to 2^47, found ${weight}`)
    if (weight > heaviest) heaviest = weight
  }
  return heaviest
}

/** A start: edges as heavy as the heaviest are tight from the beginning. */
function pairHeaviest(n: number, weights: Float64Array, heaviest: number, mate: Int32Array): void {
  for (let u = 0; u < n; u++) {
    for (let v = u + 1; v < n && mate[u] === NONE; v++) {
      if (mate[v] !== NONE || weights[u * n + v] !== heaviest) continue
      mate[u] = v
      mate[v] = u
    }
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
