// Rounds as all screens show them: at once, in agreement, and nobody twice.
import { test } from '@playwright/test'
import type { Display } from './display.ts'
import { firstSeen, ownSpread, spread } from './first-seen.ts'
import type { Host } from './host.ts'
import { expect } from './patience.ts'
import type { Phone, Seat } from './phone.ts'

export type Seats = ReadonlyMap<string, Seat>

/** What nobody in a hall would call «at once» any more. */
const atOnceMs = 1_000

interface Hall {
  readonly host: Host
  readonly display: Display
  readonly phones: readonly Phone[]
  /** Real time from the start of a round to its reveal, at least, ms. */
  readonly leadMs: number
}

export class Rounds {
  /** How far apart the screens were in showing each round, and its end, ms. */
  readonly reveals: number[] = []
  readonly ends: number[] = []
  /** In which round two people met. */
  readonly met = new Map<string, number>()
  readonly #hall: Hall

  constructor(hall: Hall) {
    this.#hall = hall
  }

  /** Starts a round; what each of the phones that can know says of it, by name. */
  async start(number: number, present: number, phones = this.#hall.phones) {
    const { host, display, leadMs } = this.#hall
    const tables = Math.floor(present / 2)
    await host.next(`Start round ${number}: ${present} people, ${tables} tables`)
    const pressedAt = await host.pressedAt()
    const seats = new Map<string, Seat>()
    await Promise.all(phones.map(async (phone) => seats.set(phone.name, await phone.seat(number))))
    await expect(display.heading(new RegExp(`(Round|Tour) ${number}`))).toBeVisible()
    const shown = await this.#seenAtOnce(`reveal ${number}`, phones)
    this.reveals.push(spread(shown))
    // A twentieth of a second for what a phone may be wrong about the server's clock.
    expect(Math.min(...shown.map(({ at }) => at)), 'nobody sees it earlier').toBeGreaterThan(
      pressedAt + leadMs - 50,
    )
    return seats
  }

  /** Partners agree on each other, the table and the sign; nobody has met before. */
  meet(number: number, seats: Seats): void {
    for (const [name, { sign, table, partners }] of seats) {
      for (const partner of partners) {
        const theirs = seats.get(partner)
        if (theirs) {
          expect(theirs, `${name} and ${partner}`).toMatchObject({ sign, table })
          expect(theirs.partners).toContain(name)
        }
        const pair = [name, partner].sort().join(' & ')
        expect(this.met.get(pair) ?? number, `${pair} meet in round ${number}`).toBe(number)
        this.met.set(pair, number)
      }
    }
  }

  /** Every sign is on the display, with its table. */
  async areOnTheWall(seats: Seats): Promise<void> {
    for (const { sign, table } of seats.values())
      await expect(this.#hall.display.pairing(sign)).toContainText(new RegExp(`(^|\\D)${table}\\b`))
  }

  /** Whoever said «I'm here» is seen by their partners. */
  async seeEachOther(seats: Seats): Promise<void> {
    for (const phone of this.#hall.phones)
      for (const partner of seats.get(phone.name)?.partners ?? [])
        await expect(phone.hasSeen(partner)).toBeVisible()
  }

  /** The host ends it. */
  async end(number: number): Promise<void> {
    await this.#hall.host.next(`End round ${number} now`, 'End the round')
    await this.areOver(number)
  }

  /** It is over on every phone, whoever or whatever ended it. */
  areOver = (
    number: number,
    phones: readonly Phone[] = this.#hall.phones,
    withinMs = 15_000,
  ): Promise<unknown> =>
    Promise.all(
      phones.map(({ heading, says }) =>
        expect(heading(number === 5 ? says.lastOver : says.over(number))).toBeVisible({
          timeout: withinMs,
        }),
      ),
    )

  /** It ended by the clock: on all screens at once. */
  async endedAtOnce(number: number): Promise<void> {
    this.ends.push(spread(await this.#seenAtOnce(`over ${number}`, this.#hall.phones)))
  }

  /** Writes down how well it went. */
  report(seconds: number): void {
    const figures = [
      `reveals on 7 screens within ${this.reveals.join(', ')} ms`,
      `a round's end on 7 screens, one without a line, within ${this.ends.join(', ')} ms`,
      `${seconds.toFixed(0)} s`,
    ].join('; ')
    console.log(`browser journey: ${figures}`)
    test.info().annotations.push({ type: 'browser journey', description: figures })
  }

  async #seenAtOnce(what: string, phones: readonly Phone[]) {
    const pages = [...phones.map(({ page }) => page), this.#hall.display.page]
    const shown = await firstSeen(pages, what)
    expect(ownSpread(shown), `${what} at once`).toBeLessThan(atOnceMs)
    return shown
  }
}
