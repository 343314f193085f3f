import { expect, test } from 'vitest'
import { cueOf, sceneOf, urgencyOf } from '#ui/display/scene.ts'
import type { PublicView } from '#night/views/public.ts'
import type { Segment, SegmentKind } from '#night/program/model.ts'
import type { SegmentId, TalkId } from '#night/ids.ts'
import { minutes, type Duration, type Instant } from '#night/time.ts'

type Seen = Parameters<typeof sceneOf>[0]
const at = (ms: number) => ms as Instant
const minute = 60_000

const segment = (kind: SegmentKind): Segment => ({
  id: kind as string as SegmentId,
  kind,
  title: kind === 'own' ? 'Dinner' : null,
  start: at(0),
  end: at(minute),
  startedAt: at(0),
  endedAt: null,
  skipped: false,
  extra: 0 as Duration,
})

const round = (changes: Partial<PublicView['round']> = {}): PublicView['round'] => ({
  count: 5,
  roundMs: minutes(10),
  changeoverMs: minutes(2),
  oddOne: 'trio',
  number: 0,
  phase: 'none',
  revealAt: at(0),
  startsAt: at(0),
  endsAt: at(0),
  pairings: 0,
  met: 0,
  ...changes,
})

function seen(kind: SegmentKind | null, changes: Partial<Seen> = {}): Seen {
  return {
    program: {
      phase: kind ? 'open' : 'ahead',
      current: kind as string | null as SegmentId | null,
      pausedAt: null,
      endedAt: null,
      segments: (['doors', 'talks', 'rounds', 'free', 'own'] as const).map(segment),
    },
    round: round(),
    talks: { list: [], stage: null },
    screens: { message: null, show: 'auto', theme: 'night' },
    ...changes,
  }
}

const announced = round({
  number: 3,
  phase: 'announced',
  revealAt: at(1_003_000),
  startsAt: at(1_120_000),
  endsAt: at(1_720_000),
  pairings: 20,
})
const inRounds = seen('rounds', { round: announced })
const kindAt = (view: Seen, ms: number) => sceneOf(view, at(ms)).kind

test('each segment has its scene', () => {
  expect(kindAt(seen(null), 1)).toBe('welcome')
  expect(kindAt(seen('doors'), 1)).toBe('welcome')
  expect(kindAt(seen('talks'), 1)).toBe('queue')
  expect(kindAt(seen('rounds'), 1)).toBe('ahead')
  expect(kindAt(seen('free'), 1)).toBe('free')
  expect(sceneOf(seen('own'), at(1))).toEqual({ kind: 'own', title: 'Dinner' })
})

test('nothing of a round is shown before its reveal', () => {
  expect(sceneOf(inRounds, at(1_002_999))).toEqual({ kind: 'ahead', number: 3, of: 5 })
})

test('a round goes by the clock from reveal to its end, without a word from the server', () => {
  const moments = [1_003_000, 1_006_999, 1_007_000, 1_119_999, 1_120_000, 1_719_999, 1_720_000]
  expect(moments.map((ms) => kindAt(inRounds, ms))).toEqual([
    'reveal',
    'reveal',
    'changeover',
    'changeover',
    'talking',
    'talking',
    'round-over',
  ])
})

test('after a good-bye the next round is ahead, but none after the last', () => {
  expect(sceneOf(inRounds, at(1_800_000))).toEqual({ kind: 'ahead', number: 4, of: 5 })
  const last = seen('rounds', { round: { ...announced, number: 5 } })
  expect(kindAt(last, 1_800_000)).toBe('round-over')
})

test('a changeover of seconds is spent on the list alone', () => {
  const short = { ...announced, startsAt: at(1_008_000) }
  expect(kindAt(seen('rounds', { round: short }), 1_003_000)).toBe('changeover')
})

test('the room is asked until the round is announced, but for who is on stage', () => {
  const asking = { ...round({ number: 2, phase: 'over', endsAt: at(0) }), asked: 3 }
  expect(sceneOf(seen('rounds', { round: asking }), at(1))).toEqual({ kind: 'asked', before: 3 })
  expect(kindAt(seen('rounds', { round: { ...announced, asked: 3 } }), 1)).toBe('ahead')
})

test('a round keeps the display until it ends, whatever segment the host is in', () => {
  expect(kindAt(seen('free', { round: announced }), 1_200_000)).toBe('talking')
})

test('while the night is paused time stands still', () => {
  const paused = {
    ...inRounds,
    program: { ...inRounds.program, pausedAt: at(1_200_000) },
  }
  expect(kindAt(paused, 9_000_000)).toBe('talking')
})

test('who is on stage is shown, and not a talk that is gone', () => {
  const stage = { talk: 't1' as TalkId, startedAt: at(0), endsAt: at(minute) }
  expect(kindAt(seen('talks', { talks: { list: [], stage } }), 1)).toBe('queue')
})

test('the blackout and the end come before everything', () => {
  const screens = { message: 'Hello', show: 'blackout', theme: 'night' } as const
  expect(kindAt(seen('rounds', { round: announced, screens }), 1_200_000)).toBe('blackout')
  const over = { ...inRounds.program, phase: 'over' as const }
  expect(kindAt({ ...inRounds, program: over }, 1_200_000)).toBe('over')
})

test('the last minute and the last ten seconds are urgent', () => {
  const left = [61_000, 60_000, 10_001, 10_000, 1, 0]
  expect(left.map((ms) => urgencyOf(at(100_000), at(100_000 - ms)))).toEqual([
    'none',
    'minute',
    'minute',
    'seconds',
    'seconds',
    'none',
  ])
})

test('the room is told once of each reveal, start, last minute and end', () => {
  const cues: string[] = []
  let before: { scene: ReturnType<typeof sceneOf>; at: Instant } | null = null
  for (let ms = 1_000_000; ms < 1_730_000; ms += 1000) {
    const after = { scene: sceneOf(inRounds, at(ms)), at: at(ms) }
    const cue = cueOf(before, after)
    if (cue) cues.push(`${cue} ${ms}`)
    before = after
  }
  expect(cues).toEqual(['reveal 1003000', 'start 1120000', 'minute 1660000', 'end 1720000'])
})

test('a display that is switched on in the middle of a round is silent', () => {
  expect(cueOf(null, { scene: sceneOf(inRounds, at(1_200_000)), at: at(1_200_000) })).toBeNull()
})
