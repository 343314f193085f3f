import { describe, expect, it } from 'vitest'
import { nextDeadline } from '#night/deadlines.ts'
import type { RoundNumber, TableNumber } from '#night/ids.ts'
import { openRound, pairingOf, type Round } from '#night/rounds/model.ts'
import { standingOffers } from '#night/rounds/offers.ts'
import { attendeeView } from '#night/views/attendee.ts'
import { as, clock, host, idOf, system, tonight, type Story } from '../story.ts'

const number = 1 as RoundNumber
const names = ['Ana', 'Bilal', 'Chloé', 'Dario', 'Elif', 'Farid', 'Gaëlle', 'Hugo']

const here = (name: string) => [as(name), { type: 'rounds/here', number }] as const
const offering = [system, { type: 'rounds/offer', number }] as const
const taking = (name: string) => [as(name), { type: 'rounds/take-offer', number }] as const

/** A round of so many people that has been talking since 19:32. */
function talking(people: number, oddOne: 'trio' | 'bye' = 'bye'): Story {
  const story = tonight().at('18:40').given(host, { type: 'rounds/configure', oddOne })
  for (const name of names.slice(0, people)) story.enters(name)
  return story.at('19:30').given(host, { type: 'rounds/start', number }).at('19:32:30')
}

const roundOf = (story: Story): Round => {
  const round = openRound(story.night.rounds)
  if (!round) throw new Error('expected a round that goes on, found none')
  return round
}

/** The tables as names, the first of each the one who will be there. */
const tablesOf = (story: Story): [string, string][] =>
  roundOf(story).pairings.map(({ people: [a, b] }) => {
    const name = (id?: string) => names.find((each) => idOf(each) === id) ?? ''
    return [name(a), name(b)]
  })

type Two = [string, string]

const offerOf = (story: Story, name: string) => {
  const seat = attendeeView(story.night, idOf(name))?.seat
  return seat && 'offer' in seat ? seat.offer : null
}

