// What a screen shows while nobody is heard: the published program goes on, and what it says of the
// rounds stands in the place of what the server said last.
import { followedRound, type RoundTimes } from '#night/rounds/timetable.ts'
import { seatFrom, type Enclosed } from '#night/views/envelope.ts'
import type { ViewOf } from '#night/views/index.ts'
import type { PublicView } from '#night/views/public.ts'
import type { Instant } from '#night/time.ts'

/** Until when the server was heard, and what time it is there. */
export interface Silence {
  readonly at: Instant
  readonly heardAt: Instant
}

/** A round known from an envelope. */
export interface OpenedRound {
  readonly number: number
  readonly enclosed: Enclosed
  readonly times: RoundTimes
}

export interface Followed<V> {
  readonly view: V
  /** The round that is on by the program and whose envelope is closed; null where it is open. */
  readonly closed: (RoundTimes & { readonly number: number }) | null
}

type Programmed = Pick<PublicView, 'program' | 'round'>

/** The public part with another round in it, in its place in the program, which goes on with it. */
export function withRound<V extends Programmed>(
  view: V,
  { number, revealAt, startsAt, endsAt }: RoundTimes & { number: number },
): V {
  // prettier-ignore
  const rounds = view.program.segments.find((s) => s.kind === 'rounds')
  return {
    ...view,
    program: { ...view.program, current: rounds?.id ?? view.program.current, pausedAt: null },
    round: { ...view.round, number, phase: 'announced', revealAt, startsAt, endsAt },
  }
}

/**
 * What an attendee's phone goes by without a line: an envelope that was opened counts at once, the
 * program once nobody was heard for long. Null where what was heard last still counts.
 */
export function followedByPhone(
  heard: ViewOf<'attendee'>,
  {
    opened,
    isSilent,
    ...silence
  }: Silence & {
    readonly isSilent: boolean
    readonly opened: readonly OpenedRound[]
  },
): Followed<ViewOf<'attendee'>> | null {
  // Who heard the server after a round was shown, and not of it, goes by the server: it was taken back.
  const isOn = ({ revealAt }: RoundTimes) => silence.heardAt <= revealAt && revealAt <= silence.at
  const known = opened
    .filter((o) => o.number > heard.round.number && isOn(o.times))
    .sort((a, b) => a.number - b.number)
    .at(-1)
  const view = known
    ? { ...withRound(heard, { number: known.number, ...known.times }), seat: seatFrom(known.number, known.enclosed) } // prettier-ignore
    : heard
  const next = isSilent ? followedRound(view, silence) : null
  if (next) return { view: { ...withRound(view, next), seat: null }, closed: next }
  return known ? { view, closed: null } : null
}

/** What the display goes by in silence: the walls of the rounds to come are with it already. */
export function followedByDisplay(
  heard: ViewOf<'display'>,
  silence: Silence,
): ViewOf<'display'> | null {
  const next = followedRound(heard, silence)
  if (!next) return null
  const wall = heard.ahead.find((w) => w.number === next.number) ?? null
  return { ...withRound(heard, next), wall }
}
