// One screen's state of one night: the slices it was sent, kept on the device, on a corrected clock.
import { createContext } from 'svelte'
import type { AttendeeId, CommitId, NightId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { AudienceKind } from '#night/views/audience.ts'
import type { RosterEntry, ViewOf } from '#night/views/index.ts'
import { followsAfterMs } from '#protocol/heartbeat.ts'
import { protocolVersion } from '#protocol/version.ts'
import type { Joined } from '#protocol/http.ts'
import type { Answer, Frame, Hello, Welcome, WireCode } from '#protocol/messages.ts'
import { comingRounds } from '#night/rounds/timetable.ts'
import { Clock, type Setting } from './clock.svelte.ts'
import { Connection } from './connection.svelte.ts'
import { deviceAt, identityOf, keepIdentity } from './identity.ts'
import { Outbox } from './outbox.svelte.ts'
import { forget, recall, remember, whenElsewhere } from './storage.ts'

interface Kept<K extends AudienceKind> {
  readonly head: CommitId
  readonly view: ViewOf<K>
  /** The server's time when it was last heard. */
  readonly heardAt: number
  readonly clock?: Setting
}

const saveAfterMs = 300

export class LiveNight<K extends AudienceKind> {
  /** What this screen may see; null until the first snapshot ever. */
  view = $state.raw<ViewOf<K> | null>(null)
  /** Set when the server will not have this screen (any more): its pass, its age, or the night is gone. */
  farewell = $state.raw<WireCode | null>(null)
  /** The server's time when it was last heard; 0 before. */
  heardAt = $state.raw(0)

  readonly night: NightId
  readonly as: K
  readonly clock = new Clock()
  readonly connection: Connection
  readonly outbox: Outbox
  #head: CommitId | null = null
  #save: ReturnType<typeof setTimeout> | undefined
  /** Something was heard since it was last written down. */
  #isNews = false
  /** Of an attendee. Also in memory: a store that is wiped under the page does not end the evening. */
  readonly #identity: Joined | null
  readonly #stops: (() => void)[] = []

  constructor(night: NightId, as: K) {
    this.night = night
    this.as = as
    this.#identity = as === 'attendee' ? identityOf(night) : null
    const isKept = (value: unknown): value is Kept<K> =>
      typeof value === 'object' && value !== null && 'head' in value && 'view' in value
    const kept = recall(this.#name, isKept)
    if (kept) {
      this.view = kept.view
      this.#head = kept.head
      this.heardAt = kept.heardAt
    }
    this.clock.begin(kept?.clock ?? { offset: 0, rate: 1 })
    this.#alarm()
    this.outbox = new Outbox(`${night}:${as}`, (message) => this.connection.ask(message))
    this.connection = new Connection(this.clock, {
      hello: () => this.#hello(),
      welcome: (welcome) => this.#welcome(welcome),
      frame: (frame) => this.#frame(frame),
      heard: () => {
        this.heardAt = Math.max(this.heardAt, this.clock.read())
        this.#isNews = true
      },
      well: () => void this.outbox.drain(),
      farewell: (code) => this.#farewell(code),
    })
    // Whatever may be the last that this page does.
    const lasts = [
      [window, 'pagehide'],
      [document, 'freeze'],
      [document, 'visibilitychange'],
    ] as const
    for (const [of, last] of lasts) {
      of.addEventListener(last, this.#store)
      this.#stops.push(() => of.removeEventListener(last, this.#store))
    }
    this.#stops.push(
      whenElsewhere(this.#name, (what) => {
        if (what === 'wiped') this.#keepAnew()
      }),
      // In another tab its owner had this device forget them: nothing is written back.
      whenElsewhere(`badge:${night}`, (what) => {
        if (what === 'forgotten') this.forget()
      }),
    )
  }

  /** Whether the server hears this screen right now. */
  get live(): boolean {
    return this.connection.state === 'live'
  }

  /** Whether nobody answers. */
  get isAway(): boolean {
    return this.connection.state === 'away'
  }

  /** Whether nobody is heard, for so long that the screen goes by the published program. */
  get isSilent(): boolean {
    const since = (this.clock.now - this.heardAt) / this.clock.rate
    return this.isAway && this.heardAt > 0 && since >= followsAfterMs
  }

  /** Whether the server serves, and records nothing for now: what is tapped is kept. */
  get storeAway(): boolean {
    return this.live && this.connection.condition.away === true
  }

  /** Sends a command, now or when the line is back. Resolves with its answer. */
  send(command: Command): Promise<Answer> {
    return this.outbox.send(command)
  }

  close(): void {
    this.#store()
    clearTimeout(this.#save)
    for (const stop of this.#stops) stop()
    this.outbox.close()
    this.clock.stop()
    this.connection.close()
  }

  /** Lets go of all it knows; nothing is sent or written down any more. */
  forget(): void {
    this.#isNews = false
    this.close()
    this.view = null
  }

  get #name(): string {
    return `view:${this.night}:${this.as}`
  }

  #hello(): Hello {
    const isAttendee = this.as === 'attendee'
    const identity = isAttendee ? (identityOf(this.night) ?? this.#identity) : null
    return {
      version: protocolVersion,
      night: this.night,
      as: this.as,
      ...(identity && { pass: identity.pass }),
      ...(isAttendee && { device: deviceAt(this.night) }),
      head: this.view ? this.#head : null,
      ...(this.outbox.newest && { answered: this.outbox.newest }),
    }
  }

  #welcome(welcome: Welcome): void {
    this.farewell = null
    this.#head = welcome.head
    // A snapshot for this audience holds every slice of its view.
    if (welcome.snapshot) this.view = welcome.snapshot as ViewOf<K>
    this.#heard(welcome.at)
    if (welcome.forgotten) this.outbox.offerAgain()
    void this.outbox.drain()
  }

  #frame(frame: Frame): void {
    if (!this.view) return
    this.#head = frame.head
    const next = { ...this.view, ...frame.slices }
    this.view = frame.roster ? { ...next, roster: this.#patched(frame.roster) } : next
    this.#heard(frame.at)
  }

  #patched(patch: NonNullable<Frame['roster']>): Record<AttendeeId, RosterEntry> {
    const view: object | null = this.view
    const roster = view && 'roster' in view ? (view.roster as Record<AttendeeId, RosterEntry>) : {}
    const merged: Record<AttendeeId, RosterEntry> = { ...roster }
    for (const [id, entry] of Object.entries(patch) as [AttendeeId, RosterEntry | null][]) {
      if (entry) merged[id] = entry
      else delete merged[id]
    }
    return merged
  }

  #heard(at: number): void {
    this.heardAt = at
    this.#isNews = true
    this.#alarm()
    clearTimeout(this.#save)
    this.#save = setTimeout(this.#store, saveAfterMs)
  }

  #alarm(): void {
    const { view } = this
    const rounds = view ? [view.round, ...comingRounds(view)] : []
    const times = rounds.flatMap(({ revealAt, startsAt, endsAt }) => [revealAt, startsAt, endsAt])
    const stage = view && 'talks' in view ? view.talks.stage : null
    this.clock.alarms(stage ? [...times, stage.endsAt] : times)
  }

  #farewell(code: WireCode): void {
    // Whatever was wrong with what this screen said it has: it asks for everything.
    this.#head = null
    if (code === 'wire/malformed' || code === 'wire/too-fast' || code === 'wire/failed') return
    this.farewell = code
    if (code !== 'wire/night-erased' && code !== 'wire/no-pass') return
    // What this screen was not meant to keep, it does not keep.
    forget(this.#name)
    this.view = null
  }

  /** The store was wiped under this page. */
  #keepAnew(): void {
    this.#isNews = true
    this.#store()
  }

  #store = (): void => {
    // A tab that heard nothing new leaves alone what another one wrote.
    if (!this.view || !this.#head || !this.#isNews) return
    this.#isNews = false
    if (this.#identity && !identityOf(this.night)) keepIdentity(this.night, this.#identity)
    remember(this.#name, {
      head: this.#head,
      view: this.view,
      heardAt: this.heardAt,
      clock: this.clock.setting,
    } satisfies Kept<K>)
  }
}

export const [attendeeNight, setAttendeeNight] = createContext<LiveNight<'attendee'>>()
export const [doorNight, setDoorNight] = createContext<LiveNight<'door'>>()
export const [hostNight, setHostNight] = createContext<LiveNight<'host'>>()
export const [displayNight, setDisplayNight] = createContext<LiveNight<'display'>>()