describe('a minute into the talking', () => {
  it('the offers come by a deadline, once, and not before', () => {
    const story = talking(4)
    expect(nextDeadline(story.night)).toMatchObject({ at: clock('19:33'), command: offering[1] })
    story.when(...offering).thenRefused('rounds/not-yet')
    story.at('19:33').when(...offering).then('rounds/offered') // prettier-ignore
    expect(nextDeadline(story.night)).toMatchObject({ command: { type: 'rounds/end' } })
    story.when(...offering).then()
  })

  it('two who are alone are offered each other, and one tap seats both', () => {
    const story = talking(4)
    const [[a, missingA], [b, missingB]] = tablesOf(story) as [[string, string], [string, string]]
    story.given(...here(a)).given(...here(b)).at('19:33').given(...offering) // prettier-ignore
    expect(offerOf(story, a)).toMatchObject({ kind: 'each-other', with: [b] })
    expect(offerOf(story, b)).toMatchObject({ kind: 'each-other', with: [a] })
    const tableOfA = pairingOf(roundOf(story), idOf(a))?.table
    expect(offerOf(story, b)).toMatchObject({ table: tableOfA, stay: false })
    story.given(...taking(b))
    // Whoever taps goes: the other may sit with somebody who forgot to tap.
    expect(pairingOf(roundOf(story), idOf(a))).toMatchObject({ table: tableOfA })
    expect(pairingOf(roundOf(story), idOf(a))?.people).toContain(idOf(b))
    for (const gone of [missingA, missingB])
      expect(story.night.door.attendees.get(idOf(gone))?.state).toBe('away')
    expect(roundOf(story).pairings).toHaveLength(1)
  })

  it('of two who are alone, whoever keeps a table stays there', () => {
    const story = talking(4)
    const [[a], [b]] = tablesOf(story) as [[string, string], [string, string]]
    const table = (pairingOf(roundOf(story), idOf(b))?.table ?? 0) as TableNumber
    story.given(host, { type: 'door/keep-table', for: idOf(b), table })
    story.given(...here(a)).given(...here(b)).at('19:33').given(...offering) // prettier-ignore
    expect(offerOf(story, b)).toMatchObject({ table, stay: true })
    story.given(...taking(b))
    expect(pairingOf(roundOf(story), idOf(a))).toMatchObject({ table })
  })

  it('of two taps at once the first is heard, and the second has what it asked for', () => {
    const story = talking(4)
    const [[a], [b]] = tablesOf(story) as [[string, string], [string, string]]
    story.given(...here(a)).given(...here(b)).at('19:33').given(...offering) // prettier-ignore
    story.given(...taking(a))
    const seated = roundOf(story).pairings
    story.when(...taking(b)).then()
    expect(roundOf(story).pairings).toBe(seated)
  })

  it('one who is alone is offered the odd person, and either of them may say yes', () => {
    const story = talking(5)
    const [[a], [c, d]] = tablesOf(story) as [[string, string], [string, string]]
    const odd = names.find((name) => roundOf(story).byes.includes(idOf(name))) ?? ''
    story.given(...here(a)).given(...here(c)).given(...here(d)).at('19:33').given(...offering) // prettier-ignore
    expect(offerOf(story, a)).toMatchObject({ kind: 'waiting', with: [odd], stay: true })
    expect(offerOf(story, odd)).toMatchObject({ kind: 'waiting', with: [a], stay: false })
    story.given(...taking(odd))
    expect(roundOf(story).byes).toEqual([])
    expect(pairingOf(roundOf(story), idOf(odd))?.people).toContain(idOf(a))
  })

  it('else a third chair where both are there, and they stay together', () => {
    const story = talking(4)
    const [[a], [c, d]] = tablesOf(story) as [[string, string], [string, string]]
    story.given(...here(a)).given(...here(c)).given(...here(d)).at('19:33').given(...offering) // prettier-ignore
    expect(offerOf(story, a)).toMatchObject({ kind: 'trio' })
    expect(offerOf(story, c)).toBeNull()
    story.given(...taking(a))
    expect(pairingOf(roundOf(story), idOf(a))?.people).toEqual([idOf(c), idOf(d), idOf(a)])
  })

  it('else a host, who sees it; there is nothing to take', () => {
    const story = talking(2)
    const [[a]] = tablesOf(story) as [[string, string]]
    story.given(...here(a)).at('19:33').given(...offering) // prettier-ignore
    expect(offerOf(story, a)).toMatchObject({ kind: 'host' })
    story.when(...taking(a)).thenRefused('rounds/host-comes')
  })

  it('a table of which nobody tapped is left in peace', () => {
    const story = talking(4).at('19:33').given(...offering) // prettier-ignore
    expect(standingOffers(story.night, roundOf(story))).toEqual([])
  })

  it('an offer falls when the partner comes after all', () => {
    const story = talking(4)
    const [[a, late], [b]] = tablesOf(story) as [[string, string], [string, string]]
    story.given(...here(a)).given(...here(b)).at('19:33').given(...offering) // prettier-ignore
    story.given(...here(late))
    expect(offerOf(story, a)).toBeNull()
    story.when(...taking(a)).thenRefused('rounds/no-offer')
    expect(story.night.door.attendees.get(idOf(late))?.state).toBe('present')
  })

  it('«we are both here» stands for a partner who has not tapped', () => {
    const story = talking(2)
    const [[a, b]] = tablesOf(story) as [[string, string]]
    story.given(...here(a)).at('19:33').given(...offering) // prettier-ignore
    story.given(as(a), { type: 'rounds/all-here', number })
    expect(roundOf(story).here).toContain(idOf(b))
    expect(offerOf(story, a)).toBeNull()
  })

  it('whoever taps later than that is offered somebody at once', () => {
    const story = talking(4).at('19:33').given(...offering) // prettier-ignore
    const [[a], [b]] = tablesOf(story) as [[string, string], [string, string]]
    const due = { at: clock('19:33'), command: offering[1] }
    story.at('19:34').given(...here(a))
    expect(nextDeadline(story.night)).toMatchObject(due)
    story.given(...offering)
    expect(offerOf(story, a)).toMatchObject({ kind: 'host' })
    story.given(...here(b)).given(...offering)
    expect(offerOf(story, a)).toMatchObject({ kind: 'each-other', with: [b] })
  })

  it('whoever is on the way to one who is alone has time to walk there', () => {
    const story = talking(3)
    const [[a]] = tablesOf(story) as [[string, string]]
    const odd = names.find((name) => roundOf(story).byes.includes(idOf(name))) ?? ''
    story.given(...here(a)).at('19:33').given(...offering) // prettier-ignore
    story
      .at('19:33:10')
      .given(...taking(odd))
      .given(...offering)
    expect(offerOf(story, a)).toBeNull()
    expect(nextDeadline(story.night)).toMatchObject({ at: clock('19:33:40'), command: offering[1] })
    story.at('19:33:39').when(...offering).thenRefused('rounds/not-yet') // prettier-ignore
    story.at('19:33:40').given(...offering)
    expect(offerOf(story, a)).toMatchObject({ kind: 'host' })
    expect(nextDeadline(story.night)).toMatchObject({ command: { type: 'rounds/end' } })
    story.given(...here(odd))
    expect(offerOf(story, a)).toBeNull()
  })

  it('offers are made anew when the one who was to come goes home', () => {
    const story = talking(5)
    const [[a], [c, d]] = tablesOf(story) as [[string, string], [string, string]]
    const odd = names.find((name) => roundOf(story).byes.includes(idOf(name))) ?? ''
    story
      .given(...here(a))
      .given(...here(c))
      .given(...here(d))
      .at('19:33')
      .given(...offering)
    story.given(as(odd), { type: 'door/check-out' })
    expect(offerOf(story, a)).toBeNull()
    story.given(...offering)
    expect(offerOf(story, a)).toMatchObject({ kind: 'trio' })
  })
})

