import { describe, expect, it } from 'vitest'
import { randomOf } from '#night/random.ts'
import { affinity, planEvening, planRound } from '#night/rounds/pairing/index.ts'
import type { Candidate } from '#night/rounds/pairing/index.ts'
import { exhaustiveWeight } from './graphs.ts'
import { crowd, isSound, person, plain, play } from './people.ts'

const nights = 5

describe('an evening in which everybody may meet everybody', () => {
  it.each([6, 8, 10, 12])('seats %i people in five rounds, nobody twice with the same', (n) => {
    for (let i = 0; i < nights; i++) {
      const seed = `even ${n} ${i}`
      const people = crowd(randomOf(seed), n)
      const played = play({ people, rounds: 5, oddOne: 'bye', seed })
      expect(played.rematches, seed).toBe(0)
      for (const round of played.rounds) {
        expect(round.byes, seed).toEqual([])
        expect(isSound(round, people), seed).toBe(true)
      }
    }
  })

  it.each([5, 7, 9])('lets each of %i people sit out at most once in five rounds', (n) => {
    for (let i = 0; i < nights; i++) {
      const seed = `odd ${n} ${i}`
      const people = crowd(randomOf(seed), n)
      const played = play({ people, rounds: 5, oddOne: 'bye', seed })
      expect(played.rematches, seed).toBe(0)
      expect(played.rounds.map((round) => round.byes.length)).toEqual([1, 1, 1, 1, 1])
      expect(Math.max(...played.people.map((who) => who.byes)), seed).toBe(1)
    }
  })

  it('finds all seven rounds of eight people, where every pair is needed', () => {
    const people = crowd(randomOf('eight'), 8)
    expect(play({ people, rounds: 7, oddOne: 'bye', seed: 'eight' }).rematches).toBe(0)
  })

  it('lets people meet again rather than sit out, once they have met everybody', () => {
    const people = crowd(randomOf('four'), 4)
    const played = play({ people, rounds: 5, oddOne: 'bye', seed: 'four' })
    expect(played.rounds.flatMap((round) => round.byes)).toEqual([])
    expect(played.rounds.map((r) => r.pairings.filter((p) => p.rematch).length)).toEqual([0, 0, 0, 2, 2]) // prettier-ignore
  })

  it('lets byes go round twice before anybody sits out a third time', () => {
    const people = crowd(randomOf('three'), 3)
    const played = play({ people, rounds: 5, oddOne: 'bye', seed: 'three' })
    expect(played.people.map((who) => who.byes).sort()).toEqual([1, 2, 2])
    expect(played.secondByes).toBe(0)
  })
})

describe('a trio', () => {
  it.each([9, 11])('takes in the odd one of %i people, and nobody meets twice', (n) => {
    for (let i = 0; i < 4; i++) {
      const seed = `trio ${n} ${i}`
      const people = crowd(randomOf(seed), n)
      const played = play({ people, rounds: 5, oddOne: 'trio', seed })
      expect(played.rematches, seed).toBe(0)
      for (const round of played.rounds) {
        expect(round.byes, seed).toEqual([])
        expect(round.pairings.filter((pairing) => pairing.people.length === 3)).toHaveLength(1)
        expect(isSound(round, people), seed).toBe(true)
      }
    }
  })

  it('is three people who all share a language and none of whom avoids another', () => {
    const people = [
      person('a', { languages: ['fr'] }),
      person('b', { languages: ['fr', 'en'] }),
      ...['c', 'd', 'e'].map((id) => person(id, { languages: ['en'] })),
    ]
    const input = { ...plain, met: [], roundsLeft: 1, oddOne: 'trio', seed: '' } as const
    const { pairings } = planRound({ ...input, people })
    expect(pairings.map((pairing) => pairing.people)).toEqual([['a', 'b'], ['c', 'd', 'e']]) // prettier-ignore
    const apart = people.map((who) => (who.id === 'd' ? { ...who, avoids: ['c'] } : who))
    const round = planRound({ ...input, people: apart })
    expect(isSound(round, apart)).toBe(true)
    expect(round.byes).toHaveLength(1)
  })

  it('is the best of all trios together with the pairs around it', () => {
    for (let i = 0; i < 40; i++) {
      const seed = `best trio ${i}`
      const people = crowd(randomOf(seed), 7)
      const round = planRound({ ...plain, people, met: [], roundsLeft: 1, oddOne: 'trio', seed })
      const suits = round.pairings.map(({ people: group }) => {
        const [a, b, c] = group.map((id) => people.find((who) => who.id === id))
        if (!a || !b) return 0
        return c ? pointsOfTrio(a, b, c) : 2 * affinity(a, b)
      })
      expect(
        suits.reduce((sum, suit) => sum + suit, 0),
        seed,
      ).toBe(bestWithTrio(people))
    }
  })
})

