// A clock that moves only when a rehearsal moves it. What falls due on the way happens at its instant.
import { plus, type Duration, type Instant } from '#night/time.ts'
import type { Clock } from '../runtime/clock.ts'

interface Due {
  readonly at: Instant
  readonly then: () => void
}

export class DrivenClock implements Clock {
  readonly rate: number
  #now: Instant
  #due: readonly Due[] = []

  constructor(start: Instant, rate = 1) {
    this.rate = rate
    this.#now = start
  }

  now(): Instant {
    return this.#now
  }

  after(delay: Duration, then: () => void): () => void {
    const due = { at: plus(this.#now, delay), then }
    this.#due = [...this.#due, due]
    return () => {
      this.#due = this.#due.filter((each) => each !== due)
    }
  }

  /** When the next thing falls due, or null. */
  next(): Instant | null {
    return this.#due.reduce<Instant | null>(
      (soonest, { at }) => (soonest === null || at < soonest ? at : soonest),
      null,
    )
  }

  /** Moves on to an instant, never back, and calls what is due by then, oldest first. */
  reach(at: Instant): void {
    if (at > this.#now) this.#now = at
    const due = this.#due.filter((each) => each.at <= this.#now)
    this.#due = this.#due.filter((each) => each.at > this.#now)
    for (const each of due.toSorted((a, b) => a.at - b.at)) each.then()
  }
}
