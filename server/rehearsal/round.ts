// How people live a round: they walk, tap or forget to, wait, take what is offered, leave and return.
// What they know is what their own phone shows; who has none is looked after by the host.
import * as v from 'valibot'
import { roundNumber, type AttendeeId } from '#night/ids.ts'
import { randomOf, type Random } from '#night/random.ts'
import type { DeskSlice } from '#night/views/host.ts'
import { plus, seconds, type Duration, type Instant } from '#night/time.ts'
import type { Guest } from './guest.ts'
import type { Pace } from './pace.ts'
import { Places } from './places.ts'
import type { Schedule } from './schedule.ts'
import type { Screen } from './screen.ts'

type Seats = NonNullable<DeskSlice['round']>

/** How often people look around, in seconds. */
const lookEvery = 5

/** Seconds that people take, from the least to the most. */
const takes = {
  /** From the phone in the hand to the tap. */
  tap: [3, 10],
  /** To another table of the same hall. */
  walk: [8, 15],
  /** Until who forgot to tap looks at the phone, sitting alone. */
  wonder: [35, 55],
  /** Until the impatient say that nobody came. */
  wait: [20, 45],
  /** Until the host stands at the table. */
  host: [10, 20],
} as const

export interface RoundDeps {
  readonly number: number
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly guests: readonly Guest[]
  readonly host: Screen
  readonly seed: string
  readonly pace: Pace
  readonly schedule: Schedule
}

export class RoundPlay {
  readonly places: Places
  readonly #deps: RoundDeps
  readonly #number
  readonly #random: Random
  /** What is under way, so that nobody begins it twice. */
  readonly #begun = new Set<string>()
  /** Gone for now, by their position in the cast. */
  readonly #gone = new Set<number>()

  constructor(deps: RoundDeps) {
    this.#deps = deps
    this.#number = v.parse(roundNumber, deps.number)
    this.#random = randomOf(`round:${deps.seed}:${deps.number}`)
    this.places = new Places(deps.startsAt)
  }

  /** Everybody but those who miss it walks in good time, and looks around from then on. */
  begin(seats: Seats): void {
    const { startsAt, endsAt, number } = this.#deps
    for (const { people, table } of seats.pairings) {
      for (const id of people) {
        const guest = this.#byId(id)
        if (!guest || guest.part.misses === number) continue
        const early = this.#span(this.#random.below(60))
        this.#at((startsAt - early) as Instant, () => this.#arrive(guest, table))
        if (guest.part.leaves === number) this.#leaveAndReturn(guest)
      }
    }
    for (let at = startsAt; at < endsAt; at = plus(at, this.#span(lookEvery)))
      this.#at(at, () => this.#lookAround())
    this.#at(endsAt, () => Promise.resolve(this.places.end(endsAt)))
  }

  #at(at: Instant, act: () => Promise<void>): void {
    this.#deps.schedule.at(at, act)
  }

  /** Later in the round, after what these take; once for each name. */
  #soon(name: string, span: readonly [number, number], act: () => Promise<void>): void {
    if (this.#begun.has(name)) return
    this.#begun.add(name)
    const [least, most] = span
    const at = plus(this.#now, this.#span(least + this.#random.below(most - least + 1)))
    if (at < this.#deps.endsAt) this.#at(at, act)
  }

  /** Also of those who came in since. */
  #byId(id: AttendeeId): Guest | undefined {
    return this.#deps.guests.find((g) => g.id === id)
  }

  /** So many seconds of the evening. */
  #span(seconds: number): Duration {
    return this.#deps.pace.span(seconds / 60)
  }

  get #now(): Instant {
    return this.#deps.pace.now()
  }

  async #arrive(guest: Guest, table: number): Promise<void> {
    const { index, manner } = guest.part
    if (this.#gone.has(index)) return
    this.places.sit(index, table, this.#now)
    if (manner !== 'forgets') await guest.does({ type: 'rounds/here', number: this.#number })
  }

  #leaveAndReturn(guest: Guest): void {
    const { startsAt } = this.#deps
    const leaves = plus(startsAt, this.#span(90 + this.#random.below(240)))
    const away = this.#span(60 + this.#random.below(150))
    this.#at(leaves, async () => {
      this.#gone.add(guest.part.index)
      this.places.rise(guest.part.index, this.#now)
      await guest.does({ type: 'door/sit-out' })
    })
    this.#at(plus(leaves, away), async () => {
      this.#gone.delete(guest.part.index)
      await guest.does({ type: 'door/come-back' })
    })
  }

