// Where a server gets its time from. Everything that asks for the time or waits for it goes through
// this: a rehearsal holds an evening at a multiple of real time, and a test stands still.
import type { Instant } from '#night/time.ts'

export interface ServerClock {
  now(): Instant
  /** Calls back once, at or after the instant. Returns how to call it off. */
  at(instant: Instant, due: () => void): () => void
}

/** Timers beyond this many milliseconds fire at once in Node: longer waits go in steps. */
const longestMs = 2 ** 31 - 1

export const realClock: ServerClock = {
  now: () => Date.now() as Instant,
  at: (instant, due) => {
    let timer: NodeJS.Timeout
    const wait = (): void => {
      const left = instant - Date.now()
      timer = setTimeout(left > longestMs ? wait : due, Math.min(Math.max(0, left), longestMs))
    }
    wait()
    return () => clearTimeout(timer)
  },
}

/** A clock that moves only when told to. What falls due on the way happens at its own instant. */
export class DrivenClock implements ServerClock {
  #now: Instant
  #waiting: { readonly instant: Instant; readonly due: () => void }[] = []

  constructor(start: Instant) {
    this.#now = start
  }

  now(): Instant {
    return this.#now
  }

  at(instant: Instant, due: () => void): () => void {
    const entry = { instant, due }
    this.#waiting.push(entry)
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== entry)
    }
  }

  /** When the next thing falls due, or null. */
  next(): Instant | null {
    return this.#waiting.reduce<Instant | null>(
      (soonest, { instant }) => (soonest === null || instant < soonest ? instant : soonest),
      null,
    )
  }

  /** Moves on to an instant (never back) and calls what is due by then. */
  moveTo(instant: Instant): void {
    if (instant > this.#now) this.#now = instant
    const due = this.#waiting.filter((each) => each.instant <= this.#now)
    this.#waiting = this.#waiting.filter((each) => each.instant > this.#now)
    for (const each of due.sort((a, b) => a.instant - b.instant)) each.due()
  }
}
