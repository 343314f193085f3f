// The timed one-to-one rounds: settings, who meets whom and where, from when to when.
import * as v from 'valibot'
import { attendeeId, roundNumber, type AttendeeId } from '../ids.ts'
import { durationWithin, minutes, plus, type Duration, type Instant } from '../time.ts'

const minute = 60_000
const ranged = durationWithin

export const roundSettings = v.object({
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  roundMs: ranged(1000, 60 * minute),
  changeoverMs: ranged(0, 15 * minute),
  /** What happens when the count is odd: three at one table, or one person sits out. */
  oddOne: v.picklist(['trio', 'bye']),
})
export type RoundSettings = v.InferOutput<typeof roundSettings>

const numbered = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), number: roundNumber })
const seated = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), number: roundNumber, for: v.optional(attendeeId) })

export const roundsCommands = [
  v.object({ type: v.literal('rounds/configure'), ...v.partial(roundSettings).entries }),
  numbered('rounds/plan'),
  v.object({
    type: v.literal('rounds/swap'),
    number: roundNumber,
    a: attendeeId,
    b: attendeeId,
  }),
  numbered('rounds/start'),
  v.object({
    type: v.literal('rounds/extend'),
    number: roundNumber,
    by: ranged(-10 * minute, 30 * minute),
  }),
  numbered('rounds/end'),
  seated('rounds/here'),
  v.object({
    type: v.literal('rounds/partner-missing'),
    number: roundNumber,
    for: v.optional(attendeeId),
    /** Which of the two others at a table of three, in the order they are shown; from 0. */
    partner: v.optional(v.picklist([0, 1])),
  }),
] as const
export type RoundsCommand = v.InferOutput<(typeof roundsCommands)[number]>

export interface Pairing {
  readonly table: number
  /** What `sign.ts` makes a shape, colour and word of. */
  readonly sign: number
  /** Two, or three in a trio. */
  readonly people: readonly AttendeeId[]
  readonly rematch: boolean
}

/** Who meets whom, before or after it is announced. */
export interface Seating {
  readonly pairings: readonly Pairing[]
  readonly byes: readonly AttendeeId[]
  readonly seed: string
  readonly certified: boolean
}

export interface Round {
  readonly number: number
  readonly phase: 'announced' | 'over'
  readonly pairings: readonly Pairing[]
  readonly byes: readonly AttendeeId[]
  readonly here: ReadonlySet<AttendeeId>
  readonly absent: ReadonlySet<AttendeeId>
  /** Who sat together until one of them left or was given somebody else: they have met too. */
  readonly parted: readonly (readonly AttendeeId[])[]
  /** Screens show the pairings from here on, all at the same instant. */
  readonly revealAt: Instant
  /** The changeover ends and the talking begins. */
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly endedAt: Instant | null
}

export interface Rounds {
  settings: RoundSettings
  /** Announced so far, by number from 1. */
  list: readonly Round[]
  /** The preview of the next one, until it is announced. */
  plan: { readonly number: number; readonly seating: Seating } | null
}

export type RoundsEvent =
  | { readonly type: 'rounds/configured'; readonly settings: RoundSettings }
  | { readonly type: 'rounds/planned'; readonly number: number; readonly seating: Seating }
  | { readonly type: 'rounds/plan-dropped' }
  | {
      readonly type: 'rounds/announced'
      readonly number: number
      readonly seating: Seating
      readonly revealAt: Instant
      readonly startsAt: Instant
      readonly endsAt: Instant
    }
  | { readonly type: 'rounds/withdrawn'; readonly number: number; readonly at: Instant }
  | { readonly type: 'rounds/extended'; readonly number: number; readonly by: Duration }
  | { readonly type: 'rounds/ended'; readonly number: number; readonly at: Instant }
  | { readonly type: 'rounds/reopened'; readonly number: number; readonly at: Instant }
  | { readonly type: 'rounds/arrived'; readonly number: number; readonly attendee: AttendeeId }
  | {
      readonly type: 'rounds/arrival-undone'
      readonly number: number
      readonly attendee: AttendeeId
    }
  | { readonly type: 'rounds/missed'; readonly number: number; readonly attendee: AttendeeId }
  | {
      readonly type: 'rounds/missed-undone'
      readonly number: number
      readonly attendee: AttendeeId
    }
  /** After somebody was missing, left or arrived late: who sits where instead. */
  | {
      readonly type: 'rounds/reseated'
      readonly number: number
      readonly at: Instant
      readonly pairings: readonly Pairing[]
      readonly byes: readonly AttendeeId[]
    }

