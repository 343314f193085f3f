// The script of a rehearsal: doors, talks, five rounds, open tables, by people who are late, miss a
// round, leave one in the middle or have no phone. Everything goes over the real wire; nothing here looks into the server.
import * as v from 'valibot'
import { roundNumber, segmentId, tableNumber } from '#night/ids.ts'
import type { SegmentKind } from '#night/program/model.ts'
import { randomOf } from '#night/random.ts'
import { plus, seconds, type Instant } from '#night/time.ts'
import type { Part } from './cast.ts'
import { Guest, type Room } from './guest.ts'
import type { Pace } from './pace.ts'
import { observed, seated, type ObservedRound } from './observe.ts'
import { RoundPlay } from './round.ts'
import { Schedule } from './schedule.ts'

export interface Evening {
  readonly rounds: readonly ObservedRound[]
  readonly talksHeld: number
  readonly guests: readonly Guest[]
  /**
   * How long people waited alone at a table once the talking had begun, in seconds; null where the
   * evening was made shorter, and the minute after which others are offered was not.
   */
  readonly waits: readonly number[] | null
  /** The room's counter of meetings held, at the end. */
  readonly met: number
}

/** Minutes after the doors open. */
const plan = { talks: 30, rounds: 60, free: 90, end: 270 } as const
const proposals = 3
const askBefore = 4

export class Script {
  readonly #room: Room
  readonly #pace: Pace
  readonly #start: Instant
  readonly #schedule = new Schedule()
  readonly #guests: readonly Guest[]
  readonly #rounds: ObservedRound[] = []
  readonly #plays: RoundPlay[] = []
  #talksHeld = 0

  constructor(room: Room, cast: readonly Part[], pace: Pace) {
    this.#room = room
    this.#pace = pace
    this.#start = pace.now()
    this.#guests = cast.map((part) => new Guest(part, room))
  }

  /** Holds the whole evening. */
  async hold(): Promise<Evening> {
    this.#at(0, () => this.#begin('doors'))
    for (const guest of this.#guests) {
      const { late, random } = guest.part
      const minute = late ? plan.rounds + 1 + random.below(35) : 1 + random.below(plan.talks + 20)
      this.#at(minute + random.below(60) / 60, () => guest.arrive())
    }
    this.#at(plan.talks - 4, () => this.#propose())
    this.#at(plan.talks, () => this.#begin('talks'))
    this.#at(plan.talks, () => this.#nextTalk())
    await this.#schedule.run(this.#pace)
    return {
      ...{ rounds: this.#rounds, talksHeld: this.#talksHeld, guests: this.#guests },
      waits: this.#pace.isShortened
        ? null
        : this.#plays.flatMap((play) => play.places.waits.map((wait) => wait / 1000)),
      met: this.#room.host.view.round?.met ?? 0,
    }
  }

  #at(minute: number, act: () => Promise<void>): void {
    this.#schedule.at(plus(this.#start, this.#pace.span(minute)), act)
  }

