// What every screen of one night is told, after each durable batch: slices that changed, once.
import { setImmediate as turn } from 'node:timers/promises'
import type { AttendeeId, CommitId } from '#night/ids.ts'
import { seconds, type Instant } from '#night/time.ts'
import type { Night } from '#night/night.ts'
import type { AudienceKind, Screens } from '#night/views/audience.ts'
import { concerned, ownSlices, seatAlone } from '#night/views/index.ts'
import { rosterSlice } from '#night/views/door.ts'
import type { Condition, Hello, WireCode } from '#protocol/messages.ts'
import { protocolVersion } from '#protocol/version.ts'
import type { Clock } from '../runtime/clock.ts'
import { Clocks } from './clocks.ts'
import type { Batch, NightRuntime } from '../runtime/night-runtime.ts'
import { eventsOf } from '../runtime/night-state.ts'
import type { Passes } from '../passes.ts'
import { Sealing } from './envelopes.ts'
import { envelopesMember, OwnPart } from './own-part.ts'
import { Presence, type PresenceDeps } from './presence.ts'
import { Prepared, tellOne } from './prepared.ts'
import { RosterPart } from './roster-part.ts'
import { SharedPart } from './shared-part.ts'
import type { Identity, NightServer, NightSocket } from './socket.ts'
import { bothOf, membersOf, SharedTexts, textsOf, type Shared } from './texts.ts'

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

/** Phones that are told of their envelopes before others get a turn. */
const envelopesAtATime = 25

const staff: readonly AudienceKind[] = ['door', 'host']

export class Fanout {
  readonly #runtime: NightRuntime
  readonly #deps: FanoutDeps
  readonly #presence: Presence
  readonly #clocks = new Clocks()
  readonly #audiences = new Map<AudienceKind, Listening>()
  readonly #own = new Map<AttendeeId, OwnPart>()
  /** Of door and host; only while one of them listens. */
  #roster: RosterPart | null = null
  readonly #sealing: Sealing
  #callOff: (() => void) | null = null
  #texts: SharedTexts | null = null
  #cut: Condition['cut']
  /** Who was told something of a head, and not yet that this was all of it. */
  readonly #owed = new Set<AudienceKind>()

