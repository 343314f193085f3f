// What every screen of one night is told, after each durable batch: slices that changed, once.
import type { AttendeeId, CommitId } from '#night/ids.ts'
import { seconds, type Instant } from '#night/time.ts'
import type { Night } from '#night/night.ts'
import type { AudienceKind, Screens } from '#night/views/audience.ts'
import { concerned, seatAlone } from '#night/views/index.ts'
import { rosterSlice } from '#night/views/door.ts'
import type { Condition, Hello, WireCode } from '#protocol/messages.ts'
import { protocolVersion } from '#protocol/version.ts'
import type { Clock } from '../runtime/clock.ts'
import { Clocks } from './clocks.ts'
import type { Batch, NightRuntime } from '../runtime/night-runtime.ts'
import { eventsOf } from '../runtime/night-state.ts'
import type { Passes } from '../passes.ts'
import type { OwnPart } from './own-part.ts'
import { OwnParts } from './own-parts.ts'
import { Presence, type PresenceDeps } from './presence.ts'
import { Prepared, tellOne } from './prepared.ts'
import { RosterPart } from './roster-part.ts'
import { SharedPart } from './shared-part.ts'
import type { Identity, NightServer, NightSocket } from './socket.ts'
import { bothOf, SharedTexts, type Shared } from './texts.ts'

/** All who see the same, but for what is one's own. */
interface Listening {
  readonly sockets: Map<NightSocket, Identity>
  part: SharedPart
}

/** What a socket comes to, and on which device. */
interface Heard {
  readonly night: Night
  readonly head: CommitId
  readonly device: string | undefined
}

/** Whose own slices are looked at, and whether only their seats can have changed. */
interface Touched {
  readonly whom: Iterable<AttendeeId>
  readonly isSeat: boolean
}

export interface FanoutDeps {
  readonly io: NightServer
  readonly clock: Clock
  /** What could make the log lose what it answered, now. */
  readonly risks: () => readonly string[]
  readonly present: PresenceDeps['exchange']
  /** How long counts and votes are gathered, and on which clock. */
  readonly gatherMs: number
  readonly gatherClock: Clock
  readonly passes: Passes
}

const staff: readonly AudienceKind[] = ['door', 'host']

export class Fanout {
  readonly #runtime: NightRuntime
  readonly #deps: FanoutDeps
  readonly #presence: Presence
  readonly #clocks = new Clocks()
  readonly #audiences = new Map<AudienceKind, Listening>()
  readonly #own: OwnParts
  /** Of door and host; only while one of them listens. */
  #roster: RosterPart | null = null
  #callOff: (() => void) | null = null
  #texts: SharedTexts | null = null
  #cut: Condition['cut']
  /** When any of its screens was last heard. */
  #heardAt: Instant
  /** Who was told something of a head, and not yet that this was all of it. */
  readonly #owed = new Set<AudienceKind>()

