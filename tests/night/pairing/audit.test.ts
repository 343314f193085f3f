import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wholeEvening } from '#night/rounds/pairing/audit/evening.ts'
import { BadInstance, instanceOf } from '#night/rounds/pairing/audit/instance.ts'
import { oneRound } from '#night/rounds/pairing/audit/one-round.ts'

const people = (n: number) => Array.from({ length: n }, (_, id) => ({ id }))
const complete = (n: number): [number, number, number][] =>
  people(n).flatMap(({ id: i }) =>
    people(i).map(({ id: j }): [number, number, number] => [j, i, (7 * i + 3 * j) % 11]),
  )

describe('one round', () => {
  it('has as many pairs as can be, then priority, then weight', () => {
    const edges = [[0, 1, 90], [1, 2, 1], [2, 3, 2], [3, 4, 3]] // prettier-ignore
    const asked = { people: people(5), edges }
    expect(oneRound(instanceOf(asked))).toEqual({
      ...{ pairs: [[0, 1], [3, 4]], unmatched: [2], cardinality: 2 }, // prettier-ignore
      ...{ priority: 0, weight: 93, certificate: true },
    })
    const preferring = oneRound(instanceOf({ ...asked, priority: [0, 0, 5, 0, 0] }))
    expect(preferring).toMatchObject({ unmatched: [4], priority: 5, weight: 92 })
  })

  it('takes weights of nothing and below for edges', () => {
    const weights = [[null, -5, null], [-5, null, 0], [null, 0, null]] // prettier-ignore
    const round = oneRound(instanceOf({ people: people(3), weights }))
    expect(round).toMatchObject({ pairs: [[1, 2]], weight: 0, cardinality: 1 })
  })

  it('seats nobody who is absent, forbidden, or has met tonight', () => {
    const rest = { forbidden: [[0, 1]], met_tonight: [[0, 2]], absent: [5] }
    const round = oneRound(instanceOf({ people: people(6), edges: complete(6), ...rest }))
    expect(round.pairs.flat()).not.toContain(5)
    expect(round.pairs).not.toContainEqual([0, 1])
    expect(round.pairs).not.toContainEqual([0, 2])
    expect(round).toMatchObject({ cardinality: 2, certificate: true })
  })

  it('is there for nobody and for one', () => {
    for (const n of [0, 1])
      expect(oneRound(instanceOf({ people: people(n), edges: [] }))).toMatchObject({
        pairs: [],
        certificate: true,
      })
  })

  it('is the best by all three, as trying every matching says', () => {
    const instances = fc.record({
      weights: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 21, maxLength: 21 }),
      priority: fc.array(fc.nat({ max: 3 }), { minLength: 7, maxLength: 7 }),
      kept: fc.array(fc.boolean(), { minLength: 21, maxLength: 21 }),
    })
    fc.assert(
      fc.property(instances, ({ weights, priority, kept }) => {
        const edges = complete(7)
          .map(([i, j], at): [number, number, number] => [i, j, weights[at] ?? 0])
          .filter((_, at) => kept[at])
        const { cardinality, priority: seated, weight } = oneRound(instanceOf({ people: people(7), edges, priority })) // prettier-ignore
        expect([cardinality, seated, weight]).toEqual(bestOf(edges, priority))
      }),
      { numRuns: 300 },
    )
  })
})

type Score = [number, number, number]

function bestOf(edges: readonly [number, number, number][], priority: readonly number[]): Score {
  const better = (a: Score, b: Score): Score =>
    a[0] - b[0] || a[1] - b[1] || a[2] - b[2] ? (a[0] - b[0] || a[1] - b[1] || a[2] - b[2]) > 0 ? a : b : a // prettier-ignore
  const search = (left: readonly [number, number, number][], score: Score): Score => {
    const [first, ...others] = left
    if (!first) return score
    const [i, j, weight] = first
    const claim = (priority[i] ?? 0) + (priority[j] ?? 0)
    const without = search(others, score)
    const free = others.filter(([a, b]) => ![a, b].includes(i) && ![a, b].includes(j))
    return better(without, search(free, [score[0] + 1, score[1] + claim, score[2] + weight]))
  }
  return search(edges, [0, 0, 0])
}

describe('an evening', () => {
  it('of six people is five perfect rounds', () => {
    const evening = wholeEvening(instanceOf({ people: people(6), edges: complete(6) }), 5)
    expect(evening).toMatchObject({ pairs: 15, sitOuts: [[], [], [], [], []], reasons: [] })
    expect(evening.sum).toBe(complete(6).reduce((sum, [, , weight]) => sum + weight, 0))
    expect(new Set(evening.rounds.flat().map(String)).size).toBe(15)
  })

  it('lets everybody sit out once before anybody does twice, and says why', () => {
    const evening = wholeEvening(instanceOf({ people: people(7), edges: complete(7) }), 5)
    expect(new Set(evening.sitOuts.flat()).size).toBe(5)
    expect(evening.reasons).toEqual(['7 people are an odd number: one of them sits out in each round.']) // prettier-ignore
  })

  it('adds up what the worst-off person gets', () => {
    const evening = wholeEvening(instanceOf({ people: people(4), edges: complete(4) }), 2)
    const total = people(4).map(({ id }) =>
      complete(4)
        .filter(([i, j]) => evening.rounds.flat().some((p) => String(p) === String([i, j])))
        .reduce((sum, [i, j, weight]) => sum + (i === id || j === id ? weight : 0), 0),
    )
    expect(evening.min).toBe(Math.min(...total))
  })
})

describe('an instance that is none', () => {
  const good = { people: people(3), edges: complete(3) }
  it.each([
    ['people', { ...good, people: [{ id: 0 }, { id: 0 }] }],
    ['people', { edges: [] }],
    ['edges.0', { ...good, edges: [[0, 9, 1]] }],
    ['edges.0', { ...good, edges: [[1, 1, 1]] }],
    ['edges.1', { ...good, edges: [[0, 1, 1], [1, 0, 2]] }], // prettier-ignore
    ['edges.0.2', { ...good, edges: [[0, 1, 1.5]] }],
    ['weights', { ...good, weights: [] }],
    ['weights', { people: people(2) }],
    ['weights', { people: people(2), weights: [[null, 1]] }],
    ['weights.0.1', { people: people(2), weights: [[null, 1], [2, null]] }], // prettier-ignore
    ['weights', { ...good, edges: [[0, 1, 2 ** 50], [1, 2, 0]] }], // prettier-ignore
    ['priority', { ...good, priority: [1] }],
    ['priority.0', { ...good, priority: [-1, 0, 0] }],
    ['forbidden.0', { ...good, forbidden: [[0, 7]] }],
    ['absent', { ...good, absent: [7] }],
    ['rounds', { ...good, rounds: 0 }],
  ])('is refused by the name of its field: %s', (field, json) => {
    const read = () => oneRound(instanceOf(json))
    expect(read).toThrow(BadInstance)
    expect(read).toThrow(new RegExp(`^${field}: `))
  })
})