  constructor(runtime: NightRuntime, deps: FanoutDeps) {
    this.#runtime = runtime
    this.#deps = deps
    this.#sealing = new Sealing({
      ...{ night: runtime.id, passes: deps.passes },
      changed: (whom) => void this.#tellEnvelopes(whom),
    })
    this.#sealing.watch(runtime.night)
    this.#presence = new Presence({
      night: runtime.id,
      here: () => this.#here,
      exchange: deps.present,
      changed: () => {
        this.#attend()
        this.tellCondition(['host'])
      },
    })
  }

  /** Welcomes a socket, and tells it everything from here on. */
  join(socket: NightSocket, identity: Identity, { head: known, answered, device }: Hello): void {
    const { night, head } = this.#runtime
    if (!head || socket.disconnected) return
    this.#listen(socket, identity, { night, head: head.id, device })
    this.#presence.touch()
    const isForgotten = [known, answered ?? null].some(
      (id) => id !== null && !this.#runtime.knows(id),
    )
    const members = known === head.id ? null : this.#everything(identity, night, head.id)
    socket.emit('welcome', this.#welcome(members, isForgotten))
    // Envelopes are sent after the head they are of: who has the head may not have them.
    if (members === null) this.#tellEnvelopesTo(socket, identity)
    const condition = this.#condition(identity.audience.kind)
    if (Object.keys(condition).length > 0) socket.emit('condition', condition)
    if (identity.audience.kind === 'attendee') this.#tellDevices(identity.audience.attendee)
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
    if (audience.kind !== 'attendee') return
    const own = this.#own.get(audience.attendee)
    own?.sockets.delete(socket)
    if (own?.sockets.size === 0) this.#own.delete(audience.attendee)
    this.#tellDevices(audience.attendee)
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
    this.#roster?.touch(isEverybody ? night.door.attendees.keys() : touched)
    // First those who have to walk.
    if (this.#audiences.has('attendee'))
      this.#tellAttendees(night, head.id, {
        whom: isEverybody ? this.#own.keys() : touched,
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
    this.#sealing.watch(night, events)
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
    this.#sealing.watch(night)
    this.#own.forEach((own) => own.take(night))
    for (const [kind, listening] of this.#audiences) {
      listening.part = new SharedPart(this.#shared(kind, night, head.id), head.id)
      for (const [socket, identity] of listening.sockets)
        socket.emit('welcome', this.#welcome(this.#everything(identity, night, head.id), true))
    }
    this.tellCondition()
  }

  /** Tells screens how the server is, and what else is not of the night itself. */
  tellCondition(kinds: Iterable<AudienceKind> = this.#audiences.keys()): void {
    for (const kind of kinds)
      if (kind === 'attendee') this.#tellAttendeesCondition()
      else this.#deps.io.to(this.#room(kind)).emit('condition', this.#condition(kind))
  }

  #tellAttendeesCondition(): void {
    this.#deps.io.to(this.#room('attendee')).emit('condition', this.#condition('attendee'))
    for (const [attendee, { told }] of this.#own) if (told > 1) this.#tellDevices(attendee)
  }

  /** Tells an attendee on how many devices they are, where they are or were on several. */
  #tellDevices(attendee: AttendeeId): void {
    const own = this.#own.get(attendee)
    if (!own) return
    const { devices } = own
    if (devices === 1 && own.told === 1) return
    own.told = devices
    const condition = { ...this.#condition('attendee'), ...(devices > 1 && { devices }) }
    for (const socket of own.sockets.keys()) socket.emit('condition', condition)
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

  /** Says who is connected: `here` at once, elsewhere as far as is known. */
  #attend(): void {
    const here = this.#audiences.size > 0
    const anywhere = here || Object.keys(this.#presence.everywhere).length > 0
    this.#runtime.attend({ host: this.#audiences.has('host'), here, anywhere })
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
    if (audience.kind === 'attendee') {
      const own = this.#own.get(audience.attendee) ?? new OwnPart(audience.attendee)
      own.sockets.set(socket, device)
      this.#own.set(audience.attendee, own)
      // In the snapshot, or known: not told again.
      own.take(night)
      own.takeEnvelopes(this.#sealing.of(night, audience.attendee))
    }
  }

  /** All that somebody sees, as members of a JSON object. */
  #everything({ audience }: Identity, night: Night, head: CommitId): string {
    const { members } = this.#shared(audience.kind, night, head)
    if (audience.kind === 'attendee')
      return bothOf(members, this.#ownMembers(night, audience.attendee))
    if (!staff.includes(audience.kind)) return members
    return bothOf(members, `"roster":${JSON.stringify(rosterSlice(night))}`)
  }

  #ownMembers(night: Night, attendee: AttendeeId): string {
    const slices = membersOf(textsOf(ownSlices(night, attendee)))
    return bothOf(slices, envelopesMember(this.#sealing.of(night, attendee)))
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

  /** Envelopes that are new, to their phones alone; nobody acts on them now, and others go first. */
  async #tellEnvelopes(whom: Iterable<AttendeeId> | 'everyone'): Promise<void> {
    let told = 0
    for (const attendee of whom === 'everyone' ? [...this.#own.keys()] : whom) {
      if (++told % envelopesAtATime === 0) await turn()
      const own = this.#own.get(attendee)
      const { night } = this.#runtime
      const changed = own?.takeEnvelopes(this.#sealing.of(night, attendee))
      if (!own || !changed || !this.#audiences.has('attendee')) continue
      const frame = this.#frame('attendee', changed, { at: this.#deps.clock.now() })
      for (const socket of own.sockets.keys()) tellOne(socket, 'frame', frame)
    }
  }

  #tellEnvelopesTo(socket: NightSocket, { audience }: Identity): void {
    if (audience.kind !== 'attendee') return
    const envelopes = envelopesMember(this.#sealing.of(this.#runtime.night, audience.attendee))
    if (envelopes) tellOne(socket, 'frame', this.#frame('attendee', envelopes, { at: this.#deps.clock.now() })) // prettier-ignore
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
