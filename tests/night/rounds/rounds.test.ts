import { describe, expect, it } from 'vitest'
import { metTonight } from '#night/rounds/seating.ts'
import { attendeeView } from '#night/views/attendee.ts'
import { nextDeadline } from '#night/deadlines.ts'
import type { RoundNumber } from '#night/ids.ts'
import { pairingOf, type Round } from '#night/rounds/model.ts'
import { as, clock, door, host, idOf, minutes, system, tonight, type Story } from '../story.ts'

const n = (number: number) => number as RoundNumber
const start = (number: number) => ({ type: 'rounds/start' as const, number: n(number) })
const end = (number: number) => ({ type: 'rounds/end' as const, number: n(number) })
const names = ['Ana', 'Bilal', 'Chloé', 'Dario', 'Elif', 'Farid', 'Gaëlle', 'Hugo']

function roomOf(people: number): Story {
  const story = tonight().at('18:40')
  for (const name of names.slice(0, people)) story.enters(name)
  return story.at('19:30')
}

const lastRound = (story: Story): Round => {
  const round = story.night.rounds.list.at(-1)
  if (!round) throw new Error('expected a round, found none')
  return round
}

const partnerOf = (story: Story, name: string): string | undefined => {
  const partner = pairingOf(lastRound(story), idOf(name))?.people.find((id) => id !== idOf(name))
  return names.find((each) => idOf(each) === partner)
}

/** Plays all five rounds, each to its end. */
function playAll(story: Story, at = 19.5): void {
  for (let number = 1; number <= 5; number++) {
    const begin = clock('00:00') + (at + (number - 1) * 0.25) * 3_600_000
    const time = (ms: number) => new Date(ms + 3_600_000).toISOString().slice(11, 19)
    story.at(time(begin)).given(host, start(number))
    story.at(time(lastRound(story).endsAt)).given(system, end(number))
  }
}

describe('starting a round', () => {
  it('is announced three seconds ahead, with a changeover before the talking', () => {
    const story = roomOf(4).given(host, start(1))
    expect(lastRound(story)).toMatchObject({
      revealAt: clock('19:30:03'),
      startsAt: clock('19:32'),
      endsAt: clock('19:42'),
    })
    expect(story.night.program.current).toBe('rounds')
  })

  it('two presses give one round, and a reason', () => {
    const story = roomOf(4).given(host, start(1)).when(host, start(1))
    story.thenRefused('rounds/already-started')
    expect(story.night.rounds.list).toHaveLength(1)
  })

  it('waits for the one before it, and needs two people', () => {
    roomOf(4).given(host, start(1)).when(host, start(2)).thenRefused('rounds/still-running')
    roomOf(4).when(host, start(2)).thenRefused('rounds/not-yet')
    roomOf(1).when(host, start(1)).thenRefused('rounds/too-few')
    roomOf(4).when(host, start(6)).thenRefused('rounds/no-such-round')
  })

  it('seats everybody at a table of their own, with a sign of its own', () => {
    const { pairings } = lastRound(roomOf(8).given(host, start(1)))
    expect(pairings).toHaveLength(4)
    expect(new Set(pairings.map((p) => p.table)).size).toBe(4)
    expect(new Set(pairings.map((p) => p.sign)).size).toBe(4)
    expect(new Set(pairings.flatMap((p) => p.people)).size).toBe(8)
  })

  it('keeps what the host saw and swapped in the preview', () => {
    const story = roomOf(8).given(host, { type: 'rounds/plan', number: n(1) })
    const [one, other] = story.night.rounds.plan?.seating.pairings ?? []
    const [a, b] = [one?.people[0], other?.people[0]]
    if (!a || !b) throw new Error('expected two pairings in the preview')
    story.given(host, { type: 'rounds/swap', number: n(1), a, b })
    const planned = story.night.rounds.plan?.seating.pairings
    story.given(host, start(1))
    expect(lastRound(story).pairings).toEqual(planned)
  })

  it('plans anew when somebody came since the preview', () => {
    const story = roomOf(4).given(host, { type: 'rounds/plan', number: n(1) })
    story.enters('Elif').enters('Farid').given(host, start(1))
    expect(lastRound(story).pairings.flatMap((p) => p.people)).toHaveLength(6)
  })

  it('is taken back wholly: nobody has met anybody', () => {
    const story = roomOf(4).given(host, start(1)).undone()
    expect(story.night.rounds.list).toHaveLength(0)
    expect(story.night.program.current).toBeNull()
  })
})

describe('a preview', () => {
  it('for a trio is dropped when the host chooses a bye instead', () => {
    const story = roomOf(5).given(host, { type: 'rounds/plan', number: n(1) })
    story.given(host, { type: 'rounds/configure', oddOne: 'bye' })
    expect(story.night.rounds.plan).toBeNull()
    story.undone()
    expect(story.night.rounds.plan?.number).toBe(1)
    story.given(host, { type: 'rounds/configure', oddOne: 'bye' }).given(host, start(1))
    expect(lastRound(story).byes).toHaveLength(1)
  })
})

