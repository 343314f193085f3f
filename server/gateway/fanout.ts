// What every screen of one night is told, after each durable batch: slices that changed, once.
import type { AttendeeId, CommitId } from '#night/ids.ts'
import { seconds } from '#night/time.ts'
import type { Night } from '#night/night.ts'
import type { AudienceKind } from '#night/views/audience.ts'
import { concerned, ownSlices, sharedSlices, type Slices } from '#night/views/index.ts'
import { rosterSlice } from '#night/views/door.ts'
import type { Frame, WireCode } from '#protocol/messages.ts'
import { protocolVersion } from '#protocol/version.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Batch, NightRuntime } from '../runtime/night-runtime.ts'
import { eventsOf } from '../runtime/night-state.ts'
import { OwnPart } from './own-part.ts'
import { RosterPart } from './roster-part.ts'
import { isEmpty, SharedPart } from './shared-part.ts'
import type { Identity, NightServer, NightSocket } from './socket.ts'

/** All who see the same, but for what is one's own. */
interface Listening {
  readonly sockets: Map<NightSocket, Identity>
  readonly part: SharedPart
}

export interface FanoutDeps {
  readonly io: NightServer
  readonly clock: Clock
  /** How long counts and votes are gathered, and on which clock. */
  readonly gatherMs: number
  readonly gatherClock: Clock
}

const staff: readonly AudienceKind[] = ['door', 'host']

export class Fanout {
  readonly #runtime: NightRuntime
  readonly #deps: FanoutDeps
  readonly #audiences = new Map<AudienceKind, Listening>()
  readonly #own = new Map<AttendeeId, OwnPart>()
  /** Of door and host; only while one of them listens. */
  #roster: RosterPart | null = null
  #callOff: (() => void) | null = null
  #cached: { readonly head: CommitId; readonly shared: Map<AudienceKind, Slices> } | null = null

  constructor(runtime: NightRuntime, deps: FanoutDeps) {
    this.#runtime = runtime
    this.#deps = deps
  }

  /** Welcomes a socket, and tells it everything from here on. */
  join(socket: NightSocket, identity: Identity, known: CommitId | null): void {
    const { night, head: newest } = this.#runtime
    if (!newest || socket.disconnected) return
    const head = newest.id
    this.#listen(socket, identity, { night, head })
    const snapshot = known === head ? null : this.#snapshot(identity, night, head)
    const { clock } = this.#deps
    const fast = clock.rate === 1 ? {} : { rate: clock.rate }
    socket.emit('welcome', {
      ...{ version: protocolVersion, at: clock.now(), head, snapshot },
      ...fast,
    })
  }

