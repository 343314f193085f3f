import { describe, expect, it } from 'vitest'
import { isCertified } from '#night/rounds/pairing/certificate.ts'
import { maximumMatching } from '#night/rounds/pairing/matching.ts'
import { randomOf } from '#night/random.ts'
import { countOf, exhaustiveWeight, proved, randomWeights } from './graphs.ts'

const graphs = countOf('PAIRING_GRAPHS', 5000)

describe('a matching of greatest weight', () => {
  it(`weighs what trying everything finds, and proves it, on ${graphs} graphs`, () => {
    let withOddSets = 0
    for (let i = 0; i < graphs; i++) {
      const seed = `matching ${i}`
      const random = randomOf(seed)
      const n = 1 + random.below(12)
      const most = random.pick([1, 2, 3, 8, 60, 1000, 2 ** 40])
      const weights = randomWeights(random, n, most, random.pick([20, 40, 60, 80, 100]))
      const { weight, oddSets } = proved(n, weights, seed)
      if (weight !== exhaustiveWeight(n, weights)) expect.fail(`not the greatest: ${seed}`)
      if (oddSets.length > 0) withOddSets++
    }
    expect(withOddSets).toBeGreaterThan(graphs / 10)
  }, 600_000)

  it('leaves alone who gains nothing by a pair', () => {
    const weights = Float64Array.of(9, -1, 0, -1, 9, 2, 0, 2, 9)
    expect(proved(3, weights).mate).toEqual(Int32Array.of(-1, 2, 1))
  })

  it('proves itself where odd groups are many, and in them odd groups', () => {
    for (const size of [3, 5, 7, 9]) {
      const random = randomOf(`groups of ${size}`)
      const n = size * 12 + 1
      const weights = randomWeights(random, n, 9, 30).map((weight, at) => {
        const [u, v] = [Math.floor(at / n), at % n]
        return Math.floor(u / size) === Math.floor(v / size) && u !== v
          ? 50 + ((u * v) % 7)
          : weight
      })
      expect(proved(n, weights, `groups of ${size}`).oddSets.length).toBeGreaterThan(4)
    }
  })

  it('proves itself among 200 people', () => {
    for (const most of [1, 64, 1_000_000, 2 ** 46]) {
      const weights = randomWeights(randomOf('200'), 200, most, 70)
      expect(() => proved(200, weights, `up to ${most}`)).not.toThrow()
    }
  })

  it('refuses weights that a double does not hold exactly', () => {
    expect(() => maximumMatching(2, Float64Array.of(0, 2 ** 48, 2 ** 48, 0))).toThrow(RangeError)
    expect(() => maximumMatching(2, Float64Array.of(0, 0.5, 0.5, 0))).toThrow(RangeError)
    expect(() => maximumMatching(2, Float64Array.of(0, 1))).toThrow(RangeError)
  })
})

type Edge = readonly [number, number, number]

interface Claim {
  readonly mate: number[]
  readonly weight: number
  readonly duals: number[]
  readonly set?: [number[], number]
}

const path: readonly Edge[] = [
  [0, 1, 5],
  [1, 2, 6],
]

const even: readonly Edge[] = [
  [0, 1, 5],
  [1, 2, 5],
]

function weightsOf(n: number, edges: readonly Edge[]): Float64Array {
  const weights = new Float64Array(n * n)
  for (const [u, v, weight] of edges) weights[u * n + v] = weights[v * n + u] = weight
  return weights
}

describe('a certificate', () => {
  // A triangle with a tail: the best is the tail and the far side of the triangle.
  const n = 4
  const weights = weightsOf(n, [
    [0, 1, 5],
    [1, 2, 5],
    [0, 2, 5],
    [2, 3, 4],
  ])
  const proof = maximumMatching(n, weights)

  it('holds for the best', () => expect(isCertified(n, weights, proof)).toBe(true))

  it('does not hold for less than the best', () => {
    const mate = Int32Array.of(-1, 2, 1, -1)
    expect(isCertified(n, weights, { ...proof, mate })).toBe(false)
  })

  it('does not hold for pairs that are none', () => {
    const mate = Int32Array.of(3, 2, 1, 0)
    expect(isCertified(n, weights, { ...proof, mate })).toBe(false)
  })

  it('does not hold with duals that leave an edge uncovered', () => {
    const heavier = weights.slice()
    heavier[1] = heavier[n] = 100
    expect(isCertified(n, heavier, proof)).toBe(false)
  })

  it('does not hold for a weight that is not that of its pairs', () => {
    expect(isCertified(n, weights, { ...proof, weight: proof.weight + 1 })).toBe(false)
  })

  it('does not hold for somebody left alone with a dual', () => {
    const mate = Int32Array.of(1, 0, -1, -1)
    expect(isCertified(n, weights, { ...proof, mate, weight: 5 })).toBe(false)
  })

  it('does not hold with sets that overlap, name nobody, or name somebody twice', () => {
    const overlapping = [
      [0, 1, 2],
      [1, 2, 3],
      [0, 0, 1],
      [0, 1, 9],
    ].map((members) => ({ members, dual: 0 }))
    for (const set of overlapping.slice(1)) {
      const oddSets = set.members.includes(3) ? overlapping.slice(0, 2) : [set]
      expect(isCertified(n, weights, { ...proof, oddSets }), String(set.members)).toBe(false)
    }
  })

  it('does not hold with a dual below nothing', () => {
    const duals = proof.duals.map((dual, i) => (i === 0 ? -1 : i === 1 ? dual + 1 : dual))
    expect(isCertified(n, weights, { ...proof, duals })).toBe(false)
  })

  // Each claim breaks one condition and keeps all the others.
  it.each<[string, number, readonly Edge[], Claim]>([
    ['a dual below nothing', 2, [[0, 1, 5]], { mate: [1, 0], weight: 5, duals: [-1, 11] }],
    ['an edge not covered', 3, path, { mate: [1, 0, -1], weight: 5, duals: [10, 0, 0] }],
    ['a pair covered by too much', 2, [[0, 1, 5]], { mate: [1, 0], weight: 5, duals: [6, 6] }],
    ['one person in two pairs', 3, even, { mate: [1, 2, -1], weight: 10, duals: [0, 10, 0] }],
    [
      'a set with room for a pair',
      3,
      [...path, [0, 2, 1]],
      { mate: [-1, -1, -1], weight: 0, duals: [0, 0, 0], set: [[0, 1, 2], 12] },
    ],
    [
      'a set whose dual is below nothing',
      2,
      [[0, 1, 5]],
      { mate: [1, 0], weight: 5, duals: [6, 6], set: [[0, 1], -2] },
    ],
  ])('does not hold with %s', (_, n, edges, { mate, weight, duals, set }) => {
    const oddSets = set ? [{ members: set[0], dual: set[1] }] : []
    const claim = { mate: Int32Array.from(mate), weight, duals: Float64Array.from(duals), oddSets }
    expect(isCertified(n, weightsOf(n, edges), claim)).toBe(false)
  })
})
