// The rounds to come are sealed beforehand, mended where people come and go, and begin by the
// program where nobody can be told.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RoundNumber } from '#night/ids.ts'
import type { Seating, SealedRound } from '#night/rounds/model.ts'
import { inputHash, planEvening } from '#night/rounds/pairing/index.ts'
import { comingOf } from '#night/rounds/seal.ts'
import { sealInput, sealWanted } from '#night/rounds/sealing.ts'
import { metTonight } from '#night/rounds/seating.ts'
import { as, clock, door, host, idOf, system, type Story } from '../story.ts'
import { freshWords, names, roomOf, sealed } from './sealed-room.ts'

const n = (number: number) => number as RoundNumber
const start = (number: number) => ({ type: 'rounds/start' as const, number: n(number) })
const talks = { type: 'program/start' as const, segment: 'talks' as never }
const end = (number: number) => ({ type: 'rounds/end' as const, number: n(number) })
const follow = (number: number) => ({ type: 'rounds/follow' as const, number: n(number) })
const roundsOf = (story: Story): readonly SealedRound[] => story.night.rounds.sealed?.rounds ?? []
const peopleIn = ({ pairings, byes }: Seating) => [...pairings.flatMap((p) => p.people), ...byes].sort() // prettier-ignore
const tableOf = ({ pairings }: Seating, name: string) =>
  pairings.find((p) => p.people.includes(idOf(name)))

