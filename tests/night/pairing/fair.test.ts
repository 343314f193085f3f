// Evenings against what linear programmes and hands say is possible.
import { describe, expect, it } from 'vitest'
import { randomOf } from '#night/random.ts'
import { instanceOf } from '#night/rounds/pairing/audit/instance.ts'
import { wholeEvening } from '#night/rounds/pairing/audit/evening.ts'
import { planEvening } from '#night/rounds/pairing/index.ts'
import { highestFloor, mostPairs, mostPoints, type Edge } from '../../../bench/pairing/bounds.ts'
import { crowd, plain } from './people.ts'

const complete = (n: number, points: (i: number, j: number) => number): Edge[] =>
  Array.from({ length: n }, (_, i) => i).flatMap((i) =>
    Array.from({ length: n - i - 1 }, (_, k): Edge => [i, i + k + 1, points(i, i + k + 1)]),
  )

const eveningOf = (n: number, edges: readonly Edge[], seed = 1) => {
  const people = Array.from({ length: n }, (_, id) => ({ id }))
  return wholeEvening(instanceOf({ people, edges, seed }), 5)
}

describe('an evening', () => {
  it.each([20, 50])('of %i comes near to all that five rounds can have, for all and for the worst-off', (n) => {
    for (let night = 0; night < 3; night++) {
      const random = randomOf(`fair ${n} ${night}`)
      const edges = complete(n, () => random.below(101))
      const { sum, min, sitOuts } = eveningOf(n, edges)
      expect(sitOuts.flat()).toEqual([])
      const question = { n, edges, rounds: 5, allSeated: true }
      expect(sum / mostPoints(question)).toBeGreaterThan(0.985)
      expect(min / highestFloor(question)).toBeGreaterThan(0.95)
    }
  }) // prettier-ignore

  it('gives somebody whom few suit those few, though others suit each other better', () => {
    // Person 0 has points with 1 to 5 alone, whom all others would rather have for themselves.
    const edges = complete(14, (i, j) => (i === 0 ? (j <= 5 ? 10 : 0) : j <= 5 ? 1 : i <= 5 ? 60 : 5)) // prettier-ignore
    expect(eveningOf(14, edges).min).toBe(50)
  })
})

it('a night of seven, of whom many have met last month, loses no pair that it could have', () => {
  for (let night = 0; night < 12; night++) {
    const seed = `last month ${night}`
    const random = randomOf(seed)
    const people = crowd(random, 7)
    const all = complete(7, () => 1)
    const edges = all.filter(() => random.below(19) >= 5)
    const apart = all
      .filter((pair) => !edges.includes(pair))
      .map(([i, j]) => [people[i]?.id ?? '', people[j]?.id ?? ''] as const)
    const plan = planEvening({
      ...{ ...plain, people, apart, met: [], roundsLeft: 5, repeats: 'never' },
      ...{ oddOne: 'bye', seed },
    })
    const pairs = plan.reduce((sum, round) => sum + round.pairings.length, 0)
    expect(pairs, seed).toBe(mostPairs({ n: 7, edges, rounds: 5 }))
  }
})
