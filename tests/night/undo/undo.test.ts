import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command, Night } from '#night/night.ts'
import type { RoundNumber, SegmentId, TableNumber, TalkId } from '#night/ids.ts'
import { as, host, idOf, minutes, tonight, type Story } from '../story.ts'

/** What the screens are made of; what is only remembered for undoing is left out. */
const seen = ({ undo: _, ...night }: Night) => structuredClone(night)

const people = ['Ana', 'Bilal', 'Chloé', 'Dario', 'Elif']

function told(): Story {
  const story = tonight().at('18:40')
  for (const name of people) story.enters(name)
  story.given(as('Ana'), {
    type: 'talks/propose',
    ...{ title: 'Mesh radio', minutes: 15, language: 'fr', line: '', link: null },
  })
  return story
}

const round = fc.integer({ min: 1, max: 3 }).map((n) => n as RoundNumber)
const segment = fc.constantFrom('doors', 'talks', 'rounds', 'free').map((id) => id as SegmentId)
const person = fc.constantFrom(...people).map(idOf)
const table = fc.integer({ min: 1, max: 4 }).map((n) => n as TableNumber)

const hostCommand = (talk: TalkId): fc.Arbitrary<Command> =>
  fc.oneof(
    segment.map((id) => ({ type: 'program/start' as const, segment: id })),
    segment.map((id) => ({ type: 'program/skip' as const, segment: id })),
    segment.map((id) => ({ type: 'program/extend' as const, segment: id, by: minutes(5) })),
    segment.map((id) => ({ type: 'program/move' as const, segment: id, by: minutes(10) })),
    fc.constant({ type: 'program/pause' as const }),
    fc.constant({ type: 'program/resume' as const }),
    fc.constant({ type: 'program/end' as const }),
    round.map((number) => ({ type: 'rounds/plan' as const, number })),
    round.map((number) => ({ type: 'rounds/start' as const, number })),
    round.map((number) => ({ type: 'rounds/end' as const, number })),
    round.map((number) => ({ type: 'rounds/extend' as const, number, by: minutes(1) })),
    fc.constant({ type: 'rounds/configure' as const, count: 4, oddOne: 'bye' as const }),
    fc
      .constantFrom('talks/accept', 'talks/decline', 'talks/call', 'talks/stop', 'talks/withdraw')
      .map((type) => ({ type, talk }) as Command),
    table.map((t) => ({ type: 'floor/claim' as const, table: t, topic: 'Wallets' })),
    table.map((t) => ({ type: 'floor/release' as const, table: t })),
    fc
      .integer({ min: 5, max: 30 })
      .map((tables) => ({ type: 'floor/set-tables' as const, tables })),
    person.map((id) => ({ type: 'door/rename' as const, for: id, name: 'Somebody' })),
    person.map((id) => ({ type: 'door/check-out' as const, for: id })),
    person.map((id) => ({ type: 'door/sit-out' as const, for: id })),
    person.map((id) => ({ type: 'door/come-back' as const, for: id })),
    fc.boolean().map((allowed) => ({ type: 'door/allow-self' as const, allowed })),
    fc.constant({ type: 'screens/message' as const, text: 'Drinks are at the back' }),
    fc.constant({
      type: 'screens/show' as const,
      show: 'blackout' as const,
      theme: 'paper' as const,
    }),
  )

/** Who sits with whom is not put back for somebody sent away in the middle of a round. */
const reseats = (story: Story) => story.events.some((e) => e.type === 'rounds/reseated')

