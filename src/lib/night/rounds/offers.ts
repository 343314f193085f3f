// A minute into the talking, those whose partner is not there are offered somebody.
import type { AttendeeId } from '../ids.ts'
import type { Night } from '../night.ts'
import { plus, seconds, type Instant } from '../time.ts'
import { aloneAt, pairingOf, type Offer, type Pairing, type Round } from './model.ts'
import { idleIn, isFull, patience, placesFor } from './reseat.ts'

/** How long somebody who is sent to a table within the round may take to walk there. */
const walk = seconds(30)

/** When a table has waited long enough for whoever has not come. */
function waitedAt({ startsAt, sent }: Round, { table }: Pairing): Instant {
  const first = plus(startsAt, patience)
  const later = sent.get(table)
  return later === undefined ? first : (Math.max(first, plus(later, walk)) as Instant)
}

const tablesOfOne = (round: Round): readonly Pairing[] =>
  round.pairings.filter((p) => aloneAt(round.here, p) !== undefined)

/** When those left alone are to be offered somebody next, or null. */
export function offersAt(round: Round): Instant | null {
  if (round.offersDue) return plus(round.startsAt, patience)
  const offered = new Set(round.offers.flatMap((o) => o.alone))
  const waiting = tablesOfOne(round).filter((p) => !p.people.some((id) => offered.has(id)))
  return waiting.length === 0
    ? null
    : (Math.min(...waiting.map((p) => waitedAt(round, p))) as Instant)
}

/** Everybody who is at a table where nobody else has come. */
const allAlone = (round: Round): readonly AttendeeId[] =>
  tablesOfOne(round).flatMap((p) => aloneAt(round.here, p) ?? [])

/** Those of them whom nobody is on the way to at `at`. */
const leftAlone = (round: Round, at: Instant): readonly AttendeeId[] =>
  tablesOfOne(round).flatMap((p) => (at < waitedAt(round, p) ? [] : (aloneAt(round.here, p) ?? [])))

/**
 * What is best for everybody who sits alone now: each other, the odd person, a third chair at a table
 * where both are there, or else a host. Tables of which nobody has tapped are left in peace.
 */
export function offersFor(night: Night, round: Round, at: Instant): readonly Offer[] {
  const alone = leftAlone(round, at)
  if (alone.length === 0) return []
  const found = placesFor(night, {
    alone: alone.map((id) => ({ id, table: pairingOf(round, id)?.table ?? 0 })),
    waiting: idleIn(night, round),
    seated: round.pairings.filter((p) => isFull(round, p)),
  })
  const tableOf = (id: AttendeeId): number => pairingOf(round, id)?.table ?? 0
  const isAlone = (id: AttendeeId): boolean => alone.includes(id)
  const pairs = found.pairs.map((pair): Offer => {
    const waiting = pair.find((id) => !isAlone(id)) ?? null
    const here = pair.filter(isAlone)
    const table = Math.min(...here.map(tableOf))
    return { kind: waiting === null ? 'each-other' : 'waiting', alone: here, waiting, table }
  })
  const joins = found.joins.map(({ person, table }): Offer => ({
    ...{ kind: 'trio', alone: [person], waiting: null, table },
  }))
  const left = found.left.map((id): Offer => ({
    ...{ kind: 'host', alone: [id], waiting: null, table: tableOf(id) },
  }))
  return [...pairs, ...joins, ...left].sort((a, b) => a.table - b.table)
}

/** The offers that still stand: who was alone still is, and the place is still free. */
export const standingOffers = (night: Night, round: Round): readonly Offer[] =>
  round.phase === 'over' ? [] : round.offers.filter((o) => stands(night, round, o))

function stands(night: Night, round: Round, { kind, alone, waiting, table }: Offer): boolean {
  const lonely = new Set(allAlone(round))
  if (!alone.every((id) => lonely.has(id))) return false
  if (kind === 'waiting') return waiting !== null && idleIn(night, round).includes(waiting)
  if (kind !== 'trio') return true
  const joined = round.pairings.find((p) => p.table === table)
  return joined?.people.length === 2 && isFull(round, joined)
}

/** The offer that somebody may take: as one left alone, or as the odd person asked to come. */
export const offerTo = (night: Night, round: Round, id: AttendeeId): Offer | undefined =>
  round.phase === 'over'
    ? undefined
    : round.offers.find(
        (o) => (o.alone.includes(id) || o.waiting === id) && stands(night, round, o),
      )

/**
 * Where those an offer is for would sit, should `taker` take it. Of two who are alone the one who
 * taps goes: the other may not be alone at all, but sit with somebody who forgot to tap. Whoever
 * keeps a table stays there.
 */
export function tableTaken(night: Night, round: Round, offer: Offer, taker: AttendeeId): number {
  if (offer.kind !== 'each-other') return offer.table
  const keeper = offer.alone.find((id) => keepsTable(night, id))
  const stays = keeper ?? offer.alone.find((id) => id !== taker)
  return (stays && pairingOf(round, stays)?.table) ?? offer.table
}

const keepsTable = ({ door }: Night, id: AttendeeId): boolean =>
  (door.attendees.get(id)?.keepsTable ?? null) !== null
