// One attendee's own slices, on all the devices they listen with.
import type { AttendeeId } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import { ownSlices } from '#night/views/index.ts'
import type { NightSocket } from './socket.ts'
import { membersOf, textsOf, type SliceTexts } from './texts.ts'

export class OwnPart {
  readonly sockets = new Set<NightSocket>()
  readonly #attendee: AttendeeId
  #sent: SliceTexts = new Map()

  constructor(attendee: AttendeeId) {
    this.#attendee = attendee
  }

  /** What changed since it was last taken, as members of a JSON object; all of it the first time. */
  take(night: Night): string {
    const texts = textsOf(ownSlices(night, this.#attendee))
    const changed = [...texts].filter(([name, text]) => this.#sent.get(name) !== text)
    this.#sent = texts
    return membersOf(changed)
  }
}
