import { describe, expect, it } from 'vitest'
import { roomCode } from '#night/codes.ts'
import { as, clock, door, guest, host, idOf, tonight } from '../story.ts'

const ana = { name: 'Ana', languages: ['fr' as const], offers: [], seeks: [], first: true }

describe('joining', () => {
  it('makes a badge with a code of four characters', () => {
    const story = tonight().given(guest, { type: 'door/join', ...ana }, 'joins-Ana')
    expect(story.night.door.attendees.get(idOf('Ana'))).toMatchObject({
      name: 'Ana',
      state: 'joined',
      code: expect.stringMatching(/^[2-9A-HJKMNP-TV-Z]{4}$/),
    })
  })

  it('gives a name to whoever would rather be given one, never one that is taken', () => {
    const story = tonight()
    for (let i = 0; i < 120; i++)
      story.given(guest, { type: 'door/join', ...ana, name: null }, `joins-${i}`)
    const names = [...story.night.door.attendees.values()].map((a) => a.name)
    expect(new Set(names).size).toBe(120)
  })

  it('gives nobody the badge of another, whatever id the command was given', () => {
    const story = tonight().given(guest, { type: 'door/join', ...ana }, 'joins-Ana')
    story.when(guest, { type: 'door/join', ...ana, name: 'Mallory' }, 'joins-Ana')
    story.thenRefused('not-allowed')
    const walkIn = { type: 'door/walk-in' as const, ...ana, name: 'Mallory', phoneless: false }
    story.when(door, walkIn, 'joins-Ana').thenRefused('not-allowed')
    expect(story.night.door.attendees.get(idOf('Ana'))?.name).toBe('Ana')
  })

  it('is not possible once the night is over', () => {
    tonight()
      .given(host, { type: 'program/start', segment: 'doors' as never })
      .given(host, { type: 'program/end' })
      .when(guest, { type: 'door/join', ...ana })
      .thenRefused('night/over')
  })
})

describe('check-in', () => {
  it('lets somebody in, and counts them', () => {
    const story = tonight().at('18:42').enters('Ana')
    expect(story.night.door.inside).toBe(1)
  })

  it('a second scan changes nothing, and says since when', () => {
    const story = tonight().at('18:42').enters('Ana').at('19:10')
    story.when(door, { type: 'door/check-in', for: idOf('Ana') }).then()
    expect(story.decision).toMatchObject({
      ok: true,
      facts: { since: clock('18:42'), name: 'Ana' },
    })
  })

  it('finds a badge by its typed code, whatever the case', () => {
    const story = tonight().given(guest, { type: 'door/join', ...ana }, 'joins-Ana')
    const code = story.night.door.attendees.get(idOf('Ana'))?.code ?? ''
    story
      .when(door, { type: 'door/check-in', code: ` ${code.toLowerCase()} ` })
      .then('door/checked-in')
  })

  it('refuses a badge that is not of tonight', () => {
    tonight().when(door, { type: 'door/check-in', code: 'ZZZZ' }).thenRefused('door/no-such-badge')
  })

  it('is undone by the door: the count goes back', () => {
    const story = tonight().enters('Ana')
    story.when(door, { type: 'door/undo-check-in', for: idOf('Ana') }).then('door/check-in-undone')
    expect(story.night.door.inside).toBe(0)
  })

  it('is nothing an attendee can do for themselves, unless the host allows it', () => {
    const story = tonight().given(guest, { type: 'door/join', ...ana }, 'joins-Ana')
    const room = roomCode('a-secret-of-the-room', clock('18:45'))
    story.at('18:45').when(as('Ana'), { type: 'door/check-in-self', room })
    story.thenRefused('door/self-not-allowed')
    story.given(host, { type: 'door/allow-self', allowed: true })
    story.when(as('Ana'), { type: 'door/check-in-self', room: 'ZZZZ' })
    story.thenRefused('door/wrong-room-code')
    story.when(as('Ana'), { type: 'door/check-in-self', room }).then('door/checked-in')
  })

  it('takes a room code that has just changed, and no older one', () => {
    const story = tonight().given(guest, { type: 'door/join', ...ana }, 'joins-Ana')
    story.given(host, { type: 'door/allow-self', allowed: true })
    const room = roomCode('a-secret-of-the-room', clock('18:45:00'))
    story.at('18:46:31').when(as('Ana'), { type: 'door/check-in-self', room })
    story.thenRefused('door/wrong-room-code')
    story
      .at('18:46:10')
      .when(as('Ana'), { type: 'door/check-in-self', room })
      .then('door/checked-in')
  })
})

describe('in the room', () => {
  it('a walk-in without a phone is in with one order, with a code to copy by hand', () => {
    const story = tonight().enters('Marcel', { phoneless: true })
    expect(story.night.door.inside).toBe(1)
    expect(story.decision).toMatchObject({ facts: { name: 'Marcel', code: expect.any(String) } })
  })

  it('sitting out and coming back are one tap each, and asking twice changes nothing', () => {
    tonight()
      .enters('Ana')
      .when(as('Ana'), { type: 'door/sit-out' })
      .then('door/went-away')
      .when(as('Ana'), { type: 'door/sit-out' })
      .then()
      .when(as('Ana'), { type: 'door/come-back' })
      .then('door/came-back')
  })

  it('a host who lets somebody in by mistake takes it back', () => {
    const story = tonight().given(guest, { type: 'door/join', ...ana }, 'joins-Ana')
    story.given(host, { type: 'door/check-in', for: idOf('Ana') }).undone()
    expect(story.night.door.attendees.get(idOf('Ana'))?.state).toBe('joined')
  })

  it('nobody acts for somebody else without being host or door', () => {
    const story = tonight().enters('Ana').enters('Bilal')
    story.when(as('Ana'), { type: 'door/check-out', for: idOf('Bilal') })
    expect(story.night.door.attendees.get(idOf('Bilal'))?.state).toBe('present')
    expect(story.night.door.attendees.get(idOf('Ana'))?.state).toBe('left')
  })
})