/** Each of three has the middle of what the two others bring. */
const pointsOfTrio = (a: Candidate, b: Candidate, c: Candidate): number =>
  [[a, b, c] as const, [b, a, c] as const, [c, a, b] as const]
    .map(([one, ...[other, third]]) =>
      Math.floor((affinity(one, other) + affinity(one, third)) / 2),
    )
    .reduce((sum, points) => sum + points, 0)

/** The most points of an odd number of people with one trio, by trying everything. */
function bestWithTrio(people: readonly Candidate[]): number {
  let best = 0
  for (const a of people) {
    for (const b of people) {
      for (const c of people) {
        if (a.id >= b.id || b.id >= c.id) continue
        const rest = people.filter((who) => ![a, b, c].includes(who))
        const n = rest.length
        const paired = 1000 // so that nobody is left over
        const weights = Float64Array.from({ length: n * n }, (_, at) => {
          const [one, other] = [rest[Math.floor(at / n)], rest[at % n]]
          return one && other && one !== other ? paired + 2 * affinity(one, other) : 0
        })
        const pairs = exhaustiveWeight(n, weights) - (paired * n) / 2
        best = Math.max(best, pointsOfTrio(a, b, c) + pairs)
      }
    }
  }
  return best
}

describe('hard facts', () => {
  const sorts = [['fr'], ['en'], ['fr', 'en']]

  it('are kept on nights in two languages, with people who avoid each other', () => {
    for (let i = 0; i < 20; i++) {
      const seed = `hard ${i}`
      const random = randomOf(seed)
      const named = crowd(random, 6 + random.below(9), sorts)
      const people = named.map((who) => ({ ...who, avoids: [random.pick(named)?.id ?? ''] }))
      const oddOne = i % 2 === 0 ? 'bye' : 'trio'
      const roundsLeft = 1 + random.below(3)
      for (const round of planEvening({ ...plain, people, met: [], roundsLeft, oddOne, seed }))
        expect(isSound(round, people), seed).toBe(true)
    }
  })

  it('leave nobody out on a night in two languages that has a place for everybody', () => {
    const people = Array.from({ length: 12 }, (_, i) =>
      person(`p${i}`, { languages: sorts[i % 3] ?? [] }),
    )
    const played = play({ people, rounds: 5, oddOne: 'bye', seed: 'two languages' })
    expect(played.rematches).toBe(0)
    expect(played.rounds.flatMap((round) => round.byes)).toEqual([])
  })

  it('leave alone whoever shares no language with anybody, and seat the others', () => {
    const people = [person('a'), person('b'), person('c', { languages: ['eo'] })]
    for (const oddOne of ['trio', 'bye'] as const) {
      const round = planRound({ ...plain, people, met: [], roundsLeft: 5, oddOne, seed: '' })
      expect(round.byes).toEqual(['c'])
      expect(round.pairings).toEqual([{ people: ['a', 'b'], rematch: false }])
    }
  })
})

describe('what the host says', () => {
  const input = { met: [], roundsLeft: 5, oddOne: 'bye', seed: 'host' } as const

  it('that nobody meets twice holds, and people sit out rather', () => {
    const people = crowd(randomOf('four again'), 4)
    const plan = planEvening({ ...plain, ...input, repeats: 'never', people })
    expect(plan.map((round) => round.pairings.length)).toEqual([2, 2, 2, 0, 0])
  })

  it('that two be put together comes first, and the others still all have somebody', () => {
    const people = crowd(randomOf('together'), 8)
    const ids = people.map(({ id }) => id)
    for (const other of ids.slice(1)) {
      const together: [string, string][] = [[ids[0] ?? '', other]]
      const plan = planEvening({ ...plain, ...input, together, people })
      const first = plan[0]?.pairings.map((p) => [...p.people].sort().join())
      expect(first).toContain([ids[0] ?? '', other].sort().join())
      expect(plan.flatMap((round) => round.byes)).toEqual([])
      expect(plan.flatMap((r) => r.pairings).filter((p) => p.rematch)).toEqual([])
    }
  })
})

