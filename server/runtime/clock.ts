// The server's clock. Only a rehearsal's runs faster than the world's.
import type { Duration, Instant } from '#night/time.ts'

export interface Clock {
  /** How many times faster than the world's this clock's time passes. */
  readonly rate: number
  now(): Instant
  /** Calls back once, that much later on this clock (soon, for what is past). Returns how to call it off. */
  after(delay: Duration, then: () => void): () => void
  /** Moves a fast clock on to an instant it had reached before a restart; a real one goes its way. */
  reach(at: Instant): void
}

/** A machine's sleep does not count in Node's timers: what fell due in it is noticed so soon, ms. */
const longestTimer = 2_000

/**
 * A clock that runs `speed` times as fast as the real one, from now. `offset` is what has to be added
 * to this machine's own, ms.
 */
export function clockOf(speed = 1, offset: () => number = () => 0): Clock {
  const start = Date.now()
  let ahead = 0
  const now = () =>
    (start + Math.floor((Date.now() - start) * speed) + ahead + Math.round(offset())) as Instant
  return {
    rate: speed,
    now,
    reach: (at) => {
      if (speed !== 1) ahead += Math.max(0, at - now())
    },
    after: (delay, then) => {
      const due = now() + delay
      let timer: NodeJS.Timeout
      const wait = () => {
        const left = Math.max(0, Math.ceil((due - now()) / speed))
        timer = setTimeout(left > longestTimer ? wait : then, Math.min(left, longestTimer))
      }
      wait()
      return () => clearTimeout(timer)
    },
  }
}
