// What the display shows at one instant, from the slices and the server's time alone: it chooses by
// itself, and goes on choosing when the line is dead.
import { assertNever } from '#night/decision.ts'
import type { Segment } from '#night/program/model.ts'
import type { PublicTalk, PublicView } from '#night/views/public.ts'
import type { Duration, Instant } from '#night/time.ts'
import { currentSegment, nextTalk } from '../attendee/program.ts'

/** How long all signs shine together before they become a list. */
export const revealLastsMs = 4_000
/** How long a round that has ended is said good-bye to. */
const farewellMs = 45_000
export const minute = 60_000

export type Scene =
  | { readonly kind: 'blackout' }
  | { readonly kind: 'welcome' }
  | {
      readonly kind: 'stage'
      readonly talk: PublicTalk
      readonly startedAt: Instant
      readonly endsAt: Instant
    }
  | { readonly kind: 'queue'; readonly next: PublicTalk | null }
  /** Before the first round, and between two. */
  | { readonly kind: 'ahead'; readonly number: number; readonly of: number }
  /** The room is asked «still in?» before this round. */
  | { readonly kind: 'asked'; readonly before: number }
  | { readonly kind: 'reveal'; readonly number: number; readonly at: Instant }
  | {
      readonly kind: 'changeover'
      readonly number: number
      readonly startsAt: Instant
      /** When the pages began to turn. */
      readonly since: Instant
    }
  | {
      readonly kind: 'talking'
      readonly number: number
      readonly startsAt: Instant
      readonly endsAt: Instant
    }
  | { readonly kind: 'round-over'; readonly number: number; readonly of: number }
  | { readonly kind: 'free' }
  | { readonly kind: 'own'; readonly title: string | null }
  | { readonly kind: 'over' }

type Seen = Pick<PublicView, 'program' | 'round' | 'talks' | 'screens'>

/** The instant that counts: while the night is paused, time stands still. */
export const standing = ({ program }: Pick<PublicView, 'program'>, now: Instant): Instant =>
  program.pausedAt ?? now

/** The one thing that matters now. */
export function sceneOf(view: Seen, now: Instant): Scene {
  const at = standing(view, now)
  if (view.screens.show === 'blackout') return { kind: 'blackout' }
  if (view.program.phase === 'over') return { kind: 'over' }
  const round = roundScene(view.round, at)
  if (round) return round
  const { stage, list } = view.talks
  const talk = stage && list.find((t) => t.id === stage.talk)
  if (stage && talk)
    return { kind: 'stage', talk, startedAt: stage.startedAt, endsAt: stage.endsAt }
  const { asked, phase } = view.round
  if (asked !== undefined && phase !== 'announced') return { kind: 'asked', before: asked }
  const segment = currentSegment(view)
  return segment ? segmentScene(segment, view, at) : { kind: 'welcome' }
}

function roundScene(round: PublicView['round'], at: Instant): Scene | null {
  const { number, revealAt, startsAt, endsAt } = round
  if (round.phase !== 'announced' || at < revealAt || at >= endsAt) return null
  if (at >= startsAt) return { kind: 'talking', number, startsAt, endsAt }
  // A changeover too short for both is all list: somebody has to find their table.
  const shines = startsAt - revealAt >= 5 * revealLastsMs ? revealLastsMs : 0
  const since = (revealAt + shines) as Instant
  if (at < since) return { kind: 'reveal', number, at: revealAt }
  return { kind: 'changeover', number, startsAt, since }
}

function segmentScene(segment: Segment, view: Seen, at: Instant): Scene {
  switch (segment.kind) {
    case 'doors':
      return { kind: 'welcome' }
    case 'talks':
      return { kind: 'queue', next: nextTalk(view) }
    case 'rounds':
      return betweenScene(view.round, at)
    case 'free':
      return { kind: 'free' }
    case 'own':
      return { kind: 'own', title: segment.title }
    default:
      return assertNever(segment.kind)
  }
}

function betweenScene(
  { number, phase, count, endsAt, revealAt }: Seen['round'],
  at: Instant,
): Scene {
  // Announced three seconds ahead of being shown: for the room it is still to come.
  if (phase === 'announced' && at < revealAt) return { kind: 'ahead', number, of: count }
  const justEnded = number > 0 && at - endsAt < farewellMs
  if (justEnded || number >= count) return { kind: 'round-over', number, of: count }
  return { kind: 'ahead', number: number + 1, of: count }
}

/** Once a round has a minute left, and once it has ten seconds. */
export function urgencyOf(endsAt: Instant, at: Instant): 'none' | 'minute' | 'seconds' {
  const left = endsAt - at
  if (left > minute || left <= 0) return 'none'
  return left > 10_000 ? 'minute' : 'seconds'
}

/** What the room is made to hear and see at the step from one scene to the next. */
export type Cue = 'reveal' | 'start' | 'minute' | 'end'

export function cueOf(
  before: { readonly scene: Scene; readonly at: Instant } | null,
  after: { readonly scene: Scene; readonly at: Instant },
): Cue | null {
  if (!before) return null
  const [was, is] = [before.scene, after.scene]
  const wasRound = 'number' in was ? was : null
  if (is.kind === 'reveal')
    return was.kind === 'reveal' && was.number === is.number ? null : 'reveal'
  if (is.kind === 'changeover')
    return wasRound?.number === is.number && was.kind !== 'ahead' ? null : 'reveal'
  if (is.kind === 'talking') {
    if (was.kind !== 'talking' || was.number !== is.number) return 'start'
    const [u, v] = [urgencyOf(was.endsAt, before.at), urgencyOf(is.endsAt, after.at)]
    return u === 'none' && v === 'minute' ? 'minute' : null
  }
  return was.kind === 'talking' ? 'end' : null
}

/** How long until `to`, never below zero. */
export const left = (at: Instant, to: Instant): Duration => Math.max(0, to - at) as Duration
