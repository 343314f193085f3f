// What one attendee sees of themselves, and of those they are to meet. No roster.
import { isInside, type Attendee, type Whereabouts } from '../door/model.ts'
import type { AttendeeId, TalkId } from '../ids.ts'
import { tableOf } from '../floor/model.ts'
import type { Night } from '../night.ts'
import { isAsked } from '../rounds/ask.ts'
import { inCommon } from '../rounds/pairing/index.ts'
import { candidateOf } from '../rounds/seating.ts'
import { lastRound, pairingOf, tokenOf, type Offer, type Round } from '../rounds/model.ts'
import { offerTo, tableTaken } from '../rounds/offers.ts'
import { topicKey, type Language } from '../text.ts'
import type { Instant } from '../time.ts'
import type { EnvelopesSlice } from './envelope.ts'

export interface MeSlice {
  readonly id: AttendeeId
  readonly name: string
  readonly code: string
  readonly languages: readonly Language[]
  readonly offers: readonly string[]
  readonly seeks: readonly string[]
  readonly first: boolean
  readonly state: Whereabouts
  readonly checkedInAt: Instant | null
  /** How many people one has asked never to be paired with; who is told to nobody. */
  readonly avoids: number
  /** How many people one would like to meet; who is told to nobody. */
  readonly wishes?: number
  readonly keepsTable?: number
  /** «Still in?» was asked and not answered. */
  readonly asked?: true
  readonly supports: readonly TalkId[]
  readonly talks: readonly TalkId[]
  readonly table: { readonly number: number; readonly hosting: boolean } | null
}

export interface InCommon {
  readonly languages: readonly string[]
  readonly topics: readonly {
    readonly topic: string
    readonly kind: 'both' | 'you-offer' | 'you-seek'
  }[]
}

/** Somebody for one who was left alone, or a table for one who sits out. */
export interface OfferSlice {
  readonly kind: Offer['kind']
  readonly table: number
  readonly sign: number | null
  /** Whom one would sit with. */
  readonly with: readonly string[]
  /** One stays where one is, and the other comes. */
  readonly stay: boolean
}

/** Where one sits in the last round announced, or why one does not. */
export type SeatSlice =
  | {
      readonly kind: 'pairing'
      readonly number: number
      readonly table: number
      readonly sign: number
      readonly here: boolean
      readonly rematch: boolean
      /** One said «we met». */
      readonly met: boolean
      readonly offer: OfferSlice | null
      readonly partners: readonly {
        readonly name: string
        readonly here: boolean
        /** Both said «we met»: what the two phones remember it by. */
        readonly token: string | null
        readonly inCommon: InCommon
      }[]
    }
  | { readonly kind: 'bye'; readonly number: number; readonly offer: OfferSlice | null }
  /** One's partner was there and one was not; a tap brings one back. */
  | { readonly kind: 'missed'; readonly number: number }
  /** Came in or back while the round was under way: the next one is theirs. */
  | { readonly kind: 'next'; readonly number: number; readonly offer: OfferSlice | null }

export interface AttendeeView {
  readonly me: MeSlice
  readonly seat: SeatSlice | null
  /** Of the rounds to come; made by the gateway, which has the keys. Absent until they are sealed. */
  readonly envelopes?: EnvelopesSlice
}

export function meSlice(night: Night, a: Attendee): MeSlice {
  const { id, name, code, languages, offers, seeks, first, state, checkedInAt } = a
  const table = tableOf(night.floor, id)
  return {
    ...{ id, name, code, languages, offers, seeks, first, state, checkedInAt },
    avoids: a.avoids.length,
    // What few have is left out for the others: this is sent with everything they do.
    ...(a.wishes.length > 0 && { wishes: a.wishes.length }),
    ...(a.keepsTable !== null && { keepsTable: a.keepsTable }),
    ...(isAsked(night, a) && { asked: true }),
    supports: [...night.talks.support].filter(([, by]) => by.has(id)).map(([talk]) => talk),
    // In an order of their own: the queue's changes without them.
    talks: night.talks.list.flatMap((t) => (t.by === id ? [t.id] : [])).sort(),
    table: table ? { number: table.table, hosting: table.by === id } : null,
  }
}

export function seatSlice(night: Night, a: Attendee): SeatSlice | null {
  const round = lastRound(night.rounds)
  if (!round || !isInside(a.state)) return null
  const { number } = round
  const pairing = pairingOf(round, a.id)
  if (!pairing) {
    if (round.byes.includes(a.id))
      return { kind: 'bye', number, offer: offerSlice(night, round, a.id) }
    if (a.state === 'away') return round.absent.has(a.id) ? { kind: 'missed', number } : null
    if (round.phase === 'over') return null
    return { kind: 'next', number, offer: offerSlice(night, round, a.id) }
  }
  const others = pairing.people.filter((id) => id !== a.id)
  return {
    kind: 'pairing',
    number,
    table: pairing.table,
    sign: pairing.sign,
    here: round.here.has(a.id),
    rematch: pairing.rematch,
    met: round.met.has(a.id),
    offer: offerSlice(night, round, a.id),
    partners: others.flatMap((id) => {
      const partner = night.door.attendees.get(id)
      if (!partner) return []
      return [
        {
          ...partnerSeen(a, partner),
          here: round.here.has(id),
          token: tokenOf(round, a.id, id),
        },
      ]
    }),
  }
}

/** What one sees of a partner before anything is said. */
export const partnerSeen = (me: Attendee, partner: Attendee) => ({
  name: partner.name,
  inCommon: inWordsOf(me, inCommon(candidateOf(me), candidateOf(partner))),
})

function offerSlice(night: Night, round: Round, id: AttendeeId): OfferSlice | null {
  const offer = offerTo(night, round, id)
  if (!offer) return null
  const { kind, alone, waiting } = offer
  const table = tableTaken(night, round, offer, id)
  const place = round.pairings.find((p) => p.table === table)
  const joined = kind === 'trio' ? (place?.people ?? []) : []
  const others = [...alone, ...(waiting ? [waiting] : []), ...joined].filter((o) => o !== id)
  return {
    ...{ kind, table, sign: place?.sign ?? null },
    with: others.flatMap((other) => night.door.attendees.get(other)?.name ?? []),
    stay: place?.people.includes(id) ?? false,
  }
}

/** Topics as one wrote them oneself: they are compared by their keys. */
function inWordsOf({ offers, seeks }: Attendee, common: InCommon): InCommon {
  const said = new Map([...seeks, ...offers].map((topic) => [topicKey(topic), topic]))
  const topics = common.topics.map((t) => ({ ...t, topic: said.get(t.topic) ?? t.topic }))
  return { ...common, topics }
}

/** What an attendee sees beside the public part; null when there is no such badge (any more). */
export function attendeeView(night: Night, id: AttendeeId): AttendeeView | null {
  const attendee = night.door.attendees.get(id)
  return attendee ? { me: meSlice(night, attendee), seat: seatSlice(night, attendee) } : null
}