describe('the five rounds', () => {
  it('of six people are five perfect ones: nobody meets twice, nobody is left over', () => {
    const story = roomOf(6)
    playAll(story)
    const pairs = story.night.rounds.list.flatMap((r) =>
      r.pairings.map((p) => [...p.people].sort().join()),
    )
    expect(new Set(pairs).size).toBe(15)
    expect(story.night.rounds.list.flatMap((r) => r.byes)).toEqual([])
  })

  it('never pair people without a language in common', () => {
    const story = tonight().at('18:40')
    for (const name of names.slice(0, 4)) story.enters(name, { languages: ['fr'] })
    for (const name of names.slice(4)) story.enters(name, { languages: ['en'] })
    story.at('19:30').given(host, start(1))
    const french = new Set(names.slice(0, 4).map(idOf))
    for (const { people } of lastRound(story).pairings)
      expect(new Set(people.map((id) => french.has(id))).size).toBe(1)
  })

  it('never pair somebody with whom they will not be paired', () => {
    const story = roomOf(4)
    const code = story.night.door.attendees.get(idOf('Bilal'))?.code ?? ''
    story.given(as('Ana'), { type: 'door/avoid', code }).given(host, start(1))
    expect(partnerOf(story, 'Ana')).not.toBe('Bilal')
  })
})

describe('the end of a round', () => {
  it('comes by its deadline, not before', () => {
    const story = roomOf(4).given(host, start(1))
    story.at('19:33').given(system, { type: 'rounds/offer', number: n(1) })
    expect(nextDeadline(story.night)).toMatchObject({ at: clock('19:42'), command: end(1) })
    story.at('19:41').when(system, end(1)).thenRefused('rounds/not-yet')
    story.at('19:42').when(system, end(1)).then('rounds/ended', 'undo/lapsed')
    story.when(system, end(1)).then()
  })

  it('moves when the host gives a minute more', () => {
    const story = roomOf(4).given(host, start(1))
    story.given(host, { type: 'rounds/extend', number: n(1), by: minutes(1) })
    expect(lastRound(story).endsAt).toBe(clock('19:43'))
    story.undone()
    expect(lastRound(story).endsAt).toBe(clock('19:42'))
  })

  it('waits while the night is paused, and moves by as long', () => {
    const story = roomOf(4).given(host, start(1)).at('19:35').given(host, { type: 'program/pause' })
    expect(nextDeadline(story.night)).toBeNull()
    story.at('19:42').when(system, end(1)).thenRefused('rounds/not-yet')
    story.at('19:45').given(host, { type: 'program/resume' })
    expect(lastRound(story).endsAt).toBe(clock('19:52'))
  })

  it('may be moved in a long pause, and nobody is missing before its start', () => {
    const story = roomOf(4).given(host, start(1)).at('19:31').given(host, { type: 'program/pause' })
    story.at('19:50').given(host, { type: 'rounds/extend', number: n(1), by: minutes(1) })
    story
      .when(as('Ana'), { type: 'rounds/partner-missing', number: n(1) })
      .thenRefused('rounds/not-yet')
    story.given(host, { type: 'program/resume' })
    expect(lastRound(story).endsAt).toBe(clock('20:02'))
  })

  it('ended too early by the host goes on for as long as was left', () => {
    const story = roomOf(4)
      .given(host, start(1))
      .at('19:36')
      .given(host, end(1))
      .at('19:37')
      .undone()
    expect(lastRound(story)).toMatchObject({ phase: 'announced', endsAt: clock('19:43') })
  })
})

