// The attendees who listen, each with a part of their own: what they are told and nobody else is.
// Their seats, their envelopes, and on how many devices they are.
import { setImmediate as turn } from 'node:timers/promises'
import type { AttendeeId } from '#night/ids.ts'
import type { Night, NightEvent } from '#night/night.ts'
import { ownSlices } from '#night/views/index.ts'
import type { Condition } from '#protocol/messages.ts'
import type { Passes } from '../passes.ts'
import type { NightRuntime } from '../runtime/night-runtime.ts'
import { Sealing } from './envelopes.ts'
import { envelopesMember, OwnPart } from './own-part.ts'
import { tellOne, type Prepared } from './prepared.ts'
import type { NightSocket } from './socket.ts'
import { bothOf, membersOf, textsOf } from './texts.ts'

/** Phones that are told of their envelopes before others get a turn. */
const envelopesAtATime = 25

export interface OwnPartsDeps {
  readonly runtime: NightRuntime
  readonly passes: Passes
  /** Members of a JSON object as a frame for an attendee. */
  readonly frame: (members: string) => Prepared
  /** How the server is, as attendees are told. */
  readonly condition: () => Condition
}

export class OwnParts {
  readonly #deps: OwnPartsDeps
  readonly #own = new Map<AttendeeId, OwnPart>()
  readonly #sealing: Sealing

  constructor(deps: OwnPartsDeps) {
    this.#deps = deps
    const { runtime, passes } = deps
    this.#sealing = new Sealing({
      ...{ night: runtime.id, passes },
      changed: (whom) => void this.#tellEnvelopes(whom),
    })
    this.#sealing.watch(runtime.night)
  }

  get(attendee: AttendeeId): OwnPart | undefined {
    return this.#own.get(attendee)
  }

  /** Who listens. */
  ids(): Iterable<AttendeeId> {
    return this.#own.keys()
  }

  join(socket: NightSocket, attendee: AttendeeId, device: string): void {
    const own = this.#own.get(attendee) ?? new OwnPart(attendee)
    own.sockets.set(socket, device)
    this.#own.set(attendee, own)
    // In the snapshot, or known: not told again.
    const { night } = this.#deps.runtime
    own.take(night)
    own.takeEnvelopes(this.#sealing.of(night, attendee))
  }

  leave(socket: NightSocket, attendee: AttendeeId): void {
    const own = this.#own.get(attendee)
    own?.sockets.delete(socket)
    if (own?.sockets.size === 0) this.#own.delete(attendee)
    this.tellDevices(attendee)
  }

  /** Looks at the night's envelopes after it changed. */
  watch(night: Night, events: readonly NightEvent[]): void {
    this.#sealing.watch(night, events)
  }

  /** The history is another: everybody is told all of it. */
  beginAnew(night: Night): void {
    this.#sealing.watch(night)
    this.#own.forEach((own) => own.take(night))
  }

  /** All that is somebody's own, as members of a JSON object. */
  everything(night: Night, attendee: AttendeeId): string {
    const slices = membersOf(textsOf(ownSlices(night, attendee)))
    return bothOf(slices, envelopesMember(this.#sealing.of(night, attendee)))
  }

  /** Envelopes follow the head they are of by a moment: who has the head may not have them. */
  tellEnvelopesTo(socket: NightSocket, attendee: AttendeeId): void {
    const { runtime, frame } = this.#deps
    const envelopes = envelopesMember(this.#sealing.of(runtime.night, attendee))
    if (envelopes) tellOne(socket, 'frame', frame(envelopes))
  }

  /** Tells an attendee on how many devices they are, where they are or were on several. */
  tellDevices(attendee: AttendeeId): void {
    const own = this.#own.get(attendee)
    if (!own) return
    const { devices } = own
    if (devices === 1 && own.told === 1) return
    own.told = devices
    const condition = { ...this.#deps.condition(), ...(devices > 1 && { devices }) }
    for (const socket of own.sockets.keys()) socket.emit('condition', condition)
  }

  /** The same to all who are on several, after everybody was told of the condition without it. */
  tellAllDevices(): void {
    for (const [attendee, { told }] of this.#own) if (told > 1) this.tellDevices(attendee)
  }

  /** Envelopes that are new, to their phones alone; nobody acts on them now, and others go first. */
  async #tellEnvelopes(whom: Iterable<AttendeeId> | 'everyone'): Promise<void> {
    let told = 0
    for (const attendee of whom === 'everyone' ? [...this.#own.keys()] : whom) {
      if (++told % envelopesAtATime === 0) await turn()
      const own = this.#own.get(attendee)
      const changed = own?.takeEnvelopes(this.#sealing.of(this.#deps.runtime.night, attendee))
      if (!own || !changed) continue
      const frame = this.#deps.frame(changed)
      for (const socket of own.sockets.keys()) tellOne(socket, 'frame', frame)
    }
  }
}
