import { describe, expect, it } from 'vitest'
import { isCertified } from '#night/rounds/pairing/certificate.ts'
import { maximumMatching } from '#night/rounds/pairing/matching.ts'
import { randomOf } from '#night/random.ts'
import { exhaustiveWeight, randomWeights } from './graphs.ts'

const graphOf = (seed: string, largest: number) => {
  const random = randomOf(seed)
  const n = 1 + random.below(largest)
  const most = random.pick([1, 2, 3, 8, 60, 1000])
  return { n, random, weights: randomWeights(random, n, most, random.pick([20, 40, 60, 80, 100])) }
}

describe('a matching of greatest weight', () => {
  it('weighs what trying everything finds, and proves it, on 5,000 graphs', () => {
    let withOddSets = 0
    for (let i = 0; i < 5000; i++) {
      const seed = `matching ${i}`
      const { n, weights } = graphOf(seed, 10)
      const matching = maximumMatching(n, weights)
      expect(matching.weight, seed).toBe(exhaustiveWeight(n, weights))
      if (!isCertified(n, weights, matching)) expect.fail(`no certificate: ${seed}`)
      if (matching.oddSets.length > 0) withOddSets++
    }
    expect(withOddSets).toBeGreaterThan(500)
  })

  it('weighs the same when the vertices are renamed', () => {
    for (let i = 0; i < 300; i++) {
      const seed = `renamed ${i}`
      const { n, random, weights } = graphOf(seed, 40)
      const name = random.shuffled(Array.from({ length: n }, (_, v) => v))
      const renamed = new Float64Array(n * n)
      weights.forEach((weight, at) => {
        renamed[(name[Math.floor(at / n)] ?? 0) * n + (name[at % n] ?? 0)] = weight
      })
      const { weight } = maximumMatching(n, renamed)
      expect(weight, seed).toBe(maximumMatching(n, weights).weight)
    }
  })

  it('does not change in weight without an edge it does not use, nor gain without one it uses', () => {
    for (let i = 0; i < 300; i++) {
      const seed = `without ${i}`
      const { n, weights } = graphOf(seed, 30)
      const { mate, weight } = maximumMatching(n, weights)
      const without = (u: number, v: number) => {
        const fewer = weights.slice()
        fewer[u * n + v] = fewer[v * n + u] = 0
        return maximumMatching(n, fewer).weight
      }
      for (let v = 1; v < n; v++) {
        if (mate[0] === v) expect(without(0, v), seed).toBeLessThanOrEqual(weight)
        else expect(without(0, v), seed).toBe(weight)
      }
    }
  })

  it('proves itself among 200 people', () => {
    const weights = randomWeights(randomOf('200'), 200, 1_000_000, 70)
    const matching = maximumMatching(200, weights)
    expect(isCertified(200, weights, matching)).toBe(true)
  })

  it('refuses weights that a double does not hold exactly', () => {
    expect(() => maximumMatching(2, Float64Array.of(0, 2 ** 48, 2 ** 48, 0))).toThrow(RangeError)
    expect(() => maximumMatching(2, Float64Array.of(0, 0.5, 0.5, 0))).toThrow(RangeError)
    expect(() => maximumMatching(2, Float64Array.of(0, 1))).toThrow(RangeError)
  })
})

describe('a certificate', () => {
  // A triangle with a tail: the best is the tail and the far side of the triangle.
  const n = 4
  const weights = new Float64Array(n * n)
  for (const [u, v, weight] of [
    [0, 1, 5],
    [1, 2, 5],
    [0, 2, 5],
    [2, 3, 4],
  ] as const)
    // prettier-ignore
    weights[u * n + v] = weights[v * n + u] = weight
  const proved = maximumMatching(n, weights)

  it('holds for the best', () => expect(isCertified(n, weights, proved)).toBe(true))

  it('does not hold for less than the best', () => {
    const mate = Int32Array.of(-1, 2, 1, -1)
    expect(isCertified(n, weights, { ...proved, mate })).toBe(false)
  })

  it('does not hold for pairs that are none', () => {
    const mate = Int32Array.of(3, 2, 1, 0)
    expect(isCertified(n, weights, { ...proved, mate })).toBe(false)
  })

  it('does not hold with duals that leave an edge uncovered', () => {
    const heavier = weights.slice()
    heavier[1] = heavier[n] = 100
    expect(isCertified(n, heavier, proved)).toBe(false)
  })

  it('does not hold with a dual below nothing', () => {
    const duals = proved.duals.map((dual, i) => (i === 0 ? -1 : i === 1 ? dual + 1 : dual))
    expect(isCertified(n, weights, { ...proved, duals })).toBe(false)
  })
})
