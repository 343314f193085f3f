// The roster that door and host share: which lines of it changed since they last got them.
import type { AttendeeId } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import { rosterEntry, type RosterEntry } from '#night/views/index.ts'

export type RosterPatch = Readonly<Record<AttendeeId, RosterEntry | null>>

export class RosterPart {
  /** As they last got it, or undefined where not all of them got the same. */
  readonly #sent = new Map<AttendeeId, string>()
  readonly #touched = new Set<AttendeeId>()

  /** For screens that just got, or have, the roster of now. */
  constructor(night: Night) {
    for (const id of night.door.attendees.keys()) this.#sent.set(id, lineOf(night, id))
  }

  touch(people: Iterable<AttendeeId>): void {
    for (const id of people) this.#touched.add(id)
  }

  get isWaiting(): boolean {
    return this.#touched.size > 0
  }

  /** Somebody has the newest lines: those that wait are now known by some and not by others. */
  welcome(): void {
    for (const id of this.#touched) this.#sent.delete(id)
  }

  /** The lines that changed; nothing waits afterwards. */
  take(night: Night): RosterPatch {
    const patch: Record<AttendeeId, RosterEntry | null> = {}
    for (const id of this.#touched) {
      const text = lineOf(night, id)
      if (this.#sent.get(id) === text) continue
      this.#sent.set(id, text)
      patch[id] = rosterEntry(night, id)
    }
    this.#touched.clear()
    return patch
  }
}

const lineOf = (night: Night, id: AttendeeId): string => JSON.stringify(rosterEntry(night, id))
