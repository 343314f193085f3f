import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CommandId, RoundNumber, SegmentId, TableNumber, TalkId } from '#night/ids.ts'
import { fold, type Command, type Night, type NightEvent } from '#night/night.ts'
import { stateHash } from '#night/state-hash.ts'
import { as, clock, host, idOf, owner, tonight, type Story } from './story.ts'

const hashOf = (night: Night): string =>
  stateHash(night, (text) => createHash('sha256').update(text).digest('base64url'))

const people = ['Ana', 'Bilal', 'Chloé', 'Dario', 'Elif', 'Farid', 'Gaëlle']
const one = 1 as RoundNumber
const table = (n: number) => n as TableNumber
const talkNamed = ({ night }: Story, title: string): TalkId =>
  night.talks.list.find((t) => t.title === title)?.id ?? ('' as TalkId)
const propose = (title: string): Command => ({
  ...{ type: 'talks/propose', title, minutes: 10, language: 'fr', line: '', link: null },
})

/** An evening in its first round: talks proposed and supported, tables open, some have tapped. */
function evening(): Story {
  const story = tonight()
  for (const name of people) story.enters(name)
  story
    .given(host, { type: 'program/start', segment: 'doors' as SegmentId })
    .given(as('Ana'), propose('Gossip protocols'))
    .given(as('Bilal'), propose('Mesh radio'))
  for (const name of ['Chloé', 'Dario'])
    story.given(as(name), { type: 'talks/support', talk: talkNamed(story, 'Mesh radio') })
  return story
    .given(host, { type: 'talks/accept', talk: talkNamed(story, 'Mesh radio') })
    .at('19:30')
    .given(host, { type: 'rounds/start', number: one })
    .at('19:33')
    .given(as('Ana'), { type: 'rounds/here', number: one })
    .given(as('Bilal'), { type: 'rounds/here', number: one })
}

/** After the round, when tables are open. */
function later(): Story {
  return evening()
    .at('19:45')
    .given(as('Ana'), { type: 'rounds/met', number: one })
    .given(host, { type: 'rounds/end', number: one })
    .given(host, { type: 'program/start', segment: 'free' as SegmentId })
    .given(as('Ana'), { type: 'floor/claim', table: table(4), topic: 'Cooperatives' })
    .given(as('Bilal'), { type: 'floor/join', table: table(4) })
    .given(as('Chloé'), { type: 'floor/join', table: table(4) })
}

/** The same events under other ids, codes and secrets, a week later and not at the same seconds. */
function elsewhere({ night, events }: Story): NightEvent[] {
  const ids = [...night.door.attendees.values()].flatMap(({ id, code }) => [id, code])
  const talks = night.talks.list.map(({ id }) => id)
  const commands = night.undo.map(({ of }) => of)
  const { roomSecret = '', code = '' } = night.about ?? {}
  let text = JSON.stringify(events)
  for (const [i, old] of [...ids, ...talks, ...commands, roomSecret, code].entries())
    text = text.replaceAll(`"${old}"`, JSON.stringify(`other${String(999 - i)}`))
  const lived = (key: string, at: number) => (/"(start|end)"/.test(key) ? at : at + 1234)
  const moved = text.replace(
    /("\w+"):(1\d{12})\b/g,
    (_, key: string, at: string) => `${key}:${lived(key, Number(at) + 604_800_000)}`,
  )
  return JSON.parse(moved)
}

/** Who joined first joined last, and supporters supported the other way round. */
function inAnotherOrder(events: readonly NightEvent[]): NightEvent[] {
  const first = (e: NightEvent) => ['night/created', 'program/planned', 'floor/tables-set'].includes(e.type) // prettier-ignore
  const swapped = (e: NightEvent) => ['door/joined', 'talks/proposed'].includes(e.type)
  const turned = (e: NightEvent) => e.type === 'door/joined' || e.type === 'talks/supported'
  const kept = events.filter((e) => !first(e) && !turned(e))
  const known = kept.findLastIndex(swapped) + 1
  return [
    ...events.filter(first),
    ...events.filter((e) => e.type === 'door/joined').toReversed(),
    ...kept.slice(0, known),
    ...events.filter((e) => e.type === 'talks/supported').toReversed(),
    ...kept.slice(known),
  ]
}

