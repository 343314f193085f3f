// One attendee's own slices, on all the devices they listen with.
import type { AttendeeId } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import { ownSlices, type SliceName, type Slices } from '#night/views/index.ts'
import { namesOf, pick } from './shared-part.ts'
import type { NightSocket } from './socket.ts'

export class OwnPart {
  readonly sockets = new Set<NightSocket>()
  readonly #attendee: AttendeeId
  readonly #sent = new Map<SliceName, string>()

  constructor(attendee: AttendeeId) {
    this.#attendee = attendee
  }

  /** What changed since it was last taken; all of it the first time. */
  take(night: Night): Slices {
    const slices = ownSlices(night, this.#attendee)
    const changed = namesOf(slices).filter((name) => {
      const text = JSON.stringify(slices[name])
      if (this.#sent.get(name) === text) return false
      this.#sent.set(name, text)
      return true
    })
    return pick(slices, changed)
  }
}
