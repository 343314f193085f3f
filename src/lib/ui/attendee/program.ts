// What comes next and about when, from the public slices. The host's forecast knows better; a phone
// needs one line of it, and none of the rules.
import type { MeSlice } from '#night/views/attendee.ts'
import type { PublicTalk, PublicView } from '#night/views/public.ts'
import type { Segment } from '#night/program/model.ts'
import type { Instant } from '#night/time.ts'

type Program = Pick<PublicView, 'program' | 'round' | 'talks'>

export const currentSegment = ({ program }: Pick<Program, 'program'>): Segment | null =>
  program.segments.find((s) => s.id === program.current) ?? null

/** The next round to come and when about it begins, if the host goes on without delay. */
export function nextRoundAt(
  view: Program,
  at: Instant,
): { readonly number: number; readonly at: Instant } | null {
  const { round, program } = view
  // Announced three seconds ahead of being shown: still the next one.
  if (round.phase === 'announced' && at < round.revealAt)
    return { number: round.number, at: round.startsAt }
  const number = round.number + 1
  if (number > round.count) return null
  const segment = program.segments.find((s) => s.kind === 'rounds')
  if (!segment || segment.skipped) return null
  if (round.number === 0) {
    const soonest = segment.startedAt === null ? at : at + round.changeoverMs
    return { number, at: Math.max(segment.start, soonest) as Instant }
  }
  const free = round.phase === 'announced' ? Math.max(round.endsAt, at) : at
  return { number, at: (free + round.changeoverMs) as Instant }
}

export interface Coming {
  readonly segment: Segment
  readonly at: Instant
}

/** The segment after the present one, and when about. */
export function comingSegment(view: Program, at: Instant): Coming | null {
  const { program, round } = view
  const from = program.segments.findIndex((s) => s.id === program.current) + 1
  const segment = program.segments.slice(from).find((s) => !s.skipped && s.startedAt === null)
  if (!segment) return null
  const current = currentSegment(view)
  const soonest = current ? endOf(current, round, at) : segment.start
  return { segment, at: Math.max(segment.start, soonest) as Instant }
}

function endOf(current: Segment, round: PublicView['round'], at: Instant): number {
  if (current.kind !== 'rounds') return Math.max(current.end + current.extra, at)
  const left = Math.max(0, round.count - round.number)
  const running = round.phase === 'announced' ? Math.max(round.endsAt, at) : at
  return running + left * (round.changeoverMs + round.roundMs)
}

const toCome = (list: readonly PublicTalk[]): readonly PublicTalk[] =>
  list.filter((t) => t.state === 'accepted' && t.kind !== 'free-slot')

/** The talk that comes to the stage next. */
export const nextTalk = ({ talks }: Pick<Program, 'talks'>): PublicTalk | null =>
  toCome(talks.list)[0] ?? null

/** The talk that is on stage, with its end. */
export function talkOnStage({
  talks,
}: Pick<Program, 'talks'>): { readonly talk: PublicTalk; readonly until: Instant } | null {
  const { stage } = talks
  const talk = stage && talks.list.find((t) => t.id === stage.talk)
  return stage && talk ? { talk, until: stage.endsAt } : null
}

/** In the room: present or sitting out. */
export const isInside = (state: MeSlice['state']): boolean =>
  state === 'present' || state === 'away'
