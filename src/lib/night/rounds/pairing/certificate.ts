// The proof of a matching, checked without knowing how the matching was found.
import type { Matching, OddSet } from './matching.ts'
import { nestOf } from './nest.ts'
import type { Nest } from './nest.ts'

/**
 * Whether the duals prove that no matching weighs more. It is linear programming duality with
 * Edmonds' odd sets, as complementary slackness, which needs no sum too long for a double: no dual
 * is negative; every edge is covered by its ends and the sets around it; the pairs are, exactly;
 * whoever is free has no dual; and every set holds as many pairs as fit into it.
 * Also checks that the pairs are pairs, and their weight. Sets must be nested or apart. O(n²).
 */
export function isCertified(n: number, weights: Float64Array, matching: Matching): boolean {
  const { mate, duals, oddSets } = matching
  if (mate.length !== n || duals.length !== n) return false
  if (!duals.every((dual) => dual >= 0)) return false
  if (!mate.every((v, u) => (v === -1 ? duals[u] === 0 : v !== u && mate[v] === u))) return false
  const nest = nestOf(n, oddSets)
  if (!nest || !oddSets.every((set) => set.dual >= 0 && isFull(set, mate))) return false
  return weightOf(n, weights, mate) === matching.weight && isCovered(n, weights, matching, nest)
}

/** The weight of the pairs, or not a number when one of them is no edge. */
function weightOf(n: number, weights: Float64Array, mate: Int32Array): number {
  let sum = 0
  for (let u = 0; u < n; u++) {
    const v = mate[u] ?? -1
    if (v < u) continue
    const weight = weights[u * n + v] ?? 0
    sum += weight > 0 ? weight : NaN
  }
  return sum
}

function isFull({ members }: OddSet, mate: Int32Array): boolean {
  const inside = new Set(members)
  const paired = members.filter((v) => inside.has(mate[v] ?? -1)).length
  return paired >> 1 === members.length >> 1
}

function isCovered(n: number, weights: Float64Array, matching: Matching, nest: Nest): boolean {
  const { mate, duals } = matching
  for (let u = 0; u < n; u++) {
    const cover = nest.coverOf(u)
    const [own, partner] = [duals[u] ?? 0, mate[u]]
    for (let v = u + 1; v < n; v++) {
      const weight = weights[u * n + v] ?? 0
      if (weight <= 0) continue
      const slack = own + (duals[v] ?? 0) + (cover[v] ?? 0) - 2 * weight
      if (slack < 0 || (slack > 0 && v === partner)) return false
    }
  }
  return true
}
