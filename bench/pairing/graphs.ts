// Graphs like those of a night, and harder ones. The same on every machine.
import { randomOf } from '#night/random.ts'
import type { Random } from '#night/random.ts'

export interface Graph {
  readonly n: number
  /** n × n, symmetric, 0 where there is no edge. */
  readonly weights: Float64Array
}

type WeightOf = (u: number, v: number) => number

function graphOf(n: number, weightOf: WeightOf): Graph {
  const weights = new Float64Array(n * n)
  for (let u = 0; u < n; u++) {
    for (let v = u + 1; v < n; v++) weights[u * n + v] = weights[v * n + u] = weightOf(u, v)
  }
  return { n, weights }
}

const sometimes = (random: Random, percent: number, weight: () => number): number =>
  random.below(100) < percent ? weight() : 0

type Family = (n: number, random: Random) => Graph

export const families = {
  /** Affinities under the tiers of a round, as weights.ts makes them; a few may not meet. */
  tiers(n, random) {
    const seat = n * 64 * n * 64 * 4
    const met = n * 64
    return graphOf(n, () =>
      sometimes(random, 97, () => 2 * seat + 3 * met - met * random.below(2) + random.below(64)),
    )
  },
  /** Few different weights: many ties. */
  affinity: (n, random) => graphOf(n, () => 1 + random.below(64)),
  thousand: (n, random) => graphOf(n, () => 1 + random.below(1000)),
  wide: (n, random) => graphOf(n, () => 1 + random.below(2 ** 32) * 256),
  /** Six neighbours each. */
  sparse: (n, random) => graphOf(n, () => (random.below(n) < 6 ? 1 + random.below(1000) : 0)),
  /** Four in ten speak French, four English, two both: no edge between the first two. */
  languages(n, random) {
    const speaks = Array.from({ length: n }, () => random.pick([1, 1, 2, 2, 3]))
    return graphOf(n, (u, v) =>
      ((speaks[u] ?? 0) & (speaks[v] ?? 0)) === 0 ? 0 : 10_000 + random.below(64),
    )
  },
  /** Groups of three, five or seven, with few and light ways out: odd sets everywhere. */
  groups(n, random) {
    const group: number[] = []
    for (let g = 0; group.length < n; g++) {
      for (let size = random.pick([3, 3, 5, 7]); size > 0; size--) group.push(g)
    }
    return graphOf(n, (u, v) =>
      group[u] === group[v]
        ? 500 + random.below(20)
        : sometimes(random, 5, () => 1 + random.below(20)),
    )
  },
} satisfies Record<string, Family>

export type FamilyName = keyof typeof families

export const familyNames = Object.keys(families) as FamilyName[]

export const graph = (family: FamilyName, n: number): Graph =>
  families[family](n, randomOf(`${family} ${n}`))
