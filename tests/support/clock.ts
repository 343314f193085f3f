// A clock that stands still until it is moved on; what falls due then happens, in order.
import type { Duration, Instant } from '#night/time.ts'
import type { Clock } from '../../server/runtime/clock.ts'

export interface SteppedClock extends Clock {
  /** Moves on, or (negative) back, as a machine's clock may be set. */
  step(ms: number): void
}

export function steppedClock(start = Date.UTC(2026, 11, 2, 17, 30)): SteppedClock {
  let at = start
  const timers = new Set<{ due: number; then: () => void }>()
  return {
    rate: 1,
    now: () => at as Instant,
    reach: () => {},
    after: (delay: Duration, then) => {
      const timer = { due: at + delay, then }
      timers.add(timer)
      // What is overdue happens by itself, as with real timers.
      if (delay <= 0) setImmediate(() => timers.delete(timer) && then())
      return () => timers.delete(timer)
    },
    step: (ms) => {
      at += ms
      for (const timer of [...timers].sort((a, b) => a.due - b.due))
        if (timer.due <= at && timers.delete(timer)) timer.then()
    },
  }
}
