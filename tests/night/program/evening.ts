// A monthly night as it is published, and the evening of 2 December 2026 as a clock.
import * as v from 'valibot'
import { decide } from '#night/decide.ts'
import { commandId, passId, segmentId } from '#night/ids.ts'
import { apply, command, emptyNight, type Command, type Night } from '#night/night.ts'
import type { Actor } from '#night/order.ts'
import type { Segment } from '#night/program/model.ts'
import { duration, instant, minutes, type Instant } from '#night/time.ts'
import { publicView } from '#night/views/public.ts'

const zero = Date.UTC(2026, 11, 2)

/** `'19:30'` or `'19:30:20'` of that evening. */
export const at = (clock: string): Instant => {
  const [h = 0, m = 0, s = 0] = clock.split(':').map(Number)
  return v.parse(instant, zero + ((h * 60 + m) * 60 + s) * 1000)
}

/** An instant of that evening as it is read from a clock. */
export const clock = (when: Instant | undefined): string =>
  when === undefined ? 'never' : new Date(when).toISOString().slice(11, 16)

const host: Actor = { role: 'host', pass: v.parse(passId, 'hostpass') }

export const segments = [
  { id: 'doors', kind: 'doors', title: null, start: at('18:30'), end: at('19:00') },
  { id: 'talks', kind: 'talks', title: null, start: at('19:00'), end: at('19:30') },
  { id: 'rounds', kind: 'rounds', title: null, start: at('19:30'), end: at('20:00') },
  { id: 'free', kind: 'free', title: null, start: at('20:00'), end: at('23:00') },
]

let given = 0

/** An evening that is told: orders change it, and it answers what the screens would show. */
export class Evening {
  readonly night: Night = emptyNight()

  constructor(queue: readonly { title: string; minutes: number; kind?: string }[] = []) {
    this.by({ role: 'owner' }, '12:00', {
      type: 'night/create',
      ...{ title: 'Paris P2P', venue: 'DOC!', link: null, topics: [], forecast: null },
      ...{ community: 'Paris P2P', date: '2026-12-02', code: 'ABCD', languages: ['fr', 'en'] },
      ...{ segments, tables: 30, eraseAt: at('23:00'), roomSecret: '0123456789abcdef' },
      queue: queue.map((talk) => ({
        ...{ kind: 'talk', speaker: 'Ada', language: null, line: '', link: null },
        ...talk,
      })),
    })
  }

  /** The host's order; throws what the rules said where they refuse. */
  order(when: string, given: object): this {
    return this.by(host, when, given)
  }

  by(by: Actor, when: string, order: object): this {
    const decision = this.asked(by, when, v.parse(command, order))
    if (!decision.ok) throw new Error(`expected it to be accepted, found ${decision.code}`)
    return this
  }

  /** The code of the refusal. */
  refused(when: string, order: object): string {
    const decision = this.asked(host, when, v.parse(command, order))
    return decision.ok ? 'accepted' : decision.code
  }

  /** So many people walk in, all with both languages. */
  people(count: number, when = '18:45'): this {
    for (let i = 0; i < count; i++)
      this.order(when, {
        type: 'door/walk-in',
        ...{ name: `Person ${i}`, languages: ['fr', 'en'], offers: [], seeks: [] },
        ...{ first: false, phoneless: false },
      })
    return this
  }

  undo(when: string): this {
    return this.order(when, { type: 'undo/take', of: this.night.undo.at(-1)?.of ?? '' })
  }

  segment(id: string): Segment {
    const found = this.night.program.segments.find((s) => s.id === id)
    if (!found) throw new Error(`expected a segment ${id}`)
    return found
  }

  get seen() {
    return publicView(this.night)
  }

  private asked(by: Actor, when: string, order: Command) {
    const id = v.parse(commandId, `command-${given++}`)
    const decision = decide(this.night, { id, at: at(when), by, command: order })
    if (decision.ok) for (const event of decision.events) apply(this.night, event)
    return decision
  }
}

export const minutesLong = (n: number) => v.parse(duration, minutes(n))
export const start = (id: string) => ({
  type: 'program/start',
  segment: v.parse(segmentId, id),
})
export const startRound = (number: number) => ({ type: 'rounds/start', number })
export const endRound = (number: number) => ({ type: 'rounds/end', number })
