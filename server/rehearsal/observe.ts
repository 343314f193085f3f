// What a round looked like from outside: from the host's desk, and from the phones.
import type { AttendeeId } from '#night/ids.ts'
import type { DeskSlice } from '#night/views/host.ts'
import type { Slices } from '#night/views/index.ts'
import type { Guest } from './guest.ts'

type Seats = NonNullable<DeskSlice['round']>

export interface ObservedRound {
  readonly number: number
  readonly present: number
  readonly people: readonly (readonly AttendeeId[])[]
  /** The same as it was planned, before somebody was missing, left or came in. */
  readonly announced: readonly (readonly AttendeeId[])[]
  readonly byes: readonly AttendeeId[]
  /** Present, and neither at a table with somebody nor told that they sit out. */
  readonly stranded: readonly AttendeeId[]
  readonly noCommonLanguage: number
}

/** Whether a phone shows a seat, or an announced bye, in this round. */
export const seated =
  (number: number) =>
  (view: Slices): boolean =>
    view.me?.state !== 'present' || view.seat?.number === number

/** A round as the host's desk and each phone show it. */
export function observed(
  number: number,
  seats: Seats,
  guests: readonly Guest[],
  present: number,
): ObservedRound {
  const people = seats.pairings.map((p) => p.people)
  const placed = new Set([...people.filter((p) => p.length > 1).flat(), ...seats.byes])
  const byId = new Map(guests.flatMap((g) => (g.id ? [[g.id, g] as const] : [])))
  const stranded = guests.flatMap((g) => {
    if (!g.id || !g.phone || g.phone.view.me?.state !== 'present') return []
    const { seat } = g.phone.view
    const known = seat?.number === number && (seat.kind === 'pairing' || seat.kind === 'bye')
    return placed.has(g.id) && known ? [] : [g.id]
  })
  const speaks = (id: AttendeeId) => byId.get(id)?.part.languages ?? []
  const mute = people.filter((group) =>
    group.some((a, i) =>
      group.slice(i + 1).some((b) => !speaks(a).some((l) => speaks(b).includes(l))),
    ),
  )
  return {
    ...{ number, present, people, announced: people, stranded },
    ...{ byes: seats.byes, noCommonLanguage: mute.length },
  }
}
