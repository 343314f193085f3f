// One attendee's own slices, on all the devices they listen with.
import type { AttendeeId } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import type { EnvelopesSlice } from '#night/views/envelope.ts'
import { ownSeat, ownSlices, type SliceName, type Slices } from '#night/views/index.ts'
import type { Envelopes } from './envelopes.ts'
import type { NightSocket } from './socket.ts'
import { membersOf, textsOf } from './texts.ts'

export class OwnPart {
  /** Each with what its device is called, if it says so. */
  readonly sockets = new Map<NightSocket, string>()
  /** How many devices they were told they are. */
  told = 1
  readonly #attendee: AttendeeId
  readonly #sent = new Map<SliceName, string>()
  #envelopes: Envelopes = new Map()
  #wasAsked = false

  constructor(attendee: AttendeeId) {
    this.#attendee = attendee
  }

  /** How many devices they are. */
  get devices(): number {
    return new Set(this.sockets.values()).size
  }

  /**
   * What changed since it was last taken, as members of a JSON object; all of it the first time. Only
   * the seat is looked at where nothing else can have changed, but for somebody who was asked.
   */
  take(night: Night, seatAlone = false): string {
    const isSeat = seatAlone && !this.#wasAsked && this.#sent.size > 0
    const slices: Slices = isSeat
      ? ownSeat(night, this.#attendee)
      : ownSlices(night, this.#attendee)
    if (slices.me) this.#wasAsked = slices.me.asked === true
    const changed = [...textsOf(slices)].filter(([name, text]) => this.#sent.get(name) !== text)
    for (const [name, text] of changed) this.#sent.set(name, text)
    return membersOf(changed)
  }

  /** All envelopes as a member of a JSON object, where one of them is new or another; else nothing. */
  takeEnvelopes(envelopes: Envelopes): string {
    const isKnown = [...envelopes].every(([number, text]) => this.#envelopes.get(number) === text)
    this.#envelopes = envelopes
    return isKnown ? '' : envelopesMember(envelopes)
  }
}

/** All of somebody's envelopes as a member of a JSON object; empty where there are none. */
export const envelopesMember = (envelopes: Envelopes): string =>
  envelopes.size === 0
    ? ''
    : membersOf([
        ['envelopes', JSON.stringify(Object.fromEntries(envelopes) satisfies EnvelopesSlice)],
      ])