  /** The host looks at the desk, whoever sits alone at their phone, and whoever sits elsewhere walks. */
  async #lookAround(): Promise<void> {
    const { host, pace } = this.#deps
    // What is gathered for the desk has to reach it.
    await pace.reach(plus(this.#now, seconds(0.2)))
    await host.heard()
    const seats = host.view.desk?.round
    if (seats?.number !== this.#number || seats.phase === 'over') return
    for (const { people, table } of seats.pairings) {
      for (const id of people) this.#followSeat(this.#byId(id), table)
    }
    this.#followByes(seats.byes)
    for (const offer of seats.offers) await this.#offered(offer)
    for (const guest of this.#deps.guests) {
      if (this.places.isAlone(guest.part.index)) this.#waitAlone(guest)
    }
  }

  /** Whoever is told to sit out gets up. */
  #followByes(byes: readonly AttendeeId[]): void {
    for (const id of byes) {
      const guest = this.#byId(id)
      if (guest) this.places.rise(guest.part.index, this.#now)
    }
  }

  /** Whoever has another table now, or one at last, walks there. */
  #followSeat(guest: Guest | undefined, table: number): void {
    if (!guest) return
    const { index, misses } = guest.part
    if (misses === this.#number || this.#gone.has(index)) return
    const here = this.places.tableOf(index)
    if (here === table || (here === undefined && this.#now < this.#deps.startsAt)) return
    this.#soon(`walk ${index} ${table}`, takes.walk, () => this.#arrive(guest, table))
  }

  async #offered(offer: Seats['offers'][number]): Promise<void> {
    const key = `${offer.kind} ${offer.alone.join()} ${offer.waiting ?? ''} ${offer.table}`
    if (offer.kind === 'host') {
      const [alone] = offer.alone
      const guest = alone && this.#byId(alone)
      if (guest && !this.places.isAlone(guest.part.index)) return this.#allHere(guest, key)
      this.#soon(key, takes.host, () =>
        Promise.resolve(this.places.hostComes(offer.table, this.#now)),
      )
      return
    }
    for (const id of [...offer.alone, ...(offer.waiting ? [offer.waiting] : [])]) {
      const guest = this.#byId(id)
      if (!guest) continue
      await guest.phone?.heard()
      if (guest.phone && !offerOn(guest.phone)) continue
      const { index } = guest.part
      if (offer.alone.includes(id) && !this.places.isAlone(index)) this.#allHere(guest, key)
      else
        this.#soon(`take ${index} ${key}`, takes.tap, () =>
          guest.does({ type: 'rounds/take-offer', number: this.#number }),
        )
    }
  }

  /** Somebody who did not tap sits with them. */
  #allHere(guest: Guest, key: string): void {
    const { index } = guest.part
    if (this.places.tableOf(index) === undefined) return
    this.#soon(`all ${index} ${key}`, takes.tap, () =>
      guest.does({ type: 'rounds/all-here', number: this.#number }),
    )
  }

  /** Alone at a table, people look at their phones sooner or later, each in their manner. */
  #waitAlone(guest: Guest): void {
    const { index, manner } = guest.part
    const table = this.places.tableOf(index) ?? 0
    if (manner === 'forgets')
      this.#soon(`wonder ${index} ${table}`, takes.wonder, async () => {
        if (!this.places.isAlone(index)) return
        if (guest.phone?.view.seat?.kind === 'missed') await this.#comeBack(guest)
        else await guest.does({ type: 'rounds/here', number: this.#number })
      })
    if (manner === 'impatient')
      this.#soon(`wait ${index} ${table}`, takes.wait, async () => {
        if (this.places.isAlone(index)) await this.#sayMissing(guest)
      })
  }

  /** Their partner found somebody else, because they had not tapped: they get up, and are in again. */
  async #comeBack(guest: Guest): Promise<void> {
    this.places.rise(guest.part.index, this.#now)
    await guest.does({ type: 'door/come-back' })
  }

  /** At a table of three, each of the two others is named in turn. */
  async #sayMissing(guest: Guest): Promise<void> {
    const type = 'rounds/partner-missing'
    const seats = this.#deps.host.view.desk?.round
    const at = seats?.pairings.find((p) => guest.id !== null && p.people.includes(guest.id))
    if (at?.people.length === 3) await guest.does({ type, number: this.#number, partner: 1 })
    await guest.does({ type, number: this.#number })
  }
}

const offerOn = (phone: Screen): boolean => {
  const seat = phone.view.seat
  return seat !== undefined && seat !== null && 'offer' in seat && seat.offer !== null
}