  constructor(runtime: NightRuntime, deps: FanoutDeps) {
    this.#runtime = runtime
    this.#deps = deps
    this.#heardAt = deps.clock.now()
    this.#own = new OwnParts({
      ...{ runtime, passes: deps.passes },
      frame: (members) => this.#frame('attendee', members, { at: deps.clock.now() }),
      condition: () => this.#condition('attendee'),
    })
    this.#presence = new Presence({
      night: runtime.id,
      here: () => this.#here,
      exchange: deps.present,
      changed: () => this.tellCondition(['host']),
    })
  }

  /** Welcomes a socket, and tells it everything from here on. */
  join(socket: NightSocket, identity: Identity, { head: known, answered, device }: Hello): void {
    const { night, head } = this.#runtime
    if (!head || socket.disconnected) return
    this.heard()
    this.#listen(socket, identity, { night, head: head.id, device })
    this.#presence.touch()
    const isForgotten = [known, answered ?? null].some(
      (id) => id !== null && !this.#runtime.knows(id),
    )
    const members = known === head.id ? null : this.#everything(identity, night, head.id)
    socket.emit('welcome', this.#welcome(members, isForgotten))
    const { audience } = identity
    if (members === null && audience.kind === 'attendee')
      this.#own.tellEnvelopesTo(socket, audience.attendee)
    const condition = this.#condition(audience.kind)
    if (Object.keys(condition).length > 0) socket.emit('condition', condition)
    if (audience.kind === 'attendee') this.#own.tellDevices(audience.attendee)
  }

  leave(socket: NightSocket, { audience }: Identity): void {
    const { kind } = audience
    const listening = this.#audiences.get(kind)
    listening?.sockets.delete(socket)
    this.#clocks.forget(socket)
    this.#presence.touch()
    if (listening?.sockets.size === 0) {
      this.#audiences.delete(kind)
      this.#attend()
    }
    if (!staff.some((each) => this.#audiences.has(each))) this.#roster = null
    if (audience.kind === 'attendee') this.#own.leave(socket, audience.attendee)
  }

  /** One of its screens gave a sign of life. */
  heard(): void {
    this.#heardAt = this.#deps.clock.now()
  }

  /** A screen says how well it knows the time. */
  timed(socket: NightSocket, { audience }: Identity, boundMs: number): void {
    // Only who is of the night waits for its instants.
    if (audience.kind === 'guest' || socket.disconnected) return
    if (this.#clocks.said(socket, boundMs)) this.#presence.touch()
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
    // Also who is not of the night any more.
    this.#roster?.touch(touched)
    if (isEverybody) this.#roster?.touch(night.door.attendees.keys())
    // First those who have to walk.
    if (this.#audiences.has('attendee'))
      this.#tellAttendees(night, head.id, {
        whom: isEverybody ? this.#own.ids() : touched,
        isSeat: seatAlone(events),
      })
    for (const kind of this.#audiences.keys()) {
      const shared = kind === 'attendee' ? '' : this.#urgent(kind, night, head.id)
      if (shared) this.#send(kind, shared)
    }
    for (const event of events) {
      if (event.type === 'passes/revoked') this.#part((identity) => identity.pass === event.pass)
      if (event.type === 'door/removed')
        this.#part(({ audience }) => 'attendee' in audience && audience.attendee === event.attendee)
    }
    this.#own.watch(night, events)
    if (this.#isWaiting) this.#gather()
  }

  #gather(): void {
    const { gatherClock, gatherMs } = this.#deps
    this.#callOff ??= gatherClock.after(seconds(gatherMs / 1000), () => this.flush())
  }

  /** Sends what was gathered. */
  flush(): void {
    this.stop()
    const { night, head } = this.#runtime
    if (!head) return
    const patch = this.#roster?.take(night) ?? {}
    const roster = Object.keys(patch).length > 0 ? JSON.stringify(patch) : null
    for (const [kind, { part }] of this.#audiences) {
      const members = part.isWaiting ? part.take(this.#shared(kind, night, head.id)) : ''
      part.head = head.id
      const lines = staff.includes(kind) ? roster : null
      // Also where nothing changed in what was looked at only now: what they were told is complete.
      const owed = this.#owed.delete(kind)
      if (members || lines || owed) this.#send(kind, members, { roster: lines })
    }
  }

  /** The log came back with an older history: everybody gets all of it, and is told. */
  beginAnew(lost: number): void {
    const { night, head } = this.#runtime
    if (!head) return
    this.stop()
    this.#texts = null
    this.#cut = { at: this.#deps.clock.now(), lost }
    // Whoever is not of the night any more has to join again.
    this.#part(
      ({ audience }) =>
        audience.kind === 'attendee' && !night.door.attendees.has(audience.attendee),
    )
    if (this.#roster) this.#roster = new RosterPart(night)
    this.#own.beginAnew(night)
    for (const [kind, listening] of this.#audiences) {
      listening.part = new SharedPart(this.#shared(kind, night, head.id), head.id)
      for (const [socket, identity] of listening.sockets)
        socket.emit('welcome', this.#welcome(this.#everything(identity, night, head.id), true))
    }
    this.tellCondition()
  }

  /** Tells screens how the server is, and what else is not of the night itself. */
  tellCondition(kinds: Iterable<AudienceKind> = this.#audiences.keys()): void {
    for (const kind of kinds) {
      this.#deps.io.to(this.#room(kind)).emit('condition', this.#condition(kind))
      if (kind === 'attendee') this.#own.tellAllDevices()
    }
  }

  /** The last word to everybody. */
  close(code: WireCode): void {
    this.end()
    this.#part(() => true, code)
  }

  stop(): void {
    this.#callOff?.()
    this.#callOff = null
  }

  /** Nothing is told any more. */
  end(): void {
    this.stop()
    this.#presence.stop()
  }

  /** How many screens of each audience listen. */
  get counts(): readonly (readonly [AudienceKind, number])[] {
    return [...this.#audiences].map(([kind, { sockets }]) => [kind, sockets.size])
  }

  #attend(): void {
    const [host, here] = [this.#audiences.has('host'), this.#audiences.size > 0]
    this.#runtime.attend({ host, here, heardAt: this.#heardAt })
  }

  get #here(): Screens {
    const { within } = this.#clocks
    return { ...Object.fromEntries(this.counts), ...(within !== null && { clocksWithin: within }) }
  }

  get #isWaiting(): boolean {
    if (this.#roster?.isWaiting) return true
    return [...this.#audiences.values()].some(({ part }) => part.isWaiting)
  }

  #condition(kind: AudienceKind): Condition {
    const away = this.#runtime.isAway && { away: true as const }
    if (kind !== 'host') return { ...away }
    const [risks, { outlook }, screens] = [this.#deps.risks(), this.#runtime, this.#presence.everywhere] // prettier-ignore
    return {
      ...away,
      ...(risks.length > 0 && { risks }),
      ...(this.#cut && { cut: this.#cut }),
      ...(outlook.length > 0 && { outlook }),
      ...(Object.keys(screens).length > 0 && { screens }),
    }
  }

  #listen(socket: NightSocket, identity: Identity, { night, head, device = '' }: Heard): void {
    const { audience } = identity
    const { kind } = audience
    const known = this.#audiences.get(kind)
    const listening = known ?? {
      sockets: new Map(),
      part: new SharedPart(this.#shared(kind, night, head), head),
    }
    this.#audiences.set(kind, listening)
    if (!known) this.#attend()
    listening.sockets.set(socket, identity)
    listening.part.welcome()
    void socket.join(this.#room(kind))
    if (staff.includes(kind)) {
      this.#roster ??= new RosterPart(night)
      this.#roster.welcome()
    }
    if (audience.kind === 'attendee') this.#own.join(socket, audience.attendee, device)
  }

  /** All that somebody sees, as members of a JSON object. */
  #everything({ audience }: Identity, night: Night, head: CommitId): string {
    const { members } = this.#shared(audience.kind, night, head)
    if (audience.kind === 'attendee')
      return bothOf(members, this.#own.everything(night, audience.attendee))
    if (!staff.includes(audience.kind)) return members
    return bothOf(members, `"roster":${JSON.stringify(rosterSlice(night))}`)
  }

  #shared(kind: AudienceKind, night: Night, head: CommitId): Shared {
    if (this.#texts?.head !== head) this.#texts = new SharedTexts(night, head)
    return this.#texts.of(kind)
  }

  #urgent(kind: AudienceKind, night: Night, head: CommitId): string {
    const part = this.#audiences.get(kind)?.part
    if (!part) return ''
    const members = part.urgent(this.#shared(kind, night, head))
    const isComplete = !part.isWaiting && !(staff.includes(kind) && this.#roster?.isWaiting)
    if (isComplete) part.head = head
    // Few screens, of which each may come back to ask for all that it has already.
    else if (members || kind === 'display' || staff.includes(kind)) this.#owed.add(kind)
    return members
  }

  /** Their own part and the shared one in one frame; who has nothing of their own gets the shared one. */
  #tellAttendees(night: Night, head: CommitId, { whom, isSeat }: Touched): void {
    const shared = this.#urgent('attendee', night, head)
    const now = this.#deps.clock.now()
    const frames: (readonly [OwnPart, Prepared])[] = []
    for (const attendee of whom) {
      const own = this.#own.get(attendee)
      const changed = own?.take(night, isSeat)
      if (own && changed)
        frames.push([own, this.#frame('attendee', bothOf(shared, changed), { at: now })])
    }
    // Written in one go: phones that are woken one by one take longer to wake than to tell.
    const told: string[] = []
    for (const [own, frame] of frames)
      for (const socket of own.sockets.keys()) {
        tellOne(socket, 'frame', frame)
        told.push(socket.id)
      }
    const all = this.#audiences.get('attendee')?.sockets.size ?? 0
    if (shared && told.length < all) this.#send('attendee', shared, { except: told })
  }

  #send(
    kind: AudienceKind,
    members: string,
    { except = [], roster = null }: { except?: string[]; roster?: string | null } = {},
  ): void {
    const { io, clock } = this.#deps
    const frame = this.#frame(kind, members, { at: clock.now(), roster })
    io.to(this.#room(kind)).except(except).emit('frame', frame)
  }

  /** A `Frame` of the protocol, written from what is JSON already. */
  #frame(
    kind: AudienceKind,
    members: string,
    { at, roster = null }: { readonly at: Instant; readonly roster?: string | null },
  ): Prepared {
    const head = this.#audiences.get(kind)?.part.head
    if (!head) throw new Error(`expected somebody to listen as ${kind}, found nobody`)
    const lines = roster === null ? '' : `,"roster":${roster}`
    return new Prepared(`{"head":"${head}","at":${at},"slices":{${members}}${lines}}`)
  }

  /** A `Welcome` of the protocol; `members` is null for a screen that has everything. */
  #welcome(members: string | null, isForgotten: boolean): Prepared {
    const { clock } = this.#deps
    const rest = {
      ...{ version: protocolVersion, at: clock.now(), head: this.#runtime.head?.id },
      ...(clock.rate !== 1 && { rate: clock.rate }),
      ...(isForgotten && { forgotten: true }),
    }
    const snapshot = members === null ? 'null' : `{${members}}`
    return new Prepared(`${JSON.stringify(rest).slice(0, -1)},"snapshot":${snapshot}}`)
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

  #room(of: AudienceKind): string {
    return `${this.#runtime.id}:${of}`
  }
}
