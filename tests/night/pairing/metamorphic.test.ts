// What must follow when a graph is changed in a way whose outcome is known.
import { describe, expect, it } from 'vitest'
import { randomOf } from '#night/random.ts'
import { countOf, proved, randomWeights } from './graphs.ts'

const graphs = countOf('PAIRING_METAMORPHIC', 300)

const graphOf = (seed: string, density: readonly [number, ...number[]]) => {
  const random = randomOf(seed)
  const n = 2 * (1 + random.below(15))
  const weights = randomWeights(random, n, random.pick([2, 8, 64, 1000]), random.pick(density))
  return { n, random, weights }
}

/** Tells the same of many graphs. */
function each(
  name: string,
  density: readonly [number, ...number[]],
  tell: (graph: ReturnType<typeof graphOf> & { seed: string }) => void,
): void {
  for (let i = 0; i < graphs; i++) {
    const seed = `${name} ${i}`
    tell({ seed, ...graphOf(seed, density) })
  }
}

const without = (n: number, weights: Float64Array, u: number, v: number): Float64Array => {
  const fewer = weights.slice()
  fewer[u * n + v] = fewer[v * n + u] = 0
  return fewer
}

describe(`on ${graphs} graphs, the best matching`, () => {
  it('weighs the same when the people are renamed', () => {
    each('renamed', [20, 60, 100], ({ n, random, weights, seed }) => {
      const name = random.shuffled(Array.from({ length: n }, (_, v) => v))
      const renamed = new Float64Array(n * n)
      weights.forEach((weight, at) => {
        renamed[(name[Math.floor(at / n)] ?? 0) * n + (name[at % n] ?? 0)] = weight
      })
      expect(proved(n, renamed, seed).weight, seed).toBe(proved(n, weights, seed).weight)
    })
  }, 600_000)

  it('gains a constant for each pair when all are paired and all edges gain it', () => {
    each('added', [100], ({ n, random, weights, seed }) => {
      const constant = 1 + random.below(1000)
      const more = weights.map((weight) => (weight > 0 ? weight + constant : 0))
      const { weight } = proved(n, weights, seed)
      expect(proved(n, more, seed).weight, seed).toBe(weight + (constant * n) / 2)
    })
  }, 600_000)

  it('weighs the same without an edge that it does not use', () => {
    each('unused', [20, 60, 100], ({ n, random, weights, seed }) => {
      const { mate, weight } = proved(n, weights, seed)
      const u = random.below(n)
      const v = random.below(n)
      if (u === v || mate[u] === v) return
      expect(proved(n, without(n, weights, u, v), seed).weight, seed).toBe(weight)
    })
  }, 600_000)

  it('weighs no more without an edge that it uses, and loses only that without its two people', () => {
    each('used', [20, 60, 100], ({ n, weights, seed }) => {
      const { mate, weight } = proved(n, weights, seed)
      const u = mate.findIndex((partner) => partner >= 0)
      const v = mate[u]
      if (v === undefined) return
      const lost = weights[u * n + v] ?? 0
      const rest = proved(n, without(n, weights, u, v), seed)
      expect(rest.mate[u], seed).not.toBe(v)
      expect(rest.weight, seed).toBeLessThanOrEqual(weight)
      expect(rest.weight, seed).toBeGreaterThanOrEqual(weight - lost)
      const others = weights.map((own, at) =>
        [u, v].includes(at % n) || [u, v].includes(Math.floor(at / n)) ? 0 : own,
      )
      expect(proved(n, others, seed).weight, seed).toBe(weight - lost)
    })
  }, 600_000)
})