  /** So many minutes from now. */
  #in(minutes: number, act: () => Promise<void>): void {
    this.#schedule.at(plus(this.#pace.now(), this.#pace.span(minutes)), act)
  }

  /** Lets what is gathered (counts, votes, the host's desk) reach the screens. */
  async #gathered(): Promise<void> {
    await this.#pace.reach(plus(this.#pace.now(), seconds(0.2)))
  }

  async #begin(kind: SegmentKind): Promise<void> {
    const segment = this.#room.host.view.program?.segments.find((s) => s.kind === kind)
    if (!segment) return
    const id = v.parse(segmentId, segment.id)
    await this.#room.host.send({ type: 'program/start', segment: id })
  }

  /** Three people propose a talk each, everybody else supports one, the host accepts two. */
  async #propose(): Promise<void> {
    const { host, seed } = this.#room
    const phones = this.#guests.flatMap((g) => (g.phone ? [{ g, phone: g.phone }] : []))
    const random = randomOf(`talks:${seed}`)
    for (const { g, phone } of phones.slice(0, proposals))
      await phone.send({
        type: 'talks/propose',
        title: `What ${g.part.name} learned about ${g.part.offers[0] ?? 'meetups'}`,
        minutes: 10,
        language: g.part.languages[0] ?? 'fr',
        line: '',
        link: null,
      })
    const count = Math.min(proposals, phones.length)
    const proposed = () => (host.view.talks?.list ?? []).filter((t) => t.state === 'proposed')
    await host.until('the proposals', () => proposed().length === count)
    const talks = proposed()
    for (const { phone } of phones.slice(proposals)) {
      const talk = random.pick(talks)
      if (talk) await phone.send({ type: 'talks/support', talk: talk.id })
    }
    for (const talk of talks.slice(0, 2)) await host.send({ type: 'talks/accept', talk: talk.id })
    await host.until(
      'the accepted talks',
      () => proposed().length === talks.length - Math.min(2, talks.length),
    )
  }

  async #nextTalk(): Promise<void> {
    const { host } = this.#room
    const talk = host.view.talks?.list.find((t) => t.state === 'accepted' && t.kind !== 'free-slot')
    if (!talk) {
      const roundsAt = plus(this.#start, this.#pace.span(plan.rounds - 2))
      const at = Math.max(roundsAt, this.#pace.now()) as Instant
      this.#schedule.at(at, () => this.#startRound(1))
      return
    }
    await host.send({ type: 'talks/call', talk: talk.id })
    this.#in(talk.minutes, async () => {
      await host.send({ type: 'talks/stop', talk: talk.id })
      await host.until('the stage to be free', (view) => view.talks?.stage === null)
      this.#talksHeld++
      this.#in(0.2, () => this.#nextTalk())
    })
  }

  /** In the middle of the rounds the host asks who is still in, and nearly everybody says so. */
  async #nextRound(n: number): Promise<void> {
    if (n === askBefore) {
      const { host } = this.#room
      await host.send({ type: 'rounds/ask-room', number: v.parse(roundNumber, n) })
      for (const guest of this.#guests)
        if (this.#isPresent(guest) && guest.part.random.below(20) > 0)
          await guest.does({ type: 'rounds/still-in' })
    }
    this.#in(0.2, () => this.#startRound(n))
  }

  async #startRound(n: number): Promise<void> {
    const { host } = this.#room
    const number = v.parse(roundNumber, n)
    await host.send({ type: 'rounds/plan', number })
    await host.send({ type: 'rounds/start', number })
    await this.#gathered()
    await host.until(`round ${n}`, (view) => view.desk?.round?.number === n)
    const present = this.#guests.filter((g) => this.#isPresent(g))
    await Promise.all(present.map((g) => g.phone?.until(`a seat in round ${n}`, seated(n))))
    const seats = host.view.desk?.round
    const round = host.view.round
    if (!seats || !round) throw new Error(`expected round ${n} on the host's desk, found none`)
    const announced = observed(n, seats, this.#guests, host.view.desk?.present ?? 0)

    const { startsAt, endsAt } = round
    const play = new RoundPlay({
      ...{ number: n, startsAt, endsAt, guests: this.#guests, host, seed: this.#room.seed },
      ...{ pace: this.#pace, schedule: this.#schedule },
    })
    play.begin(seats)
    this.#plays.push(play)
    this.#schedule.at(plus(endsAt, this.#pace.span(0.3)), () => this.#roundOver(n, announced))
  }

  async #roundOver(n: number, announced: ObservedRound): Promise<void> {
    const { host } = this.#room
    await this.#gathered()
    await host.until(`the end of round ${n}`, (view) => {
      const round = view.desk?.round
      return round?.number === n && round.phase === 'over'
    })
    const final = host.view.desk?.round
    if (final)
      this.#rounds.push({
        ...observed(n, final, this.#guests, announced.present),
        announced: announced.people,
        stranded: announced.stranded,
      })
    for (const guest of this.#guests) {
      const { misses, returns } = guest.part
      const seat = final?.pairings.find((p) => guest.id !== null && p.people.includes(guest.id))
      if (seat && misses !== n && guest.part.random.below(5) > 0)
        await guest.does({ type: 'rounds/met', number: v.parse(roundNumber, n) })
      if (misses === n && returns) await guest.does({ type: 'door/come-back' })
    }
    if (n < (host.view.round?.count ?? 0)) this.#in(0.2, () => this.#nextRound(n + 1))
    else this.#in(1, () => this.#free())
  }

  async #free(): Promise<void> {
    await this.#begin('free')
    const phones = this.#guests.flatMap((g) => (g.phone ? [g.phone] : []))
    const hosts = phones.slice(0, Math.min(5, Math.ceil(phones.length / 3)))
    for (const [i, phone] of hosts.entries())
      await phone.send({
        type: 'floor/claim',
        table: v.parse(tableNumber, i + 1),
        topic: `Open table ${i + 1}`,
      })
    for (const [i, phone] of phones.slice(hosts.length).entries())
      await phone.send({ type: 'floor/join', table: v.parse(tableNumber, (i % hosts.length) + 1) })
    this.#in(25, async () => {
      await hosts[0]?.send({ type: 'floor/renew', table: v.parse(tableNumber, 1) })
    })
    const end = Math.max(plus(this.#start, this.#pace.span(plan.end)), this.#pace.now()) as Instant
    this.#schedule.at(end, async () => {
      await this.#room.host.send({ type: 'program/end' })
    })
  }

  #isPresent(guest: Guest): boolean {
    if (guest.phone) return guest.phone.view.me?.state === 'present'
    return guest.id !== null && this.#room.host.view.roster?.[guest.id]?.state === 'present'
  }
}
