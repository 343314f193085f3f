// What door and host see of people: enough to let them in, nothing of what they look for.
import type { Attendee, Whereabouts } from '../door/model.ts'
import type { AttendeeId } from '../ids.ts'
import type { Night } from '../night.ts'
import type { Instant } from '../time.ts'

export interface RosterEntry {
  readonly name: string
  readonly code: string
  readonly state: Whereabouts
  readonly phoneless: boolean
  readonly checkedInAt: Instant | null
  readonly languages: readonly ('fr' | 'en')[]
  readonly first: boolean
  /** The table they stay at through all rounds. */
  readonly keepsTable?: number
}

/** By attendee's id. Sent whole in a snapshot, entry by entry afterwards. */
export type RosterSlice = Readonly<Record<AttendeeId, RosterEntry>>

const entryOf = (a: Attendee): RosterEntry => ({
  name: a.name,
  code: a.code,
  state: a.state,
  phoneless: a.phoneless,
  checkedInAt: a.checkedInAt,
  languages: a.languages,
  first: a.first,
  ...(a.keepsTable !== null && { keepsTable: a.keepsTable }),
})

/** One line of the roster, or null where nobody is behind the id (any more). */
export function rosterEntry(night: Night, id: AttendeeId): RosterEntry | null {
  const attendee = night.door.attendees.get(id)
  return attendee ? entryOf(attendee) : null
}

export const rosterSlice = (night: Night): RosterSlice =>
  Object.fromEntries([...night.door.attendees.values()].map((a) => [a.id, entryOf(a)]))
