// The server's time, ticking here: on every whole second, and exactly at the instants that matter.
import type { Instant } from '#night/time.ts'
import { boundOf, narrowed, offsetOf, type OffsetInterval, type RoundTrip } from './offset.ts'

/** How a clock was set, to set it again. */
export interface Setting {
  readonly offset: number
  readonly rate: number
}

export class Clock {
  /** The server's time, as of the last tick. */
  now = $state.raw(Math.round(Date.now()) as Instant)
  /** How far `now` may be from the truth, ms. */
  bound = $state.raw(Infinity)

  /** How fast the server's time passes; only a rehearsal's is not 1. */
  #rate = 1
  #known: OffsetInterval | null = null
  /** From before a reload, until the first round trip knows better. */
  #guess = 0
  #alarms: readonly Instant[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  /** The server's time at this very moment, between ticks. */
  read(): Instant {
    return Math.round(this.local() + this.offset) as Instant
  }

  /** Server minus local, ms, as far as known. */
  get offset(): number {
    return this.#known ? offsetOf(this.#known) : this.#guess
  }

  get rate(): number {
    return this.#rate
  }

  /** Starts ticking by what was known earlier: a page that opens offline goes on all the same. */
  begin({ offset, rate }: Setting): void {
    this.#guess = offset
    this.#rate = rate
    this.tick()
  }

  /**
   * Goes by what the server says its time is, a line's delay ago, until a round trip proves more:
   * a phone whose own clock is wrong shows no wrong moment on the way.
   */
  suppose(at: Instant): void {
    if (this.#known) return
    this.#guess = at - this.local()
    this.tick()
  }

  /** This device's own time, at the server's rate: what round trips are measured in. */
  local(): number {
    return Date.now() * this.#rate
  }

  /** Takes over the rate of the server's time; what was proved at another rate is forgotten. */
  runAt(rate: number): void {
    if (rate === this.#rate) return
    this.#rate = rate
    this.#known = null
    this.#guess = 0
  }

  /** Takes in one round trip, in local milliseconds and the server's. */
  learn(trip: RoundTrip): void {
    this.#known = narrowed(this.#known, trip)
    this.bound = boundOf(this.#known)
    this.tick()
  }

  /** Ticks exactly at these instants too: reveals, starts, ends. */
  alarms(instants: readonly Instant[]): void {
    this.#alarms = instants
    this.tick()
  }

  /** Ticks now, and sees to it that the next tick comes. */
  tick = (): void => {
    clearTimeout(this.#timer)
    const now = this.read()
    this.now = now
    const second = now - (now % 1000) + 1000
    const next = this.#alarms.reduce(
      (soonest, at) => (at > now ? Math.min(soonest, at) : soonest),
      second,
    )
    this.#timer = setTimeout(this.tick, Math.max(1, (next - now) / this.#rate))
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
