// Random graphs, and the optimum found by trying everything.
import { isCertified } from '#night/rounds/pairing/certificate.ts'
import { maximumMatching } from '#night/rounds/pairing/matching.ts'
import type { Matching } from '#night/rounds/pairing/matching.ts'
import type { Random } from '#night/random.ts'

/** How many to try: few each time, or as many as are asked for, as in `PAIRING_GRAPHS=200000`. */
export const countOf = (variable: string, few: number): number =>
  Number(process.env[variable] ?? few)

/** The best matching, once its proof has held. */
export function proved(n: number, weights: Float64Array, seed = ''): Matching {
  const matching = maximumMatching(n, weights)
  if (!isCertified(n, weights, matching)) throw new Error(`no certificate: ${seed}`)
  return matching
}

/** A symmetric n × n matrix of weights; zero where there is no edge. */
export function randomWeights(random: Random, n: number, most: number, density: number) {
  const weights = new Float64Array(n * n)
  for (let u = 0; u < n; u++) {
    for (let v = u + 1; v < n; v++) {
      if (random.below(100) >= density) continue
      const weight = 1 + random.below(most)
      weights[u * n + v] = weight
      weights[v * n + u] = weight
    }
  }
  return weights
}

/** The greatest weight of a matching, by trying every way to pair the first free vertex. */
export function exhaustiveWeight(n: number, weights: Float64Array): number {
  const best = new Float64Array(1 << n)
  for (let free = 1; free < 1 << n; free++) {
    const u = 31 - Math.clz32(free)
    const without = free & ~(1 << u)
    let most = best[without] ?? 0
    for (let v = 0; v < u; v++) {
      const weight = weights[u * n + v] ?? 0
      if (weight <= 0 || !(without & (1 << v))) continue
      most = Math.max(most, weight + (best[without & ~(1 << v)] ?? 0))
    }
    best[free] = most
  }
  return best[(1 << n) - 1] ?? 0
}
