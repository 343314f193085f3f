import { expect, test } from 'vitest'
import type { Instant } from '#night/time.ts'
import type { TalkId } from '#night/ids.ts'
import { askedCue, cueOf } from '#ui/attendee/cue.ts'
import { momentOf, offerAt, type View } from '#ui/attendee/moment.ts'
import { at, inSegment, minute, offer, roundAt, seat, talk, viewWith } from './views.ts'

const seated = (more = {}): View =>
  viewWith({ program: inSegment('rounds'), round: roundAt(), seat: seat(), ...more })
const second = (minutes: number, by: number): Instant => (at(minutes) + by) as Instant

test('whoever has a badge and is not in yet sees their badge', () => {
  expect(momentOf(viewWith({ me: { state: 'joined' } }), at(5)).kind).toBe('badge')
})

test('whoever is in before the first segment sees the doors', () => {
  expect(momentOf(viewWith({}), at(-5)).kind).toBe('doors')
})

test('a pairing that is published ahead is not shown before its reveal', () => {
  expect(momentOf(seated(), second(60, -1))).toEqual({
    kind: 'between',
    done: 0,
    ahead: { number: 1, at: at(62) },
  })
  expect(momentOf(seated(), at(60))).toMatchObject({ kind: 'seat', stage: 'changeover' })
})

test('during the changeover the countdown leads to the start, then to the end', () => {
  expect(momentOf(seated(), second(62, -1))).toMatchObject({ stage: 'changeover', until: at(62) })
  expect(momentOf(seated(), at(62))).toMatchObject({ stage: 'talking', until: at(72) })
})

test('the last minute is the last sixty seconds of talking, not of the changeover', () => {
  expect(momentOf(seated(), second(62, -10_000))).toMatchObject({ lastMinute: false })
  expect(momentOf(seated(), second(71, -1))).toMatchObject({ lastMinute: false })
  expect(momentOf(seated(), at(71))).toMatchObject({ lastMinute: true })
})

test('with a dead line the round ends by the clock', () => {
  expect(momentOf(seated(), at(72))).toEqual({
    kind: 'between',
    done: 1,
    ahead: { number: 2, at: at(74) },
  })
})

test('a round that the host ends early is over at once', () => {
  const view = seated({ round: { ...roundAt(), phase: 'over' } })
  expect(momentOf(view, at(65))).toMatchObject({ kind: 'between', done: 1 })
})

test('while the night is paused time stands still', () => {
  const view = seated({ program: { ...inSegment('rounds'), pausedAt: at(65) } })
  expect(momentOf(view, at(90))).toMatchObject({ kind: 'seat', stage: 'talking' })
})

test('after the last round nothing is promised', () => {
  const view = seated({ round: { ...roundAt(5), phase: 'over' }, seat: seat({ number: 5 }) })
  expect(momentOf(view, at(73))).toEqual({ kind: 'between', done: 5, ahead: null })
})

test('the odd one out is told which round is theirs', () => {
  const view = seated({ seat: null })
  expect(momentOf({ ...view, seat: { kind: 'bye', number: 1, offer: null } }, at(63))).toEqual({
    kind: 'bye',
    number: 1,
    ahead: { number: 2, at: at(74) },
    offer: null,
  })
})

test('whoever has no table is shown that somebody is alone, unless they sit out', () => {
  const view = { ...seated(), seat: { kind: 'bye', number: 1, offer: offer() } as const }
  expect(offerAt(momentOf(view, at(63)))).toEqual(offer())
  const late = { ...seated(), seat: { kind: 'next', number: 1, offer: offer() } as const }
  expect(offerAt(momentOf(late, at(63)))).toEqual(offer())
  const away = { ...seated({ me: { state: 'away' } }), seat: view.seat }
  expect(offerAt(momentOf(away, at(63)))).toBeNull()
})

test('somebody who was missed is asked back, and after a tap waits for the next round', () => {
  const missed = { kind: 'missed', number: 1 } as const
  const away = seated({ me: { state: 'away' } })
  expect(momentOf({ ...away, seat: missed }, at(64))).toEqual(missed)
  const next = { kind: 'next', number: 1, offer: null } as const
  expect(momentOf({ ...seated(), seat: next }, at(64))).toMatchObject({
    kind: 'waits',
    ahead: { number: 2 },
  })
})

test('somebody who came late is told that the next round is theirs, or none', () => {
  const late = { ...seated(), seat: { kind: 'next', number: 1, offer: null } as const }
  expect(momentOf(late, at(64))).toMatchObject({ kind: 'waits', ahead: { number: 2 } })
  const last = seated({ round: roundAt(5) })
  expect(
    momentOf({ ...last, seat: { kind: 'next', number: 5, offer: null } }, at(64)),
  ).toMatchObject({
    kind: 'waits',
    ahead: null,
  })
})

