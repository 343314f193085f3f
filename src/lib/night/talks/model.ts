// Talks that anyone may propose, their order, their support, and the stage.
import * as v from 'valibot'
import { attendeeId, talkId, type AttendeeId, type TalkId } from '../ids.ts'
import { minutes, plus, type Duration, type Instant } from '../time.ts'
import { language, line, webLink } from '../text.ts'

const minutesLong = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(120))

const told = {
  title: line(2, 140),
  minutes: minutesLong,
  language: v.nullable(language),
  line: line(0, 600),
  link: v.nullable(webLink),
}

/** A talk, workshop or free slot that was announced before the night. */
export const announcedTalk = v.object({
  kind: v.picklist(['talk', 'workshop', 'free-slot']),
  speaker: v.nullable(line(1, 80)),
  ...told,
  title: line(0, 140),
})
export type AnnouncedTalk = v.InferOutput<typeof announcedTalk>

const onTalk = <T extends string>(type: T) => v.object({ type: v.literal(type), talk: talkId })

export const talksCommands = [
  v.object({
    type: v.literal('talks/propose'),
    ...told,
    /** Host and door may propose for somebody without a phone, or for a guest by name. */
    for: v.optional(attendeeId),
    speaker: v.optional(line(1, 80)),
  }),
  onTalk('talks/support'),
  onTalk('talks/unsupport'),
  onTalk('talks/withdraw'),
  onTalk('talks/accept'),
  onTalk('talks/decline'),
  v.object({
    type: v.literal('talks/move'),
    talk: talkId,
    /** The place in the queue it goes to, from 0. */
    to: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(200)),
  }),
  onTalk('talks/call'),
  onTalk('talks/stop'),
  v.object({
    type: v.literal('talks/extend'),
    talk: talkId,
    minutes: v.pipe(v.number(), v.integer(), v.minValue(-60), v.maxValue(60)),
  }),
] as const
export type TalksCommand = v.InferOutput<(typeof talksCommands)[number]>

export type TalkState = 'proposed' | 'accepted' | 'on-stage' | 'held' | 'declined' | 'withdrawn'

export interface Talk {
  readonly id: TalkId
  readonly kind: 'talk' | 'workshop' | 'free-slot'
  readonly by: AttendeeId | null
  readonly speaker: string | null
  readonly title: string
  readonly minutes: number
  readonly language: 'fr' | 'en' | null
  readonly line: string
  readonly link: string | null
  readonly state: TalkState
}

export interface Stage {
  readonly talk: TalkId
  readonly startedAt: Instant
  readonly endsAt: Instant
}

export interface Talks {
  /** In the order of the queue. */
  list: readonly Talk[]
  stage: Stage | null
  readonly support: Map<TalkId, Set<AttendeeId>>
}

export type TalksEvent =
  | { readonly type: 'talks/proposed'; readonly talk: Talk; readonly at: Instant }
  | { readonly type: 'talks/supported'; readonly talk: TalkId; readonly attendee: AttendeeId }
  | { readonly type: 'talks/unsupported'; readonly talk: TalkId; readonly attendee: AttendeeId }
  | { readonly type: 'talks/judged'; readonly talk: TalkId; readonly state: TalkState }
  | { readonly type: 'talks/ordered'; readonly order: readonly TalkId[] }
  | {
      readonly type: 'talks/called'
      readonly talk: TalkId
      readonly at: Instant
      readonly endsAt: Instant
    }
  | { readonly type: 'talks/stopped'; readonly talk: TalkId; readonly at: Instant }
  | { readonly type: 'talks/extended'; readonly talk: TalkId; readonly by: Duration }
  | { readonly type: 'talks/removed'; readonly talk: TalkId }
  | {
      readonly type: 'talks/restored'
      readonly list: readonly Talk[]
      readonly stage: Stage | null
      readonly at: Instant
    }

export const emptyTalks = (): Talks => ({ list: [], stage: null, support: new Map() })

export const copyOfTalks = (talks: Talks): Talks => ({
  ...talks,
  support: new Map([...talks.support].map(([talk, by]) => [talk, new Set(by)])),
})

export const talkOf = (talks: Talks, id: TalkId): Talk | undefined =>
  talks.list.find((t) => t.id === id)

/** Accepted talks and open slots, in order: what comes to the stage. */
export const queueOf = <T extends Pick<Talk, 'state'>>(list: readonly T[]): readonly T[] =>
  list.filter((t) => t.state === 'accepted')

const withState = (talks: Talks, id: TalkId, state: TalkState): readonly Talk[] =>
  talks.list.map((t) => (t.id === id ? { ...t, state } : t))

export function applyTalks(talks: Talks, event: { readonly type: string }): void {
  const e = event as TalksEvent | { type: 'program/resumed'; pausedFor: Duration }
  switch (e.type) {
    case 'talks/proposed':
      talks.list = [...talks.list, e.talk]
      return
    case 'talks/supported': {
      const supporters = talks.support.get(e.talk) ?? new Set()
      talks.support.set(e.talk, supporters.add(e.attendee))
      return
    }
    case 'talks/unsupported':
      talks.support.get(e.talk)?.delete(e.attendee)
      return
    case 'talks/judged':
      talks.list = withState(talks, e.talk, e.state)
      return
    case 'talks/ordered': {
      const place = new Map(e.order.map((id, i) => [id, i]))
      talks.list = [...talks.list].sort(
        (a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || 0,
      )
      return
    }
    case 'talks/called':
      talks.list = withState(talks, e.talk, 'on-stage')
      talks.stage = { talk: e.talk, startedAt: e.at, endsAt: e.endsAt }
      return
    case 'talks/stopped':
      talks.list = withState(talks, e.talk, 'held')
      talks.stage = null
      return
    case 'talks/extended':
      if (talks.stage) talks.stage = { ...talks.stage, endsAt: plus(talks.stage.endsAt, e.by) }
      return
    case 'talks/removed':
      talks.list = talks.list.filter((t) => t.id !== e.talk)
      return
    case 'talks/restored': {
      const restored = new Map(e.list.map((t) => [t.id, t]))
      // What was proposed since stays, at the end; only order, states and the stage go back.
      talks.list = [...e.list, ...talks.list.filter((t) => !restored.has(t.id))]
      talks.stage = e.stage
      return
    }
    case 'program/resumed':
      if (talks.stage)
        talks.stage = { ...talks.stage, endsAt: plus(talks.stage.endsAt, e.pausedFor) }
      return
    default:
  }
}

export const lengthOf = (talk: Talk): Duration => minutes(talk.minutes)