describe('undo', () => {
  it('takes back whatever a host did: everything is as it was', () => {
    const story = told()
    const talk = story.night.talks.list[0]?.id
    if (!talk) throw new Error('expected a talk')
    fc.assert(
      fc.property(fc.array(hostCommand(talk), { minLength: 1, maxLength: 12 }), (commands) => {
        const tale = told()
        for (const command of commands) {
          const before = seen(tale.night)
          tale.when(host, command)
          const changed = tale.decision.ok && tale.decision.events.length > 0
          if (!changed || reseats(tale)) continue
          tale.undone()
          expect(seen(tale.night), command.type).toEqual(before)
          tale.when(host, command).thenAccepted()
        }
      }),
      { numRuns: 60 },
    )
  })

  it('takes back one thing for two presses', () => {
    const story = told().given(host, { type: 'door/allow-self', allowed: true })
    const of = story.night.undo.at(-1)?.of
    if (!of) throw new Error('expected something to undo')
    story.given(host, { type: 'undo/take', of }).when(host, { type: 'undo/take', of })
    expect(story.decision.ok).toBe(false)
  })

  it('is refused when something else came after it', () => {
    const story = told().given(host, { type: 'door/allow-self', allowed: true })
    const of = story.night.undo.at(-1)?.of
    if (!of) throw new Error('expected something to undo')
    story.given(host, { type: 'screens/message', text: 'Hello' })
    story.when(host, { type: 'undo/take', of }).thenRefused('undo/not-last')
  })

  const roundOne = 1 as RoundNumber
  const seats = ({ night }: Story) => night.rounds.list[0]

  it('leaves nobody at a table with somebody whose check-in is taken back', () => {
    const story = tonight().at('19:20').given(host, { type: 'rounds/configure', oddOne: 'bye' })
    for (const name of ['Ana', 'Bilal', 'Chloé']) story.enters(name)
    story.at('19:30').given(host, { type: 'rounds/start', number: roundOne })
    const walkIn = { languages: ['fr' as const], offers: [], seeks: [], first: false }
    story.given(host, { type: 'door/walk-in', name: 'Dario', ...walkIn, phoneless: true })
    expect(seats(story)?.byes).toEqual([])
    story.undone()
    const sitting = seats(story)?.pairings.flatMap((p) => p.people) ?? []
    expect([...sitting, ...(seats(story)?.byes ?? [])].sort()).toEqual(
      ['Ana', 'Bilal', 'Chloé'].map(idOf).sort(),
    )
    expect(seats(story)?.pairings.every((p) => p.people.length > 1)).toBe(true)
  })

  it('of a round that was ended does not bring back those who have left since', () => {
    const story = tonight()
      .at('19:20')
      .enters('Ana')
      .enters('Bilal')
      .enters('Chloé')
      .enters('Dario')
    story.at('19:30').given(host, { type: 'rounds/start', number: roundOne })
    story.at('19:38').given(host, { type: 'rounds/end', number: roundOne })
    const of = story.night.undo.at(-1)?.of
    if (!of) throw new Error('expected something to undo')
    story.given(as('Ana'), { type: 'door/check-out' }).given(host, { type: 'undo/take', of })
    const pairings = seats(story)?.pairings ?? []
    expect(pairings.flatMap((p) => p.people)).not.toContain(idOf('Ana'))
    expect(pairings.every((p) => p.people.length > 1)).toBe(true)
  })

  it('of a started round brings the preview back, as the host had swapped it', () => {
    const story = tonight().at('19:20')
    for (const name of people) story.enters(name)
    story.given(host, { type: 'rounds/plan', number: roundOne })
    const { plan } = story.night.rounds
    story.given(host, { type: 'rounds/start', number: roundOne }).undone()
    expect(plan).not.toBeNull()
    expect(story.night.rounds.plan).toEqual(plan)
  })

  it('of a released table leaves it to whoever has claimed it since', () => {
    const story = tonight().at('20:10').enters('Ana').enters('Bilal')
    const table = 3 as TableNumber
    story.given(as('Ana'), { type: 'floor/claim', table, topic: 'Wallets' })
    story.given(host, { type: 'floor/release', table })
    const of = story.night.undo.at(-1)?.of
    if (!of) throw new Error('expected something to undo')
    story.given(as('Bilal'), { type: 'floor/claim', table, topic: 'Mesh radio' })
    story.given(host, { type: 'undo/take', of })
    expect(story.night.floor.open.get(table)).toMatchObject({ by: idOf('Bilal') })
  })

  it('of a call to the stage does not bring back a talk that was withdrawn since', () => {
    const story = tonight().at('19:00').enters('Ana').enters('Bilal')
    for (const name of ['Ana', 'Bilal'])
      story.given(as(name), {
        type: 'talks/propose',
        ...{ title: `${name} speaks`, minutes: 15, language: 'fr', line: '', link: null },
      })
    const [one, other] = story.night.talks.list.map((t) => t.id)
    if (!one || !other) throw new Error('expected two talks')
    story.given(host, { type: 'talks/accept', talk: one })
    story.given(host, { type: 'talks/accept', talk: other })
    story.given(host, { type: 'talks/call', talk: one })
    const of = story.night.undo.at(-1)?.of
    if (!of) throw new Error('expected something to undo')
    story.given(as('Bilal'), { type: 'talks/withdraw', talk: other })
    story.given(host, { type: 'undo/take', of })
    expect(story.night.talks.list.map((t) => t.state)).toEqual(['accepted', 'withdrawn'])
  })
})
