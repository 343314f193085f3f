// The timed one-to-one rounds: settings, who meets whom and where, from when to when.
import type { AttendeeId } from '../ids.ts'
import { minutes, type Duration, type Instant } from '../time.ts'
import type { Remembered, RoundSettings } from './commands.ts'

export interface Pairing {
  readonly table: number
  /** What `sign.ts` makes a shape, colour and word of. */
  readonly sign: number
  /** Two, or three in a trio. */
  readonly people: readonly AttendeeId[]
  readonly rematch: boolean
}

/** Who meets whom, before or after it is announced, and what is needed to plan it again. */
export interface Seating {
  readonly pairings: readonly Pairing[]
  readonly byes: readonly AttendeeId[]
  readonly seed: string
  /** The hash of all that the engine was given. */
  readonly input: string
  /** The engine's version. */
  readonly engine: number
  readonly effort: 'full' | 'quick'
  /** The dual certificate of the round held. */
  readonly certified: boolean
  /** How often the host changed it by hand since. */
  readonly edits: number
}

/** Somebody for those left alone at their tables, until they take it or their partner comes. */
export interface Offer {
  /** each-other: two left alone; waiting: one and the odd person; trio: a third; host: nobody is free. */
  readonly kind: 'each-other' | 'waiting' | 'trio' | 'host'
  readonly alone: readonly AttendeeId[]
  /** The odd person who would come, where the kind is waiting. */
  readonly waiting: AttendeeId | null
  /** Where they would sit; each other's table for two who are alone, see `tableTaken`. */
  readonly table: number
}

/** What people tap changes in place; anything else makes another round of it. See `copyOfRounds`. */
export interface Round {
  readonly number: number
  readonly phase: 'announced' | 'over'
  readonly pairings: readonly Pairing[]
  readonly byes: readonly AttendeeId[]
  readonly here: Set<AttendeeId>
  readonly absent: Set<AttendeeId>
  /** Who sat together until one of them left or was given somebody else: they have met too. */
  readonly parted: readonly (readonly AttendeeId[])[]
  /** When somebody was last sent to a table since the round was announced, by table. */
  readonly sent: ReadonlyMap<number, Instant>
  /** What was offered last to those left alone. */
  readonly offers: readonly Offer[]
  /** Whether offers are to be made, from a minute into the talking on: at first, and when somebody came or went since. */
  readonly offersDue: boolean
  /** Who said «we met», in the order of saying, each with a token for the two to remember it by. */
  readonly met: Map<AttendeeId, string>
  /** Screens show the pairings from here on, all at the same instant. */
  readonly revealAt: Instant
  /** The changeover ends and the talking begins. */
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly endedAt: Instant | null
  /** The four words that open its envelopes; none where it was never sealed. */
  readonly words: readonly string[]
  readonly seating: Pick<Seating, 'seed' | 'input' | 'engine' | 'effort' | 'certified' | 'edits'>
}

/** The question whether people are still in, before round `number`. */
export interface Ask {
  readonly number: number
  readonly at: Instant
  /** Who said yes, or came in since. */
  readonly in: Set<AttendeeId>
}

/** A coming round as the phones have it already, each its own part of it, in an envelope. */
export interface SealedRound {
  readonly number: number
  readonly seating: Seating
  /** What opens its envelopes, once the display shows it. */
  readonly words: readonly string[]
}

export interface Sealed {
  /** All that were to come when they were sealed, by number. */
  readonly rounds: readonly SealedRound[]
  /** The hash of what they were planned from, all together; of what they were mended for last. */
  readonly input: string
  /** How many have come or gone since all was planned; absent where nobody has. */
  readonly moved?: number
}

export type Two = readonly [AttendeeId, AttendeeId]

export interface Rounds {
  settings: RoundSettings
  /** Announced so far, by number from 1. */
  list: readonly Round[]
  /** The preview of the next one, until it is announced. */
  plan: { readonly number: number; readonly seating: Seating } | null
  /** The rounds to come, sealed beforehand; what is announced is not in it any more. */
  sealed: Sealed | null
  ask: Ask | null
  /** Whom the host keeps apart tonight. */
  apart: readonly Two[]
  /** What phones remember of earlier nights. */
  readonly remembered: Map<AttendeeId, readonly Remembered[]>
}

