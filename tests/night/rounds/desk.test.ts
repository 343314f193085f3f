import { describe, expect, it } from 'vitest'
import type { RoundNumber } from '#night/ids.ts'
import { lastRound, pairingOf, type Seating } from '#night/rounds/model.ts'
import { deskSlice } from '#night/views/host.ts'
import { attendeeView } from '#night/views/attendee.ts'
import { as, door, host, idOf, system, tonight, type Story } from '../story.ts'

const n = (number: number) => number as RoundNumber
const names = ['Ana', 'Bilal', 'Chloé', 'Dario', 'Elif', 'Farid', 'Gaëlle', 'Hugo']
const plan = [host, { type: 'rounds/plan', number: n(1) }] as const
const start = [host, { type: 'rounds/start', number: n(1) }] as const

function roomOf(people: number): Story {
  const story = tonight().at('18:40')
  for (const name of names.slice(0, people)) story.enters(name)
  return story.at('19:30')
}

const seatingOf = (story: Story): Seating => {
  const seating = story.night.rounds.plan?.seating
  if (!seating) throw new Error('expected a preview, found none')
  return seating
}

const isTogether = (story: Story, a: string, b: string): boolean =>
  seatingOf(story).pairings.some((p) => [a, b].every((name) => p.people.includes(idOf(name))))

describe('a preview', () => {
  it('says how it was made, so that it can be made again', () => {
    const seating = seatingOf(roomOf(6).given(...plan))
    expect(seating).toMatchObject({ effort: 'quick', certified: true, edits: 0 })
    expect(seatingOf(roomOf(6).given(...plan))).toEqual(seating)
  })

  it('is what was planned beforehand for just these people, and not for others', () => {
    const story = roomOf(4).given(...plan)
    const { input, pairings } = seatingOf(story)
    const groups = pairings.map((p) => ({ people: [...p.people].reverse(), rematch: false }))
    const rounds = [{ pairings: groups, byes: [], certified: true }]
    story.planned({ input, rounds }).given(...plan)
    expect(seatingOf(story)).toMatchObject({ effort: 'full' })
    story
      .enters('Elif')
      .planned({ input, rounds })
      .given(...plan)
    expect(seatingOf(story)).toMatchObject({ effort: 'quick' })
  })

  it('tells the host who came and who left since', () => {
    const story = roomOf(6).given(...plan).enters('Gaëlle') // prettier-ignore
    story.given(door, { type: 'door/check-out', for: idOf('Ana') })
    expect(deskSlice(story.night).plan).toMatchObject({
      holds: false,
      joined: [idOf('Gaëlle')],
      left: [idOf('Ana')],
    })
  })

  it('puts two together whom the host wants to meet, and everybody still has somebody', () => {
    const story = roomOf(6)
    for (const other of names.slice(1, 6)) {
      story.given(host, {
        type: 'rounds/put-together',
        ...{ number: n(1), a: idOf('Ana'), b: idOf(other) },
      })
      expect(isTogether(story, 'Ana', other)).toBe(true)
      expect(seatingOf(story).byes).toEqual([])
    }
  })

  it('keeps two apart for the evening, until the host lets them meet', () => {
    const story = roomOf(2)
    const pair = { a: idOf('Ana'), b: idOf('Bilal') }
    story.given(...plan).given(host, { type: 'rounds/keep-apart', ...pair })
    expect(seatingOf(story).pairings).toEqual([])
    story.when(...start).thenRefused('rounds/nobody-left-to-meet')
    story.given(host, { type: 'rounds/let-meet', ...pair })
    expect(isTogether(story, 'Ana', 'Bilal')).toBe(true)
  })

  it('leaves a preview as it is that seats them at different tables', () => {
    const story = roomOf(8).given(...plan)
    const [one, other] = seatingOf(story).pairings
    const before = seatingOf(story)
    const pair = { a: one?.people[0] ?? idOf('Ana'), b: other?.people[0] ?? idOf('Ana') }
    for (const type of ['rounds/keep-apart', 'rounds/let-meet'] as const) {
      story.given(host, { type, ...pair })
      expect(seatingOf(story)).toBe(before)
    }
    const [a, b] = one?.people ?? []
    if (!a || !b) throw new Error('expected two at a table')
    story.given(host, { type: 'rounds/keep-apart', a, b })
    expect(seatingOf(story).pairings.some((p) => [a, b].every((id) => p.people.includes(id)))).toBe(false) // prettier-ignore
  })

  it('gives one reason, whatever stands against it', () => {
    const story = roomOf(4)
    const code = story.night.door.attendees.get(idOf('Bilal'))?.code ?? ''
    story.given(as('Ana'), { type: 'door/avoid', code })
    story.given(host, { type: 'rounds/keep-apart', a: idOf('Ana'), b: idOf('Chloé') })
    for (const other of ['Bilal', 'Chloé']) {
      const pair = { number: n(1), a: idOf('Ana'), b: idOf(other) }
      story.when(host, { type: 'rounds/put-together', ...pair }).thenRefused('rounds/cannot-meet')
    }
  })

  it('seats the same people when a start was taken back', () => {
    const story = roomOf(8).given(...start)
    const announced = lastRound(story.night.rounds)?.pairings
    story.at('19:30:08').undone()
    expect(story.night.rounds.list).toEqual([])
    story.at('19:30:12').given(...start)
    expect(lastRound(story.night.rounds)?.pairings).toEqual(announced)
  })
})