describe('people within a round', () => {
  it('a partner who did not come is away, and the one left alone gets somebody else', () => {
    const story = roomOf(6).given(host, start(1)).at('19:33')
    const missing = partnerOf(story, 'Ana') ?? ''
    story.when(as('Ana'), { type: 'rounds/partner-missing', number: n(1) })
    story.then('rounds/arrived', 'rounds/missed', 'door/went-away', 'rounds/reseated')
    expect(story.night.door.attendees.get(idOf(missing))?.state).toBe('away')
    expect(lastRound(story).pairings.flatMap((p) => p.people)).toHaveLength(5)
    expect(pairingOf(lastRound(story), idOf('Ana'))?.people).toHaveLength(3)
  })

  it('nobody who tapped «I am here» can be called missing', () => {
    const story = roomOf(2).given(host, start(1)).at('19:33')
    story.given(as('Bilal'), { type: 'rounds/here', number: n(1) })
    story.when(as('Ana'), { type: 'rounds/partner-missing', number: n(1) })
    story.thenRefused('rounds/partner-is-here')
  })

  it('nobody is missing while people are still walking', () => {
    const story = roomOf(2).given(host, start(1)).at('19:31')
    story
      .when(as('Ana'), { type: 'rounds/partner-missing', number: n(1) })
      .thenRefused('rounds/not-yet')
  })

  it('two who talked until one of them left have met, and do not meet again', () => {
    const story = roomOf(4).given(host, start(1)).at('19:40')
    const partner = partnerOf(story, 'Ana') ?? ''
    story.given(as('Ana'), { type: 'door/sit-out' }).at('19:42').given(system, end(1))
    story.given(as('Ana'), { type: 'door/come-back' }).given(host, start(2))
    expect(partnerOf(story, 'Ana')).not.toBe(partner)
    expect(metTonight(story.night.rounds)).toContainEqual(
      expect.arrayContaining([idOf('Ana'), idOf(partner)]),
    )
  })

  it('two of whom one never came have not met', () => {
    const story = roomOf(4).given(host, start(1)).at('19:33')
    const missing = partnerOf(story, 'Ana') ?? ''
    story.given(as('Ana'), { type: 'rounds/partner-missing', number: n(1) })
    expect(metTonight(story.night.rounds)).not.toContainEqual(
      expect.arrayContaining([idOf('Ana'), idOf(missing)]),
    )
  })

  it('topics are the same however they are written, and told in one’s own words', () => {
    const story = tonight()
      .at('18:40')
      .enters('Ana', { offers: ['Réseau MESH'] })
    story
      .enters('Bilal', { offers: ['reseau mesh'] })
      .at('19:30')
      .given(host, start(1))
    const seat = attendeeView(story.night, idOf('Ana'))?.seat
    expect(seat).toMatchObject({
      partners: [{ inCommon: { topics: [{ topic: 'Réseau MESH', kind: 'both' }] } }],
    })
  })

  it('two who are left alone at two tables are given to each other', () => {
    const story = roomOf(4).given(host, start(1)).at('19:33')
    const one = partnerOf(story, 'Ana') ?? ''
    const rest = names.slice(1, 4).filter((name) => name !== one)
    story.given(as(rest[0] ?? ''), { type: 'rounds/here', number: n(1) })
    story.given(door, { type: 'door/sit-out', for: idOf(rest[1] ?? '') })
    story.given(as('Ana'), { type: 'rounds/partner-missing', number: n(1) })
    expect([one, ...rest]).toContain(partnerOf(story, 'Ana'))
    expect(lastRound(story).byes).toEqual([])
  })

  it('a late arrival joins the person who sits out, before the half of the round', () => {
    const story = tonight().at('18:40').given(host, { type: 'rounds/configure', oddOne: 'bye' })
    for (const name of names.slice(0, 3)) story.enters(name)
    story.at('19:30').given(host, start(1))
    expect(lastRound(story).byes).toHaveLength(1)
    story.at('19:36').enters('Dario')
    expect(lastRound(story).byes).toHaveLength(0)
    expect(pairingOf(lastRound(story), idOf('Dario'))?.people).toHaveLength(2)
  })

  it('a late arrival in the second half waits for the next round', () => {
    const story = tonight().at('18:40').given(host, { type: 'rounds/configure', oddOne: 'bye' })
    for (const name of names.slice(0, 3)) story.enters(name)
    story.at('19:30').given(host, start(1)).at('19:38').enters('Dario')
    expect(lastRound(story).byes).toHaveLength(1)
  })
})

describe('three at a table', () => {
  // With one round alone, nobody needs other partners later: the odd one makes a third.
  const threeAt = () =>
    roomOf(3).given(host, { type: 'rounds/configure', count: 1 }).given(host, start(1))

  it('nobody is sent away by a guess: whoever is missing is named', () => {
    const story = threeAt().at('19:33')
    story.when(as('Ana'), { type: 'rounds/partner-missing', number: n(1) })
    story.thenRefused('rounds/which-partner')
    const others = lastRound(story).pairings[0]?.people.filter((id) => id !== idOf('Ana')) ?? []
    story.given(as('Ana'), { type: 'rounds/partner-missing', number: n(1), partner: 1 })
    expect(story.night.door.attendees.get(others[0] ?? idOf('Ana'))?.state).toBe('present')
    expect(story.night.door.attendees.get(others[1] ?? idOf('Ana'))?.state).toBe('away')
    expect(lastRound(story).pairings[0]?.people).toHaveLength(2)
  })
})

describe('what a host does for somebody at a table', () => {
  it('is taken back: here, and missing', () => {
    const story = roomOf(4).given(host, start(1)).at('19:33')
    story.given(host, { type: 'rounds/here', number: n(1), for: idOf('Ana') })
    expect(lastRound(story).here.has(idOf('Ana'))).toBe(true)
    story.undone()
    expect(lastRound(story).here.has(idOf('Ana'))).toBe(false)
    const missing = partnerOf(story, 'Ana') ?? ''
    story.given(host, { type: 'rounds/partner-missing', number: n(1), for: idOf('Ana') }).undone()
    expect(story.night.door.attendees.get(idOf(missing))?.state).toBe('present')
    expect(lastRound(story).absent.size).toBe(0)
  })

  it('ended while paused and taken up again lasts as long as was left', () => {
    const story = roomOf(4).given(host, start(1)).at('19:35').given(host, { type: 'program/pause' })
    story.at('19:36').given(host, end(1)).at('19:38').undone()
    story.at('19:40').given(host, { type: 'program/resume' })
    expect(lastRound(story).endsAt).toBe(clock('19:47'))
  })
})
