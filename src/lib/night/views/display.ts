// What the projector shows beyond the public part: pairings by sign. Names only of those without a
// phone, who have no other way to learn their table.
import type { AttendeeId } from '../ids.ts'
import type { Night } from '../night.ts'
import { lastRound, type Round } from '../rounds/model.ts'

export interface WallSlice {
  readonly number: number
  readonly pairings: readonly {
    readonly table: number
    readonly sign: number
    /** Of people without a phone. */
    readonly names: readonly string[]
    readonly here: number
    readonly of: number
  }[]
  /** People without a phone who sit this one out. */
  readonly byes: readonly string[]
  /** What opens the envelopes of phones without a line; absent where it was never sealed. */
  readonly words?: readonly string[]
}

/** The rounds to come as they will be on the wall, should the display hear nothing any more. */
export type AheadSlice = readonly WallSlice[]

export interface RoomSlice {
  /** What the rotating code for self check-in follows from; null where the host does not allow it. */
  readonly secret: string | null
}

function phonelessNames(night: Night, ids: readonly AttendeeId[]): readonly string[] {
  return ids.flatMap((id) => {
    const attendee = night.door.attendees.get(id)
    return attendee?.phoneless ? [attendee.name] : []
  })
}

export function wallSlice(night: Night): WallSlice | null {
  const round = lastRound(night.rounds)
  return round && wallOf(night, round, round.here)
}

export const aheadSlice = (night: Night): AheadSlice =>
  (night.rounds.sealed?.rounds ?? []).map(({ number, words, seating: { pairings, byes } }) =>
    wallOf(night, { number, words, pairings, byes }, nobody),
  )

const nobody: ReadonlySet<AttendeeId> = new Set()

function wallOf(
  night: Night,
  { number, pairings, byes, words }: Pick<Round, 'number' | 'pairings' | 'byes' | 'words'>,
  here: ReadonlySet<AttendeeId>,
): WallSlice {
  return {
    number,
    pairings: pairings.map((p) => ({
      table: p.table,
      sign: p.sign,
      names: phonelessNames(night, p.people),
      here: p.people.filter((id) => here.has(id)).length,
      of: p.people.length,
    })),
    byes: phonelessNames(night, byes),
    ...(words.length > 0 && { words }),
  }
}

export const roomSlice = (night: Night): RoomSlice => ({
  secret: night.door.selfCheckIn ? (night.about?.roomSecret ?? null) : null,
})
