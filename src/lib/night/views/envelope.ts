// What one attendee is told of a round to come, in an envelope that opens later.
import type { AttendeeId } from '../ids.ts'
import type { Night } from '../night.ts'
import { pairingOf, type SealedRound } from '../rounds/model.ts'
import { partnerSeen, type InCommon, type SeatSlice } from './attendee.ts'

/** The seat as it will be announced, without what only happens then. */
export type Enclosed =
  | {
      readonly kind: 'pairing'
      readonly table: number
      readonly sign: number
      readonly rematch: boolean
      readonly partners: readonly { readonly name: string; readonly inCommon: InCommon }[]
    }
  | { readonly kind: 'bye' }

/** By round's number: the envelopes of one attendee, as text. */
export type EnvelopesSlice = Readonly<Record<number, string>>

/** What is in somebody's envelope of a sealed round; null where they are not in it. */
export function enclosedIn(
  night: Night,
  { seating }: Pick<SealedRound, 'seating'>,
  id: AttendeeId,
): Enclosed | null {
  const me = night.door.attendees.get(id)
  const pairing = pairingOf(seating, id)
  if (!me) return null
  if (!pairing) return seating.byes.includes(id) ? { kind: 'bye' } : null
  const { table, sign, rematch, people } = pairing
  const partners = people.flatMap((other) => {
    const partner = other === id ? undefined : night.door.attendees.get(other)
    return partner ? [partnerSeen(me, partner)] : []
  })
  return { kind: 'pairing', table, sign, rematch, partners }
}

/** The seat that an opened envelope shows, before anybody has tapped. */
export function seatFrom(number: number, enclosed: Enclosed): SeatSlice {
  if (enclosed.kind === 'bye') return { kind: 'bye', number, offer: null }
  const { table, sign, rematch } = enclosed
  return {
    ...{ kind: 'pairing', number, table, sign, rematch, here: false, met: false, offer: null },
    partners: enclosed.partners.map((p) => ({ ...p, here: false, token: null })),
  }
}

/** Who sits with somebody in a round to come: their envelopes name them. */
export const metInSealed = (night: Night, id: AttendeeId): readonly AttendeeId[] =>
  (night.rounds.sealed?.rounds ?? []).flatMap(({ seating }) => pairingOf(seating, id)?.people ?? [])
