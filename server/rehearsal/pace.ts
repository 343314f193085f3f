// How a rehearsal's time passes: as a clock that it drives itself, or as the real time of a server
// that runs already, in which the evening is made shorter instead.
import { setTimeout as wait } from 'node:timers/promises'
import type { Duration, Instant } from '#night/time.ts'

export interface Pace {
  now(): Instant
  /** Spans of the evening are made shorter, but not those that the rules know by themselves. */
  readonly isShortened: boolean
  /** So many minutes of the evening. */
  span(minutes: number): Duration
  /** Resolves when the evening has come to an instant, with all that was due before it. */
  reach(at: Instant): Promise<void>
}

/** A clock that moves only when it is told to. */
export interface Driven {
  now(): Instant
  /** When the next thing falls due, or null. */
  next(): Instant | null | Promise<Instant | null>
  /** Moves on, and calls what is due by then. */
  reach(at: Instant): void | Promise<void>
}

const stepMs = 40

/** The server's clock in our hands: as fast as it goes, or at `speed` times real time. */
export function drivenPace(
  clock: Driven,
  settled: () => Promise<void>,
  speed?: number | undefined,
): Pace {
  const start = { evening: clock.now(), real: performance.now() }
  const pacedTo = async (at: Instant): Promise<void> => {
    if (speed === undefined) return
    for (;;) {
      const shown = start.evening + (performance.now() - start.real) * speed
      if (shown >= at) return
      await clock.reach(Math.min(shown, at) as Instant)
      await wait(Math.min(stepMs, (at - shown) / speed))
    }
  }
  const moveTo = async (at: Instant): Promise<void> => {
    await pacedTo(at)
    await clock.reach(at)
    await settled()
  }
  return {
    now: () => clock.now(),
    isShortened: false,
    span: (minutes) => Math.round(minutes * 60_000) as Duration,
    reach: async (at) => {
      for (let due = await clock.next(); due !== null && due <= at; due = await clock.next())
        await moveTo(due)
      await moveTo(at)
    },
  }
}

/** Real time, with every span of the evening `speed` times shorter. */
export const realPace = (speed: number): Pace => ({
  now: () => Date.now() as Instant,
  isShortened: speed !== 1,
  span: (minutes) => Math.round((minutes * 60_000) / speed) as Duration,
  reach: (at) => wait(Math.max(0, at - Date.now())),
})