test('whoever sits out sees that, and when they could be back in', () => {
  const view = seated({ me: { state: 'away' }, seat: null })
  expect(momentOf(view, at(64))).toEqual({ kind: 'away', ahead: { number: 2, at: at(74) } })
})

test('the speaker on stage sees the stage, whatever the segment', () => {
  const onStage = talk('mine', { state: 'on-stage' })
  const stage = { talk: onStage.id, startedAt: at(30), endsAt: at(45) }
  const view = viewWith({
    program: inSegment('free'),
    talks: { list: [onStage], stage },
    me: { talks: ['mine' as TalkId] },
  })
  expect(momentOf(view, at(31))).toMatchObject({ kind: 'on-stage', until: at(45) })
})

test('«you are next» goes to the first talk in the queue; a free slot is nobody’s', () => {
  const list = [talk('slot', { kind: 'free-slot' }), talk('mine'), talk('theirs')]
  const next = (mine: string) =>
    momentOf(
      viewWith({
        program: inSegment('talks'),
        talks: { list, stage: null },
        me: { talks: [mine as TalkId] },
      }),
      at(31),
    )
  expect(next('mine').kind).toBe('next-on-stage')
  expect(next('theirs').kind).toBe('talks')
})

test('before the first round it is told when about it begins', () => {
  expect(momentOf(viewWith({ program: inSegment('rounds') }), at(58))).toMatchObject({
    ahead: { number: 1, at: at(60) },
  })
})

test('a night that is over is over for everybody', () => {
  expect(momentOf(seated({ program: { phase: 'over' } }), at(65)).kind).toBe('over')
})

test('a phone is felt at the reveal, a minute before the end, and at the end; never twice', () => {
  const cues: (string | null)[] = []
  let before = momentOf(seated(), at(59))
  for (let ms: number = at(59); ms <= at(73); ms += minute / 6) {
    const after = momentOf(seated(), ms as Instant)
    const cue = cueOf(before, after)
    if (cue) cues.push(`${(ms - at(0)) / minute} ${cue}`)
    before = after
  }
  expect(cues).toEqual(['60 paired', '71 minute-left', '72 round-over'])
})

test('a new table within the round is felt; a third who joins is not', () => {
  const before = momentOf(seated(), at(64))
  const elsewhere = momentOf(seated({ seat: seat({ table: 3 }) }), at(64))
  const three = seat({ partners: [...seat().partners, ...seat().partners] })
  expect(cueOf(before, elsewhere)).toBe('paired')
  expect(cueOf(before, momentOf(seated({ seat: three }), at(64)))).toBeNull()
})

test('somebody else at the same table is another rendezvous', () => {
  const cyd = seat({ partners: seat().partners.map((p) => ({ ...p, name: 'Cyd' })) })
  const [ada, other] = [momentOf(seated(), at(64)), momentOf(seated({ seat: cyd }), at(64))]
  expect(cueOf(ada, other)).toBe('paired')
})

test('an offer is felt when it comes or changes, not when it is made again', () => {
  const withOffer = (more = {}) => momentOf(seated({ seat: seat({ offer: offer(more) }) }), at(64))
  const without = momentOf(seated(), at(64))
  expect(cueOf(without, withOffer())).toBe('offered')
  expect(cueOf(withOffer(), withOffer())).toBeNull()
  expect(cueOf(withOffer(), withOffer({ table: 9 }))).toBe('offered')
  expect(cueOf(withOffer(), without)).toBeNull()
})

test('an offer to whoever rests is felt too', () => {
  const resting = (asked: ReturnType<typeof offer> | null) =>
    momentOf({ ...seated(), seat: { kind: 'bye', number: 1, offer: asked } }, at(64))
  expect(cueOf(resting(null), resting(offer()))).toBe('offered')
})

test('«still in?» is felt when it is asked, for each round once', () => {
  const asked = (number: number, me = true) =>
    viewWith({ round: { asked: number }, me: me ? { asked: true } : {} })
  expect(askedCue(viewWith({}), asked(2))).toBe('asked')
  expect(askedCue(asked(2), asked(2))).toBeNull()
  expect(askedCue(asked(2, false), asked(3))).toBe('asked')
  expect(askedCue(asked(2), asked(2, false))).toBeNull()
  expect(askedCue(null, asked(2))).toBeNull()
})

test('opening the page in the middle of a round makes no noise', () => {
  expect(cueOf(null, momentOf(seated(), at(64)))).toBeNull()
})
