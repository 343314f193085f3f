// The proof of a matching, checked without knowing how the matching was found.
import type { Matching } from './matching.ts'

/**
 * Whether the duals prove that no matching weighs more (linear programming duality with Edmonds'
 * odd sets): no dual is negative, every edge is covered by its ends and the odd sets around it,
 * and the duals sum to twice the weight. Also checks that the matching is one. O(n²) and the sets.
 */
export function isCertified(n: number, weights: Float64Array, matching: Matching): boolean {
  const { mate, duals, oddSets } = matching
  if (duals.some((dual) => !(dual >= 0)) || oddSets.some((set) => !(set.dual >= 0))) return false
  let bound = duals.reduce((sum, dual) => sum + dual, 0)
  for (const set of oddSets) bound += set.dual * Math.floor(new Set(set.members).size / 2)
  return bound === 2 * pairedWeight(n, weights, mate) && isCovered(n, weights, matching)
}

/** The weight of the pairs, or not a number when they are none. */
function pairedWeight(n: number, weights: Float64Array, mate: Int32Array): number {
  let sum = 0
  for (let u = 0; u < n; u++) {
    const v = mate[u] ?? -1
    if (v < 0) continue
    const weight = weights[u * n + v] ?? 0
    if (mate[v] !== u || u === v || weight <= 0) return NaN
    if (u < v) sum += weight
  }
  return sum
}

function isCovered(n: number, weights: Float64Array, { duals, oddSets }: Matching): boolean {
  const sets = oddSets.length > 0 ? setCover(n, oddSets) : undefined
  for (let u = 0; u < n; u++) {
    for (let v = u + 1; v < n; v++) {
      const weight = weights[u * n + v] ?? 0
      if (weight <= 0) continue
      const cover = (duals[u] ?? 0) + (duals[v] ?? 0) + (sets?.[u * n + v] ?? 0)
      if (cover < 2 * weight) return false
    }
  }
  return true
}

function setCover(n: number, oddSets: Matching['oddSets']): Float64Array {
  const cover = new Float64Array(n * n)
  for (const { members, dual } of oddSets) {
    for (const u of members) {
      for (const v of members) cover[u * n + v] = (cover[u * n + v] ?? 0) + dual
    }
  }
  return cover
}