export type RoundsEvent =
  | { readonly type: 'rounds/configured'; readonly settings: RoundSettings }
  | { readonly type: 'rounds/room-asked'; readonly number: number; readonly at: Instant }
  | { readonly type: 'rounds/ask-restored'; readonly ask: StoredAsk | null }
  | { readonly type: 'rounds/confirmed'; readonly attendee: AttendeeId }
  | { readonly type: 'rounds/unconfirmed'; readonly attendee: AttendeeId }
  | { readonly type: 'rounds/planned'; readonly number: number; readonly seating: Seating }
  | { readonly type: 'rounds/plan-dropped' }
  | { readonly type: 'rounds/sealed'; readonly sealed: Sealed | null }
  | { readonly type: 'rounds/kept-apart'; readonly pairs: readonly Two[] }
  | {
      readonly type: 'rounds/announced'
      readonly number: number
      readonly seating: Seating
      readonly revealAt: Instant
      readonly startsAt: Instant
      readonly endsAt: Instant
      /** Absent where it was never sealed. */
      readonly words?: readonly string[]
    }
  | { readonly type: 'rounds/withdrawn'; readonly number: number; readonly at: Instant }
  | { readonly type: 'rounds/extended'; readonly number: number; readonly by: Duration }
  | { readonly type: 'rounds/ended'; readonly number: number; readonly at: Instant }
  | { readonly type: 'rounds/reopened'; readonly number: number; readonly at: Instant }
  | Of<'rounds/arrived'>
  | Of<'rounds/arrival-undone'>
  | Of<'rounds/missed'>
  | Of<'rounds/missed-undone'>
  /** After somebody was missing, left or arrived late: who sits where instead. */
  | {
      readonly type: 'rounds/reseated'
      readonly number: number
      readonly at: Instant
      readonly pairings: readonly Pairing[]
      readonly byes: readonly AttendeeId[]
    }
  | {
      readonly type: 'rounds/offered'
      readonly number: number
      readonly offers: readonly Offer[]
    }
  | (Of<'rounds/met'> & { readonly token: string })
  | Of<'rounds/met-undone'>
  | {
      readonly type: 'rounds/remembered'
      readonly attendee: AttendeeId
      readonly met: readonly Remembered[]
    }

type Of<T extends string> = {
  readonly type: T
  readonly number: number
  readonly attendee: AttendeeId
}

/** An ask as plain JSON. */
export interface StoredAsk {
  readonly number: number
  readonly at: Instant
  readonly in: readonly AttendeeId[]
}

export const plannedRounds = (): Rounds => ({
  settings: {
    count: 5,
    roundMs: minutes(10),
    changeoverMs: minutes(2),
    oddOne: 'trio',
    repeats: 'last-resort',
    silence: 'stays',
  },
  list: [],
  plan: null,
  sealed: null,
  ask: null,
  apart: [],
  remembered: new Map(),
})

export const copyOfRounds = (rounds: Rounds): Rounds => ({
  ...rounds,
  list: rounds.list.map((r) => ({
    ...r,
    here: new Set(r.here),
    absent: new Set(r.absent),
    met: new Map(r.met),
  })),
  ask: rounds.ask && { ...rounds.ask, in: new Set(rounds.ask.in) },
  remembered: new Map(rounds.remembered),
})

export const lastRound = (rounds: Rounds): Round | null => rounds.list.at(-1) ?? null
export const openRound = (rounds: Rounds): Round | null => {
  const last = lastRound(rounds)
  return last?.phase === 'announced' ? last : null
}

/** Who sits at a table where nobody else has come: one who tapped, and others who have not. */
export function aloneAt(
  here: ReadonlySet<AttendeeId>,
  { people }: Pairing,
): AttendeeId | undefined {
  const come = people.filter((id) => here.has(id))
  return come.length === 1 && people.length > 1 ? come[0] : undefined
}

/** By attendee. A seating never changes: another one is another list. */
const places = new WeakMap<readonly Pairing[], ReadonlyMap<AttendeeId, Pairing>>()

function placesIn(pairings: readonly Pairing[]): ReadonlyMap<AttendeeId, Pairing> {
  const known = places.get(pairings)
  if (known) return known
  const made = new Map(pairings.flatMap((p) => p.people.map((id) => [id, p] as const)))
  places.set(pairings, made)
  return made
}

export const pairingOf = (
  { pairings }: Pick<Round, 'pairings'>,
  id: AttendeeId,
): Pairing | undefined => placesIn(pairings).get(id)

/** The token by which two people of a round remember each other; null until both said «we met». */
export function tokenOf({ met }: Round, a: AttendeeId, b: AttendeeId): string | null {
  if (!met.has(a) || !met.has(b)) return null
  const said = [...met.keys()]
  return met.get(said.indexOf(a) > said.indexOf(b) ? a : b) ?? null
}

/** Meetings of the evening of which two people said that they were held. */
export const meetingsHeld = (rounds: Rounds): number =>
  rounds.list.reduce(
    (sum, r) =>
      sum +
      (r.met.size < 2
        ? 0
        : r.pairings.filter((p) => p.people.filter((id) => r.met.has(id)).length > 1).length),
    0,
  )
