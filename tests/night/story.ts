// Rules are told as stories: given what happened, when somebody asks, then facts or a reason.
import { expect } from 'vitest'
import { decide } from '#night/decide.ts'
import type { Decision } from '#night/rule.ts'
import { apply, emptyNight, type Command, type Night, type NightEvent } from '#night/night.ts'
import type { AttendeeId, CommandId, PassId, SegmentId } from '#night/ids.ts'
import type { Actor } from '#night/order.ts'
import type { Planned } from '#night/rounds/seating.ts'
import type { Duration, Instant } from '#night/time.ts'
import { attendeeIdFrom } from '#night/door/decide.ts'

/** 2 December 2026 at a time of the evening in Paris, as «18:30» or «18:30:05». */
export const clock = (time: string): Instant => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return Date.UTC(2026, 11, 2, hours - 1, minutes, seconds) as Instant
}

export const minutes = (n: number): Duration => (n * 60_000) as Duration
export const host: Actor = { role: 'host', pass: 'hostpass0001' as PassId }
export const door: Actor = { role: 'door', pass: 'doorpass0001' as PassId }
export const owner: Actor = { role: 'owner' }
export const system: Actor = { role: 'system' }
export const guest: Actor = { role: 'guest' }

const segment = (
  id: string,
  kind: 'doors' | 'talks' | 'rounds' | 'free',
  from: string,
  to: string,
) => ({
  ...{ id: id as SegmentId, kind, title: null, start: clock(from), end: clock(to) },
})

export const monthly: Command = {
  type: 'night/create',
  title: 'Paris P2P #12',
  community: 'Paris P2P',
  venue: 'Ground Control',
  link: null,
  date: '2026-12-02',
  code: 'K7Q4',
  languages: ['fr', 'en'],
  topics: ['mesh radio', 'governance'],
  forecast: 50,
  segments: [
    segment('doors', 'doors', '18:30', '19:00'),
    segment('talks', 'talks', '19:00', '19:30'),
    segment('rounds', 'rounds', '19:30', '20:00'),
    segment('free', 'free', '20:00', '23:00'),
  ],
  tables: 20,
  queue: [],
  eraseAt: clock('23:00'),
  roomSecret: 'a-secret-of-the-room',
}

/** A night that is told, order by order; each has an instant, and one may ask what came of it. */
export class Story {
  readonly night: Night = emptyNight()
  readonly events: NightEvent[] = []
  #orders = 0
  #at = clock('18:00')
  #planned: Planned | undefined
  #last: Decision = { ok: true, events: [] }
  #lastId = '' as CommandId

  constructor() {
    this.when(owner, monthly)
  }

  /** It is now so late. */
  at(time: string): this {
    this.#at = clock(time)
    return this
  }

  /** What a worker has planned for the next order. */
  planned(planned: Planned): this {
    this.#planned = planned
    return this
  }

  /** Somebody asks; what is accepted, happens. */
  when(by: Actor, command: Command, id?: string): this {
    this.#lastId = (id ?? `order-${String(++this.#orders).padStart(4, '0')}`) as CommandId
    const planned = this.#planned ? { planned: this.#planned } : {}
    this.#planned = undefined
    this.#last = decide(this.night, { id: this.#lastId, at: this.#at, by, command, ...planned })
    if (this.#last.ok)
      for (const event of this.#last.events) {
        this.events.push(event)
        apply(this.night, event)
      }
    return this
  }

  /** The same, for what must be accepted for the story to go on. */
  given(by: Actor, command: Command, id?: string): this {
    return this.when(by, command, id).thenAccepted()
  }

  /** Somebody joins and is let in; their id follows from their name. */
  enters(
    name: string,
    said: Partial<{ languages: ('fr' | 'en')[]; offers: string[]; phoneless: boolean }> = {},
  ): this {
    const { languages = ['fr', 'en'], offers = [], phoneless = false } = said
    const profile = { name, languages, offers, seeks: [], first: false }
    if (phoneless)
      return this.given(door, { type: 'door/walk-in', ...profile, phoneless }, `joins-${name}`)
    return this.given(guest, { type: 'door/join', ...profile }, `joins-${name}`).given(door, {
      type: 'door/check-in',
      for: idOf(name),
    })
  }

  thenAccepted(): this {
    expect(this.#last).toMatchObject({ ok: true })
    return this
  }

  /** Exactly these facts, by type; what a host may take back is left out. */
  then(...types: NightEvent['type'][]): this {
    this.thenAccepted()
    const happened = this.#last.ok ? this.#last.events.map((e) => e.type) : []
    expect(happened.filter((type) => type !== 'undo/offered')).toEqual(types)
    return this
  }

  thenRefused(code: string): this {
    expect(this.#last).toMatchObject({ ok: false, code })
    return this
  }

  /** The host takes the last order back. */
  undone(): this {
    return this.given(host, { type: 'undo/take', of: this.#lastId })
  }

  get decision(): Decision {
    return this.#last
  }
}

export const idOf = (name: string): AttendeeId => attendeeIdFrom(`joins-${name}`)
export const as = (name: string): Actor => ({ role: 'attendee', attendee: idOf(name) })
export const tonight = (): Story => new Story()