  leave(socket: NightSocket, { audience }: Identity): void {
    const { kind } = audience
    const listening = this.#audiences.get(kind)
    listening?.sockets.delete(socket)
    if (listening?.sockets.size === 0) this.#audiences.delete(kind)
    if (!staff.some((each) => this.#audiences.has(each))) this.#roster = null
    if (audience.kind !== 'attendee') return
    const own = this.#own.get(audience.attendee)
    own?.sockets.delete(socket)
    if (own?.sockets.size === 0) this.#own.delete(audience.attendee)
  }

  /** Tells every audience what a durable batch changed. */
  publish({ night, head, commits }: Batch): void {
    const events = commits.flatMap(eventsOf)
    const touched = new Set<AttendeeId>()
    let isEverybody = false
    for (const event of events) {
      const whom = concerned(night, event)
      if (whom === 'everyone') isEverybody = true
      else whom.forEach((id) => touched.add(id))
    }
    this.#roster?.touch(isEverybody ? night.door.attendees.keys() : touched)
    for (const kind of this.#audiences.keys()) {
      const shared = this.#urgent(kind, night, head.id)
      const told =
        kind === 'attendee'
          ? this.#tellOwn(night, shared, isEverybody ? this.#own.keys() : touched)
          : []
      if (!isEmpty(shared)) this.#send(kind, { slices: shared }, told)
    }
    for (const event of events) {
      if (event.type === 'passes/revoked') this.#part((identity) => identity.pass === event.pass)
      if (event.type === 'door/removed')
        this.#part(({ audience }) => 'attendee' in audience && audience.attendee === event.attendee)
    }
    if (this.#isWaiting) this.#gather()
  }

  #gather(): void {
    const { gatherClock, gatherMs } = this.#deps
    this.#callOff ??= gatherClock.after(seconds(gatherMs / 1000), () => this.flush())
  }

  /** Sends what was gathered. */
  flush(): void {
    this.#callOff?.()
    this.#callOff = null
    const { night, head } = this.#runtime
    if (!head) return
    const roster = this.#roster?.take(night) ?? {}
    for (const [kind, { part }] of this.#audiences) {
      const slices = part.isWaiting ? part.take(this.#shared(kind, night, head.id)) : {}
      part.head = head.id
      const patch = staff.includes(kind) && !isEmpty(roster) ? { roster } : {}
      if (!isEmpty(slices) || !isEmpty(patch)) this.#send(kind, { slices, ...patch })
    }
  }

  /** The last word to everybody. */
  close(code: WireCode): void {
    this.stop()
    this.#part(() => true, code)
  }

  stop(): void {
    this.#callOff?.()
    this.#callOff = null
  }

  get #isWaiting(): boolean {
    if (this.#roster?.isWaiting) return true
    return [...this.#audiences.values()].some(({ part }) => part.isWaiting)
  }

  #listen(
    socket: NightSocket,
    identity: Identity,
    { night, head }: { readonly night: Night; readonly head: CommitId },
  ): void {
    const { audience } = identity
    const { kind } = audience
    const known = this.#audiences.get(kind)
    const listening = known ?? {
      sockets: new Map(),
      part: new SharedPart(this.#shared(kind, night, head), head),
    }
    this.#audiences.set(kind, listening)
    listening.sockets.set(socket, identity)
    listening.part.welcome()
    void socket.join(this.#room(kind))
    if (staff.includes(kind)) {
      this.#roster ??= new RosterPart(night)
      this.#roster.welcome()
    }
    if (audience.kind === 'attendee') {
      const own = this.#own.get(audience.attendee) ?? new OwnPart(audience.attendee)
      own.sockets.add(socket)
      this.#own.set(audience.attendee, own)
      // In the snapshot, or known: not told again.
      own.take(night)
      void socket.join(this.#room(audience.attendee))
    }
  }

  #snapshot({ audience }: Identity, night: Night, head: CommitId): Slices {
    const { kind } = audience
    const shared = this.#shared(kind, night, head)
    if (audience.kind === 'attendee') return { ...shared, ...ownSlices(night, audience.attendee) }
    return staff.includes(kind) ? { ...shared, roster: rosterSlice(night) } : shared
  }

  /** Made once for each head, however many come back at the same time. */
  #shared(kind: AudienceKind, night: Night, head: CommitId): Slices {
    if (this.#cached?.head !== head) this.#cached = { head, shared: new Map() }
    const made = this.#cached.shared.get(kind) ?? sharedSlices(night, kind)
    this.#cached.shared.set(kind, made)
    return made
  }

  #urgent(kind: AudienceKind, night: Night, head: CommitId): Slices {
    const part = this.#audiences.get(kind)?.part
    if (!part) return {}
    const slices = part.urgent(this.#shared(kind, night, head))
    const isComplete = !part.isWaiting && !(staff.includes(kind) && this.#roster?.isWaiting)
    if (isComplete) part.head = head
    return slices
  }

  /** Their own part and the shared one in one frame; returns the rooms of who got it. */
  #tellOwn(night: Night, shared: Slices, whom: Iterable<AttendeeId>): string[] {
    const rooms: string[] = []
    for (const attendee of whom) {
      const own = this.#own.get(attendee)
      const changed = own?.take(night) ?? {}
      if (isEmpty(changed)) continue
      const room = this.#room(attendee)
      this.#deps.io
        .to(room)
        .emit('frame', this.#frame('attendee', { slices: { ...shared, ...changed } }))
      rooms.push(room)
    }
    return rooms
  }

  #frame(kind: AudienceKind, content: Pick<Frame, 'slices' | 'roster'>): Frame {
    const head = this.#audiences.get(kind)?.part.head
    if (!head) throw new Error(`expected somebody to listen as ${kind}, found nobody`)
    return { head, at: this.#deps.clock.now(), ...content }
  }

  #send(
    kind: AudienceKind,
    content: Pick<Frame, 'slices' | 'roster'>,
    exceptRooms: string[] = [],
  ): void {
    const { io } = this.#deps
    io.to(this.#room(kind)).except(exceptRooms).emit('frame', this.#frame(kind, content))
  }

  /** Sends away whoever it is true of. */
  #part(isMeant: (identity: Identity) => boolean, code: WireCode = 'wire/no-pass'): void {
    for (const { sockets } of this.#audiences.values())
      for (const [socket, identity] of [...sockets]) {
        if (!isMeant(identity)) continue
        socket.emit('farewell', code)
        socket.disconnect(true)
      }
  }

  #room(of: AudienceKind | AttendeeId): string {
    return `${this.#runtime.id}:${of}`
  }
}