describe('sealing', () => {
  it('seats everybody for all rounds to come, nobody twice with the same', () => {
    const rounds = roundsOf(sealed(roomOf(8)))
    expect(rounds.map((r) => r.number)).toEqual([1, 2, 3, 4, 5])
    for (const { seating } of rounds) expect(peopleIn(seating)).toHaveLength(8)
    const pairs = rounds.flatMap((r) => r.seating.pairings.map((p) => [...p.people].sort().join()))
    expect(new Set(pairs).size).toBe(20)
    expect(new Set(rounds.map((r) => r.words.join())).size).toBe(5)
  })

  it('is done once: nothing is asked as long as nothing changes', () => {
    const story = sealed(roomOf(8))
    expect(sealWanted(story.night)).toBeNull()
    story.given(system, { type: 'rounds/seal', words: freshWords() }).then()
  })

  it('plans everything anew before the first round when somebody comes, under new words', () => {
    const story = sealed(roomOf(7))
    const before = roundsOf(story)
    sealed(story.enters('P07'))
    expect(peopleIn(roundsOf(story)[0]?.seating as Seating)).toHaveLength(8)
    for (const [i, { words }] of roundsOf(story).entries())
      expect(words).not.toEqual(before[i]?.words)
  })

  it('gives whoever comes after the doors a place in it, under the same words', () => {
    const story = sealed(roomOf(11).given(host, talks))
    const before = roundsOf(story)
    sealed(story.enters('P11'))
    for (const [i, { seating, words }] of roundsOf(story).entries()) {
      const was = before[i]?.seating as Seating
      expect(words).toEqual(before[i]?.words)
      expect(peopleIn(seating)).toHaveLength(12)
      // One of the three is with them now; everybody else stays where they were.
      expect(seating.pairings.filter((p) => !was.pairings.includes(p))).toHaveLength(2)
    }
    expect(sealWanted(story.night)).toBeNull()
  })

  it('plans anew after the doors once more than one in eight came or went', () => {
    const story = sealed(roomOf(11).given(host, talks))
    const words = () => roundsOf(story).map((r) => r.words)
    const before = words()
    sealed(story.enters('P11'))
    expect(words()).toEqual(before)
    sealed(story.given(door, { type: 'door/check-out', for: idOf('P03') }))
    expect(words()).not.toEqual(before)
  })

  it('plans anew after the doors for somebody who is here and looks for something else', () => {
    const story = sealed(roomOf(12).given(host, talks))
    const said = { name: 'P03', languages: ['fr' as const], offers: [], first: false }
    story.given(as('P03'), { type: 'door/describe', ...said, seeks: ['radio'] })
    expect(sealWanted(story.night)?.kind).toBe('plan')
  })

  it('refuses a plan that was made for other people', () => {
    const story = roomOf(6)
    const wanted = sealWanted(story.night)
    if (wanted?.kind !== 'plan') throw new Error('expected a plan to be wanted')
    const planned = { input: inputHash(wanted.input), rounds: planEvening(wanted.input) }
    story.enters('P06').planned(planned)
    story.when(system, { type: 'rounds/seal', words: freshWords() }).thenRefused('rounds/not-yet')
  })

  it('is what the round then is, with the words that open it', () => {
    const story = sealed(roomOf(9))
    const [first, ...rest] = roundsOf(story)
    story.at('19:30').given(host, start(1))
    const round = story.night.rounds.list[0]
    expect(round?.pairings).toEqual(first?.seating.pairings)
    expect(round?.words).toEqual(first?.words)
    expect(roundsOf(story)).toEqual(rest)
  })

  it('is all there again when the start is taken back', () => {
    const story = sealed(roomOf(6))
    const before = story.night.rounds.sealed
    story.at('19:30').given(host, start(1)).undone()
    expect(story.night.rounds.sealed).toEqual(before)
    expect(sealWanted(story.night)).toBeNull()
  })

  it('keeps what the host changed by hand, and plans the others around it', () => {
    const story = sealed(roomOf(8)).given(host, { type: 'rounds/plan', number: n(1) })
    const [one, other] = story.night.rounds.plan?.seating.pairings ?? []
    const [a, b] = [one?.people[0], other?.people[0]]
    if (!a || !b) throw new Error('expected two pairings in the preview')
    sealed(story.given(host, { type: 'rounds/swap', number: n(1), a, b }))
    expect(roundsOf(story)[0]?.seating).toEqual(story.night.rounds.plan?.seating)
    const pairs = roundsOf(story).flatMap((r) => r.seating.pairings.map((p) => [...p.people].sort().join())) // prettier-ignore
    expect(new Set(pairs).size).toBe(20)
  })

  it('stays as it is where the host looks at the next round beforehand', () => {
    const story = sealed(roomOf(12))
    const before = story.night.rounds.sealed
    const [wanted, planned] = [sealInput(story.night), before?.rounds[0]?.seating]
    story.planned({ input: inputHash(wanted), rounds: planEvening(wanted, 'quick') })
    story.given(host, { type: 'rounds/plan', number: n(1) })
    expect(story.night.rounds.plan?.seating.pairings).toEqual(planned?.pairings)
    expect(sealWanted(story.night)).toBeNull()
  })

  it('keeps its words where the host moves a few, and nobody meets twice for it', () => {
    const isMended = (i: number) => {
      const story = sealed(roomOf(16)).given(host, { type: 'rounds/plan', number: n(1) })
      const before = roundsOf(story)
      const [one, other] = story.night.rounds.plan?.seating.pairings.slice(i, i + 2) ?? []
      const [a, b] = [one?.people[0], other?.people[0]]
      if (!a || !b) throw new Error('expected two pairings in the preview')
      const words = () => roundsOf(story).map((r) => r.words)
      const first = words()
      sealed(story.given(host, { type: 'rounds/swap', number: n(1), a, b }))
      expect(roundsOf(story)[0]?.seating).toEqual(story.night.rounds.plan?.seating)
      if (JSON.stringify(words()) !== JSON.stringify(first)) return false
      expect(roundsOf(story).slice(1)).toEqual(before.slice(1))
      return true
    }
    // Some of these would have met again later: then the others are planned around it.
    expect([0, 1, 2, 3, 4, 5].some(isMended)).toBe(true)
  })

  it('has the words of a round that the host changed by hand a moment before it began', () => {
    const story = sealed(roomOf(12)).given(host, { type: 'rounds/plan', number: n(1) })
    const [first] = roundsOf(story)
    const [one, other] = story.night.rounds.plan?.seating.pairings ?? []
    const [a, b] = [one?.people[0], other?.people[0]]
    if (!first || !a || !b) throw new Error('expected two pairings in the preview')
    story.given(host, { type: 'rounds/swap', number: n(1), a, b })
    story.at('19:30').given(host, start(1))
    expect(story.night.rounds.list[0]?.pairings).not.toEqual(first.seating.pairings)
    expect(story.night.rounds.list[0]?.words).toEqual(first.words)
  })
})