describe('a table that is kept', () => {
  it('is where the others come, in every round', () => {
    const story = roomOf(6).given(door, {
      type: 'door/keep-table',
      ...{ for: idOf('Ana'), table: 7 as never },
    })
    for (const number of [1, 2, 3]) {
      story.given(host, { type: 'rounds/start', number: n(number) })
      const round = lastRound(story.night.rounds)
      expect(round && pairingOf(round, idOf('Ana'))?.table).toBe(7)
      story.given(host, { type: 'rounds/end', number: n(number) })
    }
  })

  it('is not shared by two who keep different ones', () => {
    const story = roomOf(2)
    for (const [name, table] of [
      ['Ana', 7],
      ['Bilal', 8],
    ] as const)
      // prettier-ignore
      story.given(door, { type: 'door/keep-table', for: idOf(name), table: table as never })
    story.when(...start).thenRefused('rounds/nobody-left-to-meet')
  })
})

describe('«still in?»', () => {
  const ask = [host, { type: 'rounds/ask-room', number: n(1) }] as const
  const yes = (name: string) => [as(name), { type: 'rounds/still-in' }] as const

  it('is asked on the phones of those who are here, until they answer', () => {
    const story = roomOf(2).given(...ask)
    expect(attendeeView(story.night, idOf('Ana'))?.me.asked).toBe(true)
    story.given(...yes('Ana'))
    expect(attendeeView(story.night, idOf('Ana'))?.me.asked).toBeUndefined()
    expect(deskSlice(story.night).ask?.silent).toEqual([idOf('Bilal')])
  })

  it('without an answer changes nothing, unless the host says so', () => {
    const story = roomOf(4).given(...ask).given(...yes('Ana')).given(...start) // prettier-ignore
    expect(lastRound(story.night.rounds)?.pairings).toHaveLength(2)
  })

  it('silence counts as away where the host says so, and a tap brings one back', () => {
    const story = roomOf(5).given(host, { type: 'rounds/configure', silence: 'away' })
    story.given(...ask).given(...yes('Ana')).given(...yes('Bilal')) // prettier-ignore
    for (const name of ['Chloé', 'Dario'])
      story.given(host, { type: 'rounds/still-in', for: idOf(name) })
    story.given(...start)
    const seated = lastRound(story.night.rounds)?.pairings.flatMap((p) => p.people)
    expect(seated).toHaveLength(4)
    expect(story.night.door.attendees.get(idOf('Elif'))?.state).toBe('away')
    story.undone()
    expect(story.night.door.attendees.get(idOf('Elif'))?.state).toBe('present')
    expect(story.night.rounds.ask?.in.size).toBe(4)
  })

  it('a badge shown at the door is an answer, once', () => {
    const story = roomOf(2).given(...ask)
    const shown = [door, { type: 'door/check-in', for: idOf('Ana') }] as const
    story.when(...shown).then('rounds/confirmed')
    expect(story.night.rounds.ask?.in).toEqual(new Set([idOf('Ana')]))
    story.when(...shown).then()
  })

  it('whoever comes in meanwhile has answered', () => {
    const story = roomOf(2).given(...ask).enters('Chloé') // prettier-ignore
    expect(story.night.rounds.ask?.in).toEqual(new Set([idOf('Chloé')]))
  })
})

describe('«we met»', () => {
  const met = (name: string) => [as(name), { type: 'rounds/met', number: n(1) }] as const
  const heldBy = (story: Story) => attendeeView(story.night, idOf('Ana'))?.seat

  it('counts when both say so, and gives them something to remember it by', () => {
    const story = roomOf(2).given(...start).at('19:33').given(...met('Ana')) // prettier-ignore
    expect(heldBy(story)).toMatchObject({ met: true, partners: [{ token: null }] })
    story
      .given(system, { type: 'rounds/offer', number: n(1) })
      .at('19:50')
      .given(...met('Bilal'))
    const token = story.events.flatMap((e) => (e.type === 'rounds/met' ? [e.token] : [])).at(-1)
    expect(heldBy(story)).toMatchObject({ partners: [{ token }] })
    expect(attendeeView(story.night, idOf('Bilal'))?.seat).toMatchObject({ partners: [{ token }] })
  })

  it('cannot be said before the talking', () => {
    roomOf(2).given(...start).when(...met('Ana')).thenRefused('rounds/not-yet') // prettier-ignore
  })

  it('at an earlier night, as both phones tell it, brings other people together', () => {
    const remember = (name: string, token: string) => {
      const order = { type: 'rounds/remember' as const, met: [{ token, months: 1 }] }
      return [as(name), order] as const
    }
    const story = roomOf(4)
    story.given(...remember('Ana', 'aaaaaaaaaaaa')).given(...remember('Bilal', 'aaaaaaaaaaaa'))
    story.given(...remember('Chloé', 'bbbbbbbbbbbb')).given(host, {
      type: 'rounds/configure',
      count: 2,
    })
    for (const number of [1, 2]) {
      story.given(host, { type: 'rounds/start', number: n(number) })
      const round = lastRound(story.night.rounds)
      expect(round && pairingOf(round, idOf('Ana'))?.people).not.toContain(idOf('Bilal'))
      story.given(host, { type: 'rounds/end', number: n(number) })
    }
  })
})