export const plannedRounds = (): Rounds => ({
  settings: {
    count: 5,
    roundMs: minutes(10),
    changeoverMs: minutes(2),
    oddOne: 'trio',
  },
  list: [],
  plan: null,
})

export const lastRound = (rounds: Rounds): Round | null => rounds.list.at(-1) ?? null
export const openRound = (rounds: Rounds): Round | null => {
  const last = lastRound(rounds)
  return last?.phase === 'announced' ? last : null
}

export const pairingOf = (round: Round, id: AttendeeId): Pairing | undefined =>
  round.pairings.find((p) => p.people.includes(id))

const changed = (rounds: Rounds, number: number, change: (r: Round) => Partial<Round>) => {
  rounds.list = rounds.list.map((r) => (r.number === number ? { ...r, ...change(r) } : r))
}

/** Groups that a new seating breaks up once the talking has begun, without those who never came. */
function partedBy(r: Round, { at, pairings }: Extract<RoundsEvent, { type: 'rounds/reseated' }>) {
  if (at < r.startsAt) return r.parted
  const still = (people: readonly AttendeeId[]) =>
    pairings.some((p) => people.every((id) => p.people.includes(id)))
  const sat = r.pairings.map((p) => p.people.filter((id) => !r.absent.has(id)))
  return [...r.parted, ...sat.filter((people) => people.length > 1 && !still(people))]
}

const without = (ids: ReadonlySet<AttendeeId>, id: AttendeeId): ReadonlySet<AttendeeId> =>
  new Set([...ids].filter((each) => each !== id))

const shifted = (r: Round, by: Duration): Partial<Round> => ({
  revealAt: plus(r.revealAt, by),
  startsAt: plus(r.startsAt, by),
  endsAt: plus(r.endsAt, by),
})

export function applyRounds(rounds: Rounds, event: { readonly type: string }): void {
  const e = event as RoundsEvent | { type: 'program/resumed'; at: Instant; pausedFor: Duration }
  switch (e.type) {
    case 'rounds/configured':
      rounds.settings = e.settings
      return
    case 'rounds/planned':
      rounds.plan = { number: e.number, seating: e.seating }
      return
    case 'rounds/plan-dropped':
      rounds.plan = null
      return
    case 'rounds/announced': {
      const { pairings, byes } = e.seating
      const { number, revealAt, startsAt, endsAt } = e
      rounds.list = [
        ...rounds.list,
        {
          ...{ number, phase: 'announced', pairings, byes, revealAt, startsAt, endsAt },
          ...{ here: new Set(), absent: new Set(), parted: [], endedAt: null },
        },
      ]
      rounds.plan = null
      return
    }
    case 'rounds/withdrawn':
      rounds.list = rounds.list.filter((r) => r.number !== e.number)
      return
    case 'rounds/extended':
      changed(rounds, e.number, (r) => ({ endsAt: plus(r.endsAt, e.by) }))
      return
    case 'rounds/ended':
      changed(rounds, e.number, () => ({ phase: 'over', endedAt: e.at }))
      return
    case 'rounds/reopened':
      changed(rounds, e.number, (r) => ({
        phase: 'announced',
        endedAt: null,
        endsAt: plus(r.endsAt, (e.at - (r.endedAt ?? e.at)) as Duration),
      }))
      return
    case 'rounds/arrived':
      changed(rounds, e.number, (r) => ({ here: new Set(r.here).add(e.attendee) }))
      return
    case 'rounds/arrival-undone':
      changed(rounds, e.number, (r) => ({ here: without(r.here, e.attendee) }))
      return
    case 'rounds/missed-undone':
      changed(rounds, e.number, (r) => ({ absent: without(r.absent, e.attendee) }))
      return
    case 'rounds/missed':
      changed(rounds, e.number, (r) => ({ absent: new Set(r.absent).add(e.attendee) }))
      return
    case 'rounds/reseated': {
      const { pairings, byes } = e
      changed(rounds, e.number, (r) => ({ pairings, byes, parted: partedBy(r, e) }))
      return
    }
    case 'program/resumed':
      // A round that was running stood still for as long as the night was paused.
      if (openRound(rounds))
        changed(rounds, rounds.list.length, (r) =>
          r.startsAt > e.at - e.pausedFor
            ? shifted(r, e.pausedFor)
            : { endsAt: plus(r.endsAt, e.pausedFor) },
        )
      return
    default:
  }
}