describe('people who come and go between rounds', () => {
  const begun = (people: number) => {
    const story = sealed(roomOf(people)).at('19:30').given(host, start(1))
    return story.at('19:42').given(system, end(1))
  }

  it('leave everybody else where they were, under the same words', () => {
    const story = begun(12)
    const before = roundsOf(story)
    sealed(story.given(door, { type: 'door/check-out', for: idOf('P03') }))
    for (const [i, { seating, words }] of roundsOf(story).entries()) {
      const was = before[i]?.seating as Seating
      expect(words).toEqual(before[i]?.words)
      expect(peopleIn(seating)).toEqual(peopleIn(was).filter((id) => id !== idOf('P03')))
      const partner = tableOf(was, 'P03')?.people.find((id) => id !== idOf('P03'))
      const moved = seating.pairings.filter((p) => !was.pairings.includes(p))
      // Whoever was to meet them is a third now; the others of that table see another partner beside.
      expect(moved).toHaveLength(1)
      expect(moved[0]?.people).toContain(partner)
    }
    expect(sealWanted(story.night)).toBeNull()
  })

  it('make a pair of the third of three and whoever comes', () => {
    const story = begun(11)
    sealed(story.enters('P11'))
    for (const { seating } of roundsOf(story)) {
      expect(seating.pairings).toHaveLength(6)
      expect(seating.pairings.every((p) => p.people.length === 2)).toBe(true)
    }
  })

  it('never break what must not be, whoever comes and goes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('goes', 'comes', 'rests'), fc.nat(15)), { maxLength: 8 }),
        fc.constantFrom<'trio' | 'bye'>('trio', 'bye'),
        fc.boolean(),
        (moves, oddOne, isOn) => {
          const story = sealed(roomOf(12).given(host, { type: 'rounds/configure', oddOne }))
          story.at('19:30').given(host, start(1)).at('19:33')
          if (!isOn) story.at('19:42').given(system, end(1))
          for (const [move, i] of moves) {
            const name = names[i] ?? 'P00'
            const state = story.night.door.attendees.get(idOf(name))?.state
            if (move === 'goes' && state) story.when(door, { type: 'door/check-out', for: idOf(name) }) // prettier-ignore
            if (move === 'comes' && !state) story.enters(name)
            if (move === 'rests' && state) story.when(as(name), { type: 'door/sit-out' })
            sealed(story)
            if (roundsOf(story).length === 0) return
            const met = metTonight(story.night.rounds).map((p) => [...p].sort().join())
            const coming = roundsOf(story).flatMap(
              (r) =>
              r.seating.pairings.filter((p) => !p.rematch).flatMap((p) => p.people.flatMap((a, k) => p.people.slice(k + 1).map((b) => [a, b].sort().join()))), // prettier-ignore
            )
            const present = [...story.night.door.attendees.values()].filter((a) => a.state === 'present') // prettier-ignore
            if (present.length < 2) return
            for (const { seating } of roundsOf(story)) {
              expect(peopleIn(seating)).toEqual(present.map((a) => a.id).sort())
              expect(new Set(seating.pairings.map((p) => p.table)).size).toBe(seating.pairings.length) // prettier-ignore
              expect(new Set(seating.pairings.map((p) => p.sign)).size).toBe(seating.pairings.length) // prettier-ignore
              expect(seating.pairings.filter((p) => p.people.length !== 2).length).toBeLessThanOrEqual(present.length % 2) // prettier-ignore
            }
            expect(new Set([...met, ...coming]).size).toBe(new Set(met).size + coming.length)
          }
        },
      ),
      { numRuns: 15 },
    )
  }, 60_000)
})

describe('the published program', () => {
  it('is followed where nobody could be told: the next round as it was due', () => {
    const story = sealed(roomOf(6)).at('19:30').given(host, start(1))
    const [second] = roundsOf(story)
    expect(comingOf(story.night)).toMatchObject({ number: 2, announcedAt: clock('19:42') })
    story
      .at('19:48')
      .given(system, follow(2))
      .then('rounds/ended', 'rounds/announced', 'undo/lapsed')
    expect(story.night.rounds.list[1]).toMatchObject({
      ...{
        number: 2,
        phase: 'announced',
        words: second?.words,
        pairings: second?.seating.pairings,
      },
      ...{ revealAt: clock('19:42:03'), startsAt: clock('19:44'), endsAt: clock('19:54') },
    })
    expect(story.night.rounds.list[0]).toMatchObject({ phase: 'over', endedAt: clock('19:42') })
  })

  it('begins the rounds at their published start, or after what still runs before them', () => {
    const story = sealed(
      roomOf(6).given(host, { type: 'program/start', segment: 'talks' as never }),
    )
    story.given(host, { type: 'program/extend', segment: 'talks' as never, by: 300_000 as never })
    expect(comingOf(story.night)).toMatchObject({ number: 1, announcedAt: clock('19:35') })
    story.at('19:40').given(system, follow(1))
    expect(story.night.program.current).toBe('rounds')
    expect(story.night.rounds.list[0]?.startsAt).toBe(clock('19:37'))
  })

  it('is not followed early, twice, in a pause, or without a plan', () => {
    const story = sealed(roomOf(6)).at('19:30').given(host, start(1))
    story.at('19:42:02').when(system, follow(2)).thenRefused('rounds/not-yet')
    story.at('19:48').given(system, follow(2)).given(system, follow(2)).then()
    story.given(host, { type: 'program/pause' }).at('20:10').given(system, follow(3)).then()
    const unplanned = roomOf(6).at('19:30').given(host, start(1)).at('19:48')
    unplanned.when(system, follow(2)).thenRefused('rounds/nobody-left-to-meet')
  })
})