describe('the hash of a night is the same', () => {
  it.each([
    ['with other ids, codes, secrets and instants', elsewhere],
    ['where others came first', ({ events }: Story) => inAnotherOrder(events)],
    ['with both', (story: Story) => inAnotherOrder(elsewhere(story))],
  ])('%s', (_, other) => {
    for (const story of [evening(), later()]) {
      const night = fold(other(story))
      expect([...night.door.attendees]).not.toEqual([...story.night.door.attendees])
      expect(hashOf(night)).toBe(hashOf(story.night))
    }
  })

  it('after reading it back as after living it', () => {
    const { night, events } = later()
    expect(hashOf(fold(JSON.parse(JSON.stringify(events))))).toBe(hashOf(night))
  })

  it('for two of one name, whoever came first, and not when the other one left', () => {
    const two = (first: string, second: string) =>
      tonight()
        .given(host, walkIn('Ana', ['fr']), first)
        .given(host, walkIn('Ana', ['en']), second)
    const other = tonight()
      .given(host, walkIn('Ana', ['en']), 'walkin-2')
      .given(host, walkIn('Ana', ['fr']), 'walkin-1')
    expect(hashOf(other.night)).toBe(hashOf(two('walkin-1', 'walkin-2').night))
    const left = (language: 'fr' | 'en') => {
      const story = two('walkin-1', 'walkin-2')
      const who = [...story.night.door.attendees.values()].find((a) => a.languages[0] === language)
      if (who) story.given(host, { type: 'door/check-out', for: who.id })
      return hashOf(story.night)
    }
    expect(left('fr')).not.toBe(left('en'))
  })

  it('for the same meetings of earlier nights under other tokens', () => {
    const remembering = (token: string, who: readonly string[]) => {
      const story = evening()
      for (const name of who)
        story.given(as(name), { type: 'rounds/remember', met: [{ token, months: 2 }] })
      return hashOf(story.night)
    }
    const [a, b] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb']
    expect(remembering(a, ['Ana', 'Elif'])).toBe(remembering(b, ['Elif', 'Ana']))
    expect(remembering(a, ['Ana', 'Elif'])).not.toBe(remembering(a, ['Ana', 'Farid']))
  })
})

const walkIn = (name: string, languages: ('fr' | 'en')[]): Command => ({
  type: 'door/walk-in',
  ...{ name, languages, offers: [], seeks: [], first: false, phoneless: true },
})

/** Round 1 seated otherwise: what the events say, not what the rules would. */
function reseated(story: Story, change: 'partners' | 'tables'): NightEvent {
  const [round] = story.night.rounds.list
  const [x, y, ...rest] = round?.pairings ?? []
  if (!round || !x || !y) throw new Error('expected a round of two tables or more')
  const [a = idOf(''), ...others] = x.people
  const [b = idOf(''), ...more] = y.people
  const pairings =
    change === 'partners'
      ? [{ ...x, people: [b, ...others] }, { ...y, people: [a, ...more] }, ...rest]
      : [{ ...x, table: y.table }, { ...y, table: x.table }, ...rest]
  const { number, byes } = round
  return { type: 'rounds/reseated', number, at: clock('19:31'), pairings, byes }
}

const happened = (event: (story: Story) => NightEvent) => (story: Story) =>
  fold([...story.events, event(story)])
const asked =
  (by: Parameters<Story['given']>[0], command: Command | ((story: Story) => Command)) =>
  (story: Story) =>
    story.given(by, typeof command === 'function' ? command(story) : command).night