describe('people who met at an earlier night', () => {
  it('meet others first, the longer ago the sooner again', () => {
    const people = ['a', 'b', 'c', 'd'].map((id) => person(id))
    const met = (a: string, b: string, months: number) =>
      ({ people: [a, b] as [string, string], months }) // prettier-ignore
    const past = [met('a', 'b', 1), met('c', 'd', 1), met('a', 'c', 12), met('b', 'd', 12)]
    const plan = planEvening({ ...plain, people, past, met: [], roundsLeft: 3, oddOne: 'bye', seed: '' }) // prettier-ignore
    const order = plan.map((r) => r.pairings.map((p) => p.people.join('')).join())
    expect(order).toEqual(['ad,bc', 'ac,bd', 'ab,cd'])
  })

  it('count at most what the tiers have room for, among many', () => {
    for (const n of [240, 300]) {
      const people = crowd(randomOf(`many ${n}`), n)
      const [a, b] = people.map(({ id }) => id)
      const past = [{ people: [a ?? '', b ?? ''] as [string, string], months: 1 }]
      const input = { ...plain, past, met: [], roundsLeft: 1, oddOne: 'bye', seed: '' } as const
      const [round] = planEvening({ ...input, people: people.map((who) => ({ ...who, byes: 9 })) })
      expect(round?.certified).toBe(true)
    }
  })
})

describe('people who come and go', () => {
  it('meet nobody twice and sit out in turn, of sixteen', () => {
    for (let i = 0; i < 8; i++) {
      const seed = `come and go ${i}`
      const people = crowd(randomOf(seed), 16)
      const random = randomOf(`who ${seed}`)
      const played = play({
        ...{ people, rounds: 5, oddOne: 'bye', seed },
        present: (_, all) => random.shuffled(all).slice(0, 11 + random.below(6)),
      })
      expect(played.rematches, seed).toBe(0)
      expect(played.secondByes, seed).toBe(0)
    }
  })
})

describe('a plan', () => {
  it('does not depend on the order in which people or meetings are listed', () => {
    for (let i = 0; i < 10; i++) {
      const random = randomOf(`order ${i}`)
      const people = crowd(random, 5 + i)
      const [a, b, c] = people.map(({ id }) => id)
      const met: [string, string][] = [[a ?? '', b ?? ''], [c ?? '', a ?? '']] // prettier-ignore
      const input = { ...plain, met, roundsLeft: 3, oddOne: 'trio', seed: 'same' } as const
      const plan = planEvening({ ...input, people })
      const turned = met.map(([x, y]): [string, string] => [y, x]).reverse()
      const again = planEvening({ ...input, people: random.shuffled(people), met: turned })
      expect(again).toEqual(plan)
    }
  })

  it('begins with the round that is planned next', () => {
    const people = crowd(randomOf('begin'), 9)
    const input = {
      ...plain,
      people,
      met: [],
      roundsLeft: 4,
      oddOne: 'bye',
      seed: 'begin',
    } as const
    expect(planRound(input)).toEqual(planEvening(input)[0])
    expect(planEvening(input)).toHaveLength(4)
  })

  it('draws lots for who sits out, whatever people said', () => {
    const people = [
      ...['a', 'b', 'c', 'd'].map((id) => person(id, { offers: ['keys'], seeks: ['keys'] })),
      person('e'),
    ]
    const input = { ...plain, people, met: [], roundsLeft: 1, oddOne: 'bye' } as const
    const seeds = Array.from({ length: 40 }, (_, i) => `lot ${i}`)
    const out = new Set(seeds.flatMap((seed) => planRound({ ...input, seed }).byes))
    expect([...out].sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('seats 200 people with a proof, and 199 with a trio', () => {
    for (const [n, oddOne] of [
      [200, 'bye'],
      [199, 'trio'],
    ] as const) {
      // prettier-ignore
      const people = crowd(randomOf(`${n}`), n, [['fr'], ['en'], ['fr', 'en'], ['fr', 'en']])
      const round = planRound({ ...plain, people, met: [], roundsLeft: 1, oddOne, seed: `${n}` })
      expect(isSound(round, people)).toBe(true)
      expect(round.byes).toEqual([])
    }
  })

  it('is empty for nobody, and a bye for one', () => {
    const input = { ...plain, met: [], roundsLeft: 1, oddOne: 'trio', seed: '' } as const
    expect(planRound({ ...input, people: [] })).toMatchObject({ pairings: [], byes: [] })
    expect(planRound({ ...input, people: [person('a')] }).byes).toEqual(['a'])
    expect(planEvening({ ...input, people: [person('a')], roundsLeft: 0 })).toEqual([])
  })

  it('refuses the same id twice', () => {
    const people = [person('a'), person('a')]
    const input = { ...plain, people, met: [], roundsLeft: 1, oddOne: 'bye', seed: '' } as const
    expect(() => planRound(input)).toThrow('once')
  })
})
