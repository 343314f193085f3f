import { describe, expect, it } from 'vitest'
import { randomOf } from '#night/random.ts'
import type { Random } from '#night/random.ts'
import { mayMeet } from '#night/rounds/pairing/affinity.ts'
import { outlook } from '#night/rounds/pairing/index.ts'
import type { Candidate, PairingInput, Reason } from '#night/rounds/pairing/index.ts'
import { exhaustiveWeight } from './graphs.ts'
import { person, plain } from './people.ts'

const asked = { ...plain, met: [], roundsLeft: 1, oddOne: 'bye', seed: '' } as const
const of = (count: number, name: string, ...languages: string[]): Candidate[] =>
  Array.from({ length: count }, (_, i) => person(`${name}${i}`, { languages }))
const told = (people: readonly Candidate[], more: Partial<PairingInput> = {}): readonly Reason[] =>
  outlook({ ...asked, people, ...more })

describe('the outlook', () => {
  it('is clear where everybody has a partner, and new ones for all rounds', () => {
    expect(told([])).toEqual([])
    expect(told([...of(4, 'f', 'fr'), ...of(4, 'b', 'fr', 'en'), ...of(4, 'e', 'en')])).toEqual([])
    expect(told(of(6, 'f', 'fr'), { roundsLeft: 5 })).toEqual([])
  })

  it('says that the number is odd, and what the host chose for the odd one', () => {
    expect(told(of(7, 'f', 'fr'))).toEqual([{ code: 'odd-one', perRound: 1, by: 'bye' }])
    const trio = told(of(7, 'f', 'fr'), { oddOne: 'trio' })
    expect(trio).toEqual([{ code: 'odd-one', perRound: 1, by: 'trio' }])
    const alone = told(of(1, 'f', 'fr'), { oddOne: 'trio' })
    expect(alone).toEqual([{ code: 'odd-one', perRound: 1, by: 'bye' }])
  })

  it('says how many speak only a language, and that one of them is left in each round', () => {
    const group = { code: 'language', perRound: 1, by: 'bye', helps: 'bilingual' }
    expect(told([...of(9, 'f', 'fr'), ...of(6, 'e', 'en')])).toEqual([
      { ...group, languages: ['fr'], people: 9 },
    ])
    expect(told([...of(3, 'f', 'fr'), ...of(2, 'b', 'fr', 'de'), ...of(5, 'e', 'en')])).toEqual([
      { ...group, languages: ['de', 'fr'], people: 5 },
      { ...group, languages: ['en'], people: 5 },
    ])
  })

  it('says how few can bring language groups together', () => {
    const people = [...of(3, 'f', 'fr'), ...of(3, 'd', 'de'), ...of(3, 'i', 'it'), ...of(1, 'p', 'fr', 'de', 'it')] // prettier-ignore
    expect(told(people)).toEqual([
      {
        ...{ code: 'bridges', groups: 3, people: 9, bridges: 1, perRound: 2 },
        ...{ by: 'bye', helps: 'bilingual' },
      },
    ])
    const single = [...of(1, 'f', 'fr'), ...of(1, 'd', 'de'), ...of(1, 'i', 'it')]
    const between = of(1, 'p', 'fr', 'de', 'it', 'en')
    expect(told([...single, ...between, ...of(2, 'e', 'en')])).toMatchObject([
      { code: 'bridges', groups: 3, people: 3, bridges: 1, perRound: 2 },
    ])
  })

  it('says who has named no language, and that tables are kept', () => {
    expect(told([...of(2, 'f', 'fr'), ...of(2, 'n')])).toEqual([
      { code: 'no-language', perRound: 2, by: 'bye' },
    ])
    const keepers = of(2, 'f', 'fr').map((who, i) => ({ ...who, keepsTable: i }))
    expect(told(keepers)).toEqual([{ code: 'tables', perRound: 2, by: 'bye' }])
  })

  it('says the same of a wish not to be paired and of the host, and names nobody', () => {
    const people = of(2, 'f', 'fr')
    const wishes = [{ code: 'wishes', perRound: 2, by: 'bye' }]
    expect(told(people, { apart: [['f1', 'f0']] })).toEqual(wishes)
    expect(told(people.map((who) => ({ ...who, avoids: ['f0'] })))).toEqual(wishes)
    expect(told(of(4, 'f', 'fr'), { apart: [['f1', 'f0']] })).toEqual([])
  })

  it('says from which round on there are too few new partners, and for how many', () => {
    const few = [...of(4, 'f', 'fr'), ...of(8, 'e', 'en')]
    const language = { code: 'language-partners', fromRound: 4, people: 4 }
    expect(told(few, { roundsLeft: 3 })).toEqual([])
    expect(told(few, { roundsLeft: 5 })).toEqual([language])
    expect(told(few, { roundsLeft: 4, met: [['f0', 'f1']] })).toEqual([
      { ...language, fromRound: 3, people: 2 },
    ])
    const everybody = { code: 'everybody-met', fromRound: 4, people: 4 }
    expect(told(of(4, 'f', 'fr'), { roundsLeft: 5 })).toEqual([everybody])
    const apart = { roundsLeft: 3, apart: [['f0', 'f1']] } as const
    expect(told(of(4, 'f', 'fr'), apart)).toEqual([
      { code: 'wish-partners', fromRound: 3, people: 2 },
    ])
    const keepers = of(4, 'f', 'fr').map((who, i) => ({ ...who, keepsTable: i < 2 ? i : null }))
    expect(told(keepers, { roundsLeft: 3 })).toEqual([
      { code: 'table-partners', fromRound: 3, people: 2 },
    ])
  })

  it('sees that the next round has to repeat, where single people still could meet somebody', () => {
    const met: [string, string][] = [['f0', 'f1'], ['f0', 'f2'], ['f1', 'f2']] // prettier-ignore
    const repeat = { code: 'everybody-met', fromRound: 1, people: 2 }
    expect(told(of(4, 'f', 'fr'), { met })).toEqual([repeat])
  })

  it('refuses the same id twice', () => {
    expect(() => told([person('a'), person('a')])).toThrow('once')
  })
})

