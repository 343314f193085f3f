// What the evening is for one attendee at one instant: the one thing that their screen shows.
// Follows from slices and the server's time alone, so that it goes on when the line is dead.
import type { ViewOf } from '#night/views/index.ts'
import type { OfferSlice, SeatSlice } from '#night/views/attendee.ts'
import type { PublicTalk } from '#night/views/public.ts'
import type { Segment } from '#night/program/model.ts'
import type { Instant } from '#night/time.ts'
import { roundIsOn } from '#night/rounds/timetable.ts'
import { currentSegment, nextRoundAt, nextTalk } from './program.ts'

export type View = ViewOf<'attendee'>
export type PairingSeat = Extract<SeatSlice, { kind: 'pairing' }>

/** A round that is one's own next, and when about it begins; null when there are no more. */
export interface Ahead {
  readonly number: number
  readonly at: Instant
}

export type Moment =
  | { readonly kind: 'over' }
  | { readonly kind: 'badge' }
  | { readonly kind: 'left' }
  | {
      readonly kind: 'seat'
      readonly stage: 'changeover' | 'talking'
      readonly number: number
      readonly until: Instant
      /** The last minute has begun. */
      readonly lastMinute: boolean
      readonly seat: PairingSeat
    }
  | {
      readonly kind: 'bye'
      readonly number: number
      readonly ahead: Ahead | null
      /** Somebody is alone at a table, and one may go there. */
      readonly offer: OfferSlice | null
    }
  | { readonly kind: 'missed'; readonly number: number }
  /** A round is on by the program, nobody is heard, and its envelope is closed. */
  | {
      readonly kind: 'sealed'
      readonly number: number
      readonly startsAt: Instant
      readonly endsAt: Instant
      /** Whether this phone has an envelope for it. */
      readonly has: boolean
    }
  /** Came in while a round was under way. */
  | {
      readonly kind: 'waits'
      readonly number: number
      readonly ahead: Ahead | null
      readonly offer: OfferSlice | null
    }
  | { readonly kind: 'away'; readonly ahead: Ahead | null }
  | { readonly kind: 'on-stage'; readonly talk: PublicTalk; readonly until: Instant }
  | { readonly kind: 'next-on-stage'; readonly talk: PublicTalk }
  | {
      readonly kind: 'between'
      /** Rounds that are over. */
      readonly done: number
      readonly ahead: Ahead | null
    }
  | { readonly kind: 'doors' }
  | { readonly kind: 'talks' }
  | { readonly kind: 'free' }
  | { readonly kind: 'own'; readonly title: string | null }

const minute = 60_000

/** The instant that counts: while the night is paused, time stands still. */
export const effective = (view: View, now: Instant): Instant => view.program.pausedAt ?? now

/**
 * What matters most to this attendee at `now` of the server. `closed` is the round that is on by the
 * program while nobody is heard, and not known here.
 */
export function momentOf(
  view: View,
  now: Instant,
  closed: {
    readonly number: number
    readonly startsAt: Instant
    readonly endsAt: Instant
  } | null = null,
): Moment {
  const at = effective(view, now)
  const { me, program, round } = view
  if (program.phase === 'over') return { kind: 'over' }
  if (me.state === 'joined') return { kind: 'badge' }
  if (me.state === 'left') return { kind: 'left' }
  if (closed && me.state === 'present' && at < closed.endsAt) {
    const { number, startsAt, endsAt } = closed
    const has = view.envelopes?.[number] !== undefined
    return { kind: 'sealed', number, startsAt, endsAt, has }
  }
  if (roundIsOn(view, at)) {
    const seated = seatMoment(view, at)
    if (seated) return seated
  }
  const talk = stageMoment(view)
  if (talk) return talk
  if (me.state === 'away') return { kind: 'away', ahead: aheadOf(view, at) }
  const segment = currentSegment(view)
  if (segment?.kind === 'rounds' || roundIsOn(view, at)) {
    const done = round.phase === 'over' || at >= round.endsAt ? round.number : round.number - 1
    return { kind: 'between', done: Math.max(0, done), ahead: aheadOf(view, at) }
  }
  return segment ? segmentMoment(segment) : { kind: 'doors' }
}

/** Whether nothing is asked of somebody who is in: nobody waits for them, nothing is about to begin. */
export const isCalm = ({ me, round }: View, { kind }: Moment): boolean =>
  me.state === 'present' &&
  !me.asked &&
  round.phase !== 'announced' &&
  ['doors', 'talks', 'free', 'own'].includes(kind)

function seatMoment(view: View, at: Instant): Moment | null {
  const { me, round, seat } = view
  if (!seat || seat.number !== round.number) return null
  const { number } = round
  switch (seat.kind) {
    case 'pairing': {
      if (me.state === 'away') return null
      const talking = at >= round.startsAt
      return {
        kind: 'seat',
        stage: talking ? 'talking' : 'changeover',
        number,
        until: talking ? round.endsAt : round.startsAt,
        lastMinute: talking && round.endsAt - at <= minute,
        seat,
      }
    }
    case 'bye':
      return me.state === 'away'
        ? null
        : { kind: 'bye', number, ahead: aheadOf(view, at), offer: seat.offer }
    case 'missed':
      return { kind: 'missed', number }
    case 'next':
      return { kind: 'waits', number, ahead: aheadOf(view, at), offer: seat.offer }
  }
}

/** What is offered to somebody at this moment: a place, or at least a host. */
export function offerAt(moment: Moment): OfferSlice | null {
  if (moment.kind === 'seat') return moment.seat.offer
  return moment.kind === 'bye' || moment.kind === 'waits' ? moment.offer : null
}

function stageMoment(view: View): Moment | null {
  const { me, talks } = view
  const { stage } = talks
  const onStage = stage && talks.list.find((t) => t.id === stage.talk)
  if (stage && onStage && me.talks.includes(onStage.id))
    return { kind: 'on-stage', talk: onStage, until: stage.endsAt }
  if (currentSegment(view)?.kind !== 'talks') return null
  const next = nextTalk(view)
  return next && me.talks.includes(next.id) ? { kind: 'next-on-stage', talk: next } : null
}

function segmentMoment(segment: Segment): Moment {
  switch (segment.kind) {
    case 'doors':
      return { kind: 'doors' }
    case 'talks':
      return { kind: 'talks' }
    case 'free':
      return { kind: 'free' }
    case 'rounds':
      return { kind: 'between', done: 0, ahead: null }
    case 'own':
      return { kind: 'own', title: segment.title }
  }
}

const aheadOf = (view: View, at: Instant): Ahead | null => nextRoundAt(view, at)