describe('people without a table in a round that goes on', () => {
  it('two who come late, one after the other, are given to each other', () => {
    const story = talking(4).at('19:33').enters('Elif')
    expect(attendeeView(story.night, idOf('Elif'))?.seat).toMatchObject({ kind: 'next' })
    story.at('19:34').enters('Farid')
    expect(pairingOf(roundOf(story), idOf('Elif'))?.people).toContain(idOf('Farid'))
  })

  it('whoever was missed may be asked to join one who is alone, once they are back', () => {
    const story = talking(6)
    const [[a, late], [b], [c]] = tablesOf(story) as [Two, Two, Two]
    story.given(...here(a)).given(...here(b)).at('19:33').given(...offering) // prettier-ignore
    story.given(...taking(a))
    const seatOf = () => attendeeView(story.night, idOf(late))?.seat
    expect(seatOf()).toEqual({ kind: 'missed', number })
    story.at('19:38').given(...here(c)).given(as(late), { type: 'door/come-back' }) // prettier-ignore
    story.given(...offering)
    expect(seatOf()).toMatchObject({ kind: 'next', offer: { kind: 'waiting', with: [c] } })
  })

  it('whoever comes late may be asked to join one who is alone', () => {
    const story = talking(2).at('19:36')
    const [[a]] = tablesOf(story) as [[string, string]]
    story
      .given(...here(a))
      .given(...offering)
      .at('19:39')
      .enters('Elif')
      .given(...offering)
    expect(offerOf(story, 'Elif')).toMatchObject({ kind: 'waiting', with: [a] })
  })

  it('whoever a host sent away by mistake is given somebody when that is taken back', () => {
    const story = talking(2).at('19:33')
    const [[a, b]] = tablesOf(story) as [[string, string]]
    story.given(host, { type: 'door/sit-out', for: idOf(b) })
    expect(pairingOf(roundOf(story), idOf(a))).toBeUndefined()
    story.undone()
    expect(pairingOf(roundOf(story), idOf(a))?.people).toContain(idOf(b))
  })

  it('two who met in an earlier round are told that it is again', () => {
    const story = talking(2).at('19:42').given(system, { type: 'rounds/end', number })
    const second = 2 as RoundNumber
    story.given(host, { type: 'rounds/start', number: second }).at('19:45')
    const [[a, b]] = tablesOf(story) as [[string, string]]
    story.given(as(b), { type: 'door/sit-out' }).given(as(b), { type: 'door/come-back' })
    expect(attendeeView(story.night, idOf(a))?.seat).toMatchObject({ number: 2, rematch: true })
  })
})
