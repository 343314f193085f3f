// When the server is asked for its time: a few times at once, then ever more rarely, and the less the
// better its time is known.
import type { Clock } from './clock.svelte.ts'

/** As good as a line over a busy wifi gets. */
export const goodMs = 3
/** On a line with this much jitter rare questions would not be enough: answers must be many. */
const poorMs = 12
const poorlyMs = 3_000
const atOnce = 8
const soonestMs = 1_000
const latestMs = 60_000
const longer = 1.05

export class Asking {
  readonly #clock: Clock
  /** Asks once; whether there was an answer. */
  readonly #ask: () => Promise<boolean>
  #pauseMs = soonestMs
  #isAsking = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(clock: Clock, ask: () => Promise<boolean>) {
    this.#clock = clock
    this.#ask = ask
  }

  /** Asks until the time is known well, a few times at most, and sees to it that it stays known. */
  async begin(): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    this.#pauseMs = soonestMs
    let [left, hasAnswer] = [atOnce, true]
    while (left-- > 0 && hasAnswer && this.#clock.boundIn(0) > goodMs) hasAnswer = await this.#ask()
    this.#isAsking = false
    this.#wait()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #wait(): void {
    clearTimeout(this.#timer)
    const isPoor = this.#clock.boundIn(0) > poorMs
    const leastMs = Math.min(this.#pauseMs, isPoor ? poorlyMs : latestMs)
    const pauseMs = Math.max(leastMs, Math.min(latestMs, this.#goodFor()))
    this.#pauseMs = Math.min(latestMs, this.#pauseMs * longer)
    this.#timer = setTimeout(() => void this.#ask().then(() => this.#wait()), pauseMs)
  }

  /** How long the time stays known well, ms. */
  #goodFor(): number {
    const [now, then] = [this.#clock.boundIn(0), this.#clock.boundIn(latestMs)]
    if (now >= goodMs) return 0
    return ((goodMs - now) / (then - now)) * latestMs
  }
}