/** Up to eight people of all sorts, with what stands between them. */
function night(random: Random): PairingInput {
  const sorts = [['fr'], ['en'], ['de'], ['fr', 'en'], ['fr', 'de', 'en'], ['eo'], []]
  const speak = random.shuffled(sorts).slice(0, 1 + random.below(5))
  const n = 1 + random.below(8)
  const id = (): string => `p${random.below(n)}`
  const two = (): [string, string] => [id(), id()]
  const people = Array.from({ length: n }, (_, i) =>
    person(`p${i}`, {
      languages: random.pick(speak) ?? [],
      avoids: random.below(5) === 0 ? [id()] : [],
      keepsTable: random.below(5) === 0 ? random.below(3) : null,
    }),
  )
  return {
    ...{ ...asked, people, roundsLeft: 1 + random.below(4) },
    apart: random.below(3) === 0 ? [two()] : [],
    met: Array.from({ length: random.below(6) }, two),
    oddOne: random.below(2) === 0 ? 'bye' : 'trio',
  }
}

type May = (a: Candidate, b: Candidate) => boolean

const listed = (pairs: PairingInput['met'], a: Candidate, b: Candidate): boolean =>
  pairs.some((pair) => pair.includes(a.id) && pair.includes(b.id))

/** How many of the people the largest set of pairs leaves, by trying everything. */
function leftOf(people: readonly Candidate[], may: May): number {
  const n = people.length
  const weights = Float64Array.from({ length: n * n }, (_, at) => {
    const [a, b] = [people[Math.floor(at / n)], people[at % n]]
    return a && b && a !== b && may(a, b) ? 1 : 0
  })
  return n - 2 * exhaustiveWeight(n, weights)
}

const mayOf =
  ({ apart }: PairingInput): May =>
  (a, b) =>
    mayMeet(a, b) && !listed(apart, a, b)

const perRound = (reasons: readonly Reason[]): number =>
  reasons.reduce((sum, reason) => sum + ('perRound' in reason ? reason.perRound : 0), 0)

const nights = (count: number, seed: string): PairingInput[] =>
  Array.from({ length: count }, (_, i) => night(randomOf(`${seed} ${i}`)))

