// Words that are typed open what this phone holds, whatever it last knew of the program.
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { Envelopes } from '#live/envelopes.svelte.ts'
import { keepIdentity } from '#live/identity.ts'
import { forget } from '#live/storage.ts'
import type { NightId } from '#night/ids.ts'
import { timesFrom } from '#night/rounds/timetable.ts'
import type { Enclosed } from '#night/views/envelope.ts'
import type { Joined } from '#protocol/http.ts'
import { keyOf, seal, wordsMeant } from '#protocol/envelope.ts'
import { freshWords } from '../../server/runtime/words.ts'
import { at, inSegment, roundAt, viewWith } from '../ui/attendee/views.ts'
import { Store } from './shared-store.ts'

const night = 'firstnight00' as NightId
const pass = 'ada000000000.pass'
const typed = freshWords(1)[0]?.join(' ') ?? ''
const enclosed: Enclosed = {
  ...{ kind: 'pairing', table: 9, sign: 4, rematch: false },
  partners: [{ name: 'Inès', inCommon: { languages: ['fr'], topics: [] } }],
}
const heard = viewWith({ program: inSegment('rounds'), round: roundAt() })
const paused = { ...heard, program: { ...heard.program, pausedAt: at(66) } }

beforeEach(() => {
  forget(`opened:${night}`)
  keepIdentity(night, { attendee: 'ada000000000', badge: 'badge', pass } as Joined)
})

test.each([
  ['goes on', heard],
  ['was paused when the line died', paused],
])('of the round that is due, where the night %s', async (_, view) => {
  const key = await keyOf(night, wordsMeant(typed) ?? '')
  const envelopes = { 2: seal(key, { pass, number: 2 }, enclosed) }
  const phone = new Envelopes(night)
  const when = { at: at(90), heardAt: at(65) }
  expect(await phone.openTyped(typed, { ...view, envelopes }, when)).toEqual({
    ok: true,
    number: 2,
  })
  // Nobody can say when it begins, so it begins as its words are typed.
  expect(phone.opened).toMatchObject([
    { number: 2, enclosed, times: timesFrom(at(90), view.round) },
  ])
})

test.each([
  ['the line died before it was due: by the program', at(70), timesFrom(at(72), heard.round)],
  [
    'it was due, and the host waited: as its words are typed',
    at(73),
    timesFrom(at(75), heard.round),
  ],
])('%s', async (_, heardAt, times) => {
  const key = await keyOf(night, wordsMeant(typed) ?? '')
  const envelopes = { 2: seal(key, { pass, number: 2 }, enclosed) }
  const phone = new Envelopes(night)
  await phone.openTyped(typed, { ...heard, envelopes }, { at: at(75), heardAt })
  expect(phone.opened).toMatchObject([{ number: 2, times }])
})

test('a pause, a pair and three look alike from outside', async () => {
  const key = await keyOf(night, wordsMeant(typed) ?? '')
  const topics = [{ topic: 'mesh radio', kind: 'both' as const }]
  const inCommon = { languages: ['fr', 'en'] as const, topics }
  const partner = { name: 'Maximiliana-Theodora von Hohenfels', inCommon }
  const contents: Enclosed[] = [
    { kind: 'bye' },
    enclosed,
    { ...enclosed, partners: [partner, partner] },
  ]
  const lengths = contents.map((each) => seal(key, { pass, number: 2 }, each).length)
  expect(new Set(lengths).size).toBe(1)
})

describe('two tabs of one phone', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('know both what was opened in one of them: a camera opens a new one', async () => {
    const store = new Store()
    store.install()
    keepIdentity(night, { attendee: 'ada000000000', badge: 'badge', pass } as Joined)
    const older = new Envelopes(night)
    const scanning = new Envelopes(night)
    const key = await keyOf(night, wordsMeant(typed) ?? '')
    const envelopes = { 2: seal(key, { pass, number: 2 }, enclosed) }
    const scanned = { number: 2, times: timesFrom(at(72), heard.round), words: typed }
    await scanning.openScanned(scanned, { ...heard, envelopes })
    expect(older.opened).toMatchObject([{ number: 2, enclosed }])
  })
})
