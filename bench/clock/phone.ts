// A phone's clock as it is, on a device that is wrong by hours and drifts, over a line with weather.
import { Asking } from '#live/asking.ts'
import { Clock, type Sent } from '#live/clock.svelte.ts'
import { LocalTime } from '#live/local-time.ts'
import type { Instant } from '#night/time.ts'
import type { Frame, Welcome } from '#protocol/messages.ts'
import { bodyOf, Line } from '../wire/line.ts'
import { Way, type Weather } from './weather.ts'

export interface PhoneOptions {
  readonly url: string
  readonly auth: object
  /** By how much the device's clock is wrong, ms, and drifts, parts in a million. */
  readonly wrongBy: number
  readonly ppm: number
  readonly up: Weather
  readonly down: Weather
}

/** As a browser has it: in tenths of a millisecond. */
const grain = 0.1
const blurred = (ms: number): number => Math.floor(ms / grain) * grain

export class MeasuredPhone {
  readonly clock: Clock
  asked = 0
  readonly #asking: Asking
  readonly #up: Way
  readonly #down: Way
  #line: Line | null = null

  private constructor({ wrongBy, ppm, up, down }: PhoneOptions) {
    const drifting = () => performance.now() * (1 + ppm * 1e-6)
    const began = Date.now() + wrongBy - drifting()
    this.clock = new Clock(
      new LocalTime({
        steady: () => blurred(drifting()),
        wall: () => Math.floor(began + drifting()),
        isHidden: () => false,
        grain,
      }),
    )
    this.#up = new Way(up)
    this.#down = new Way(down)
    this.#asking = new Asking(this.clock, () => this.#ask())
  }

  /** Resolves when it is welcome, and knows the time for the first time. */
  static async open(options: PhoneOptions): Promise<MeasuredPhone> {
    const phone = new MeasuredPhone(options)
    phone.clock.begin({ offset: 0, rate: 1 })
    const sent = phone.clock.sent()
    await new Promise<void>((resolve) => phone.#up.carry(resolve))
    await new Promise<void>((resolve, reject) => {
      const heard = (message: Buffer) =>
        phone.#down.carry(() => phone.#heard(message, sent, resolve))
      Line.open({ url: options.url, auth: options.auth, heard }).then(
        (line) => (phone.#line = line),
        reject,
      )
    })
    void phone.#asking.begin()
    return phone
  }

  async close(): Promise<void> {
    this.#asking.stop()
    this.clock.stop()
    await this.#line?.close()
  }

  #heard(message: Buffer, sent: Sent, welcomed: () => void): void {
    if (message.includes('"welcome"')) {
      this.clock.heard(bodyOf<Welcome>(message).at, sent)
      welcomed()
    } else if (message.includes('"frame"')) this.clock.heard(bodyOf<Frame>(message).at)
  }

  #ask(): Promise<boolean> {
    this.asked++
    const sent = this.clock.sent()
    return new Promise((resolve) => {
      const answered = (answer: Buffer) =>
        this.#down.carry(() => {
          this.clock.heard(bodyOf<Instant>(answer), sent)
          resolve(true)
        })
      const ask = { sentAt: Math.round(sent.at) }
      this.#up.carry(() => void this.#line?.ask(ask, 'ping').then(answered, () => resolve(false)))
    })
  }
}