describe('what is told', () => {
  it('adds up to just those whom the largest set of pairs leaves in each round', () => {
    for (const [i, input] of nights(2000, 'adds up').entries())
      expect(perRound(outlook(input)), `adds up ${i}`).toBe(leftOf(input.people, mayOf(input)))
  })

  it('names a cause only where it is one', () => {
    for (const [i, input] of nights(2000, 'causes').entries()) {
      const { people } = input
      const speak: May = (a, b) => a.languages.some((language) => b.languages.includes(language))
      const table: May = (a, b) => mayMeet({ ...a, avoids: [] }, { ...b, avoids: [] })
      const left = [leftOf(people, speak), leftOf(people, table), leftOf(people, mayOf(input))] as const // prettier-ignore
      const reasons = outlook(input)
      const only = (...codes: string[]) => perRound(reasons.filter(({ code }) => codes.includes(code))) // prettier-ignore
      expect(only('odd-one', 'language', 'bridges', 'no-language'), `causes ${i}`).toBe(left[0])
      expect(only('tables'), `causes ${i}`).toBe(left[1] - left[0])
      expect(only('wishes'), `causes ${i}`).toBe(left[2] - left[1])
      for (const reason of reasons) {
        if (reason.code === 'odd-one') expect(people.length % 2, `causes ${i}`).toBe(1)
        if (reason.code === 'bridges')
          expect(reason.groups - reason.bridges, `causes ${i}`).toBe(reason.perRound)
        if (reason.code === 'language') isGroup(people, reason.languages, reason.people)
      }
    }
  })

  it('is helped by somebody bilingual where it says so', () => {
    let helped = 0
    for (const input of nights(1500, 'helps')) {
      const people = input.people.map((who) => ({ ...who, avoids: [], keepsTable: null }))
      const reasons = told(people)
      if (!reasons.some((reason) => 'helps' in reason)) continue
      const bilingual = person('helper', { languages: ['fr', 'en', 'de', 'eo'] })
      expect(perRound(told([...people, bilingual]))).toBe(perRound(reasons) - 1)
      helped++
    }
    expect(helped).toBeGreaterThan(100)
  })

  it('is a repeat or a further bye that no plan avoids, by trying all plans', () => {
    let seen = 0
    for (const [i, input] of nights(1500, 'repeats').entries()) {
      if (input.people.length > 6) continue
      const reasons = outlook(input)
      const left = perRound(reasons)
      for (const reason of reasons) {
        if (!('fromRound' in reason)) continue
        expect(reason.people).toBeGreaterThan(0)
        expect(reason.fromRound).toBeLessThanOrEqual(input.roundsLeft)
        expect(canMeetAnew(input, reason.fromRound, left), `repeats ${i}`).toBe(false)
        seen++
      }
    }
    expect(seen).toBeGreaterThan(200)
  })

  it('is told for the next round wherever it cannot seat all with new people', () => {
    for (const [i, input] of nights(1500, 'next').entries()) {
      const reasons = outlook(input)
      const next = reasons.some((reason) => 'fromRound' in reason && reason.fromRound === 1)
      expect(next, `next ${i}`).toBe(!canMeetAnew(input, 1, perRound(reasons)))
    }
  })

  it('does not depend on the order of people, and names none of them', () => {
    for (const [i, input] of nights(300, 'order').entries()) {
      const random = randomOf(`turned ${i}`)
      const turned = (pairs: PairingInput['met']): [string, string][] =>
        random.shuffled(pairs).map(([a, b]) => [b, a])
      const reasons = outlook(input)
      const people = random.shuffled(input.people)
      const again = { ...input, people, met: turned(input.met), apart: turned(input.apart) }
      expect(outlook(again), `order ${i}`).toEqual(reasons)
      expect(JSON.stringify(reasons)).not.toMatch(/"p\d/)
    }
  })
})

/** So many speak these languages alone, an odd number, and nobody else speaks one of them. */
function isGroup(people: readonly Candidate[], languages: readonly string[], count: number): void {
  const some = people.filter((who) => who.languages.some((one) => languages.includes(one)))
  expect(some.every((who) => who.languages.every((one) => languages.includes(one)))).toBe(true)
  expect(some).toHaveLength(count)
  expect(count % 2).toBe(1)
}

/** Whether so many rounds can be held in which nobody meets again and no more than `left` sit out. */
function canMeetAnew(input: PairingInput, rounds: number, left: number): boolean {
  const { people } = input
  const may = mayOf(input)
  const met = new Set(people.flatMap((a, i) => people.flatMap((b, j) => (listed(input.met, a, b) && a !== b ? [`${i} ${j}`] : [])))) // prettier-ignore
  const seat = (free: readonly number[], byes: number, after: () => boolean): boolean => {
    const [i, ...rest] = free
    if (i === undefined) return after()
    for (const j of rest) {
      const [a, b] = [people[i], people[j]]
      if (!a || !b || met.has(`${i} ${j}`) || !may(a, b)) continue
      met.add(`${i} ${j}`)
      const can = seat(rest.filter((k) => k !== j), byes, after) // prettier-ignore
      met.delete(`${i} ${j}`)
      if (can) return true
    }
    return byes > 0 && seat(rest, byes - 1, after)
  }
  const hold = (round: number): boolean =>
    round === 0 || seat([...people.keys()], left, () => hold(round - 1))
  return hold(rounds)
}