describe('the hash of a night notices', () => {
  it.each<[string, (story: Story) => Night]>([
    ['another pairing', happened((story) => reseated(story, 'partners'))],
    ['another table', happened((story) => reseated(story, 'tables'))],
    ['somebody who joined', asked(host, walkIn('Hugo', ['fr']))],
    ['somebody who left', asked(host, { type: 'door/check-out', for: idOf('Elif') })],
    ['a check-in undone', happened(() => ({ type: 'door/check-in-undone', attendee: idOf('Elif'), at: clock('19:34') }))], // prettier-ignore
    ['somebody who is away', asked(as('Elif'), { type: 'door/sit-out' })],
    ['another name', asked(host, { type: 'door/rename', for: idOf('Elif'), name: 'Élif' })],
    ['what somebody said', asked(as('Elif'), { type: 'door/describe', name: 'Elif', languages: ['fr'], offers: [], seeks: [], first: false })], // prettier-ignore
    ['a wish', asked(as('Elif'), ({ night }) => ({ type: 'door/wish', code: night.door.attendees.get(idOf('Ana'))?.code ?? '' }))], // prettier-ignore
    ['two kept apart', asked(host, { type: 'rounds/keep-apart', a: idOf('Ana'), b: idOf('Elif') })],
    ['another who tapped', asked(as('Chloé'), { type: 'rounds/here', number: one })],
    ['who tapped', happened(() => ({ type: 'rounds/arrival-undone', number: 1, attendee: idOf('Ana') }))], // prettier-ignore
    ['who met', asked(as('Ana'), { type: 'rounds/met', number: one })],
    ['a round that is over', asked(host, { type: 'rounds/end', number: one })],
    ['a talk accepted', asked(host, (s) => ({ type: 'talks/accept', talk: talkNamed(s, 'Gossip protocols') }))], // prettier-ignore
    ['a talk called', asked(host, (s) => ({ type: 'talks/call', talk: talkNamed(s, 'Mesh radio') }))], // prettier-ignore
    ['another order of talks', asked(host, (s) => ({ type: 'talks/move', talk: talkNamed(s, 'Mesh radio'), to: 0 }))], // prettier-ignore
    ['a supporter', asked(as('Elif'), (s) => ({ type: 'talks/support', talk: talkNamed(s, 'Mesh radio') }))], // prettier-ignore
    ['a supporter less', asked(as('Dario'), (s) => ({ type: 'talks/unsupport', talk: talkNamed(s, 'Mesh radio') }))], // prettier-ignore
    ['the pause', asked(host, { type: 'program/pause' })],
    ['the program', asked(host, { type: 'program/move', segment: 'free' as SegmentId, by: 300_000 as never })], // prettier-ignore
    ['another segment', asked(host, { type: 'program/start', segment: 'free' as SegmentId })],
    ['another message', asked(host, { type: 'screens/message', text: 'Five minutes' })],
    ['fewer tables', asked(host, { type: 'floor/set-tables', tables: 12 })],
    ['a link', happened(() => ({ type: 'passes/granted', pass: { id: 'pass00000001', role: 'door', hash: '', label: 'Door', grantedAt: clock('18:00') } as never }))], // prettier-ignore
  ])('%s', (_, change) => {
    expect(hashOf(change(evening()))).not.toBe(hashOf(evening().night))
  })

  it.each<[string, (story: Story) => Night]>([
    ['an open table less', asked(as('Ana'), { type: 'floor/release', table: table(4) })],
    ['one more', asked(as('Elif'), { type: 'floor/claim', table: table(5), topic: 'Wallets' })],
    ['somebody who joined one', asked(as('Elif'), { type: 'floor/join', table: table(4) })],
    ['somebody who left one', asked(as('Bilal'), { type: 'floor/leave', table: table(4) })],
    ['the end', asked(host, { type: 'program/end' })],
  ])('%s', (_, change) => {
    expect(hashOf(change(later()))).not.toBe(hashOf(later().night))
  })

  it('what can be undone', () => {
    const story = evening().given(host, { type: 'screens/message', text: 'Hello' })
    const of = story.night.undo.at(-1)?.of ?? ('' as CommandId)
    const taken: NightEvent = { type: 'undo/taken', of }
    const lapsed = fold([...story.events, taken])
    expect(hashOf(lapsed)).not.toBe(hashOf(story.night))
    expect(hashOf(story.undone().night)).toBe(hashOf(evening().night))
  })

  it('nothing in a night of which nothing is known', () => {
    expect(hashOf(fold([]))).toMatch(/^[0-9A-Za-z_-]{22}$/)
    expect(hashOf(fold([]))).not.toBe(hashOf(tonight().night))
    expect(tonight().when(owner, { type: 'program/end' }).decision.ok).toBe(false)
  })
})
