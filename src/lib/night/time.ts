// Instants and durations, in milliseconds, and the only arithmetic on them.
import * as v from 'valibot'

/** Milliseconds since 1970, UTC. */
export const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.brand('Instant'))
/** Milliseconds, possibly negative (an instant may lie behind). */
export const duration = v.pipe(v.number(), v.integer(), v.brand('Duration'))

export type Instant = v.InferOutput<typeof instant>
export type Duration = v.InferOutput<typeof duration>

export const seconds = (n: number): Duration => Math.round(n * 1000) as Duration
export const minutes = (n: number): Duration => Math.round(n * 60_000) as Duration
export const plus = (at: Instant, by: Duration): Instant => (at + by) as Instant
export const minus = (at: Instant, by: Duration): Instant => (at - by) as Instant
/** How long it is from `from` until `to`; negative when `to` lies before. */
export const between = (from: Instant, to: Instant): Duration => (to - from) as Duration
export const longer = (a: Duration, b: Duration): Duration => (a + b) as Duration
export const times = (d: Duration, n: number): Duration => Math.round(d * n) as Duration
export const earliest = (a: Instant, b: Instant): Instant => (a < b ? a : b)
export const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b)
export const inMinutes = (d: Duration): number => d / 60_000

/** A schema for a duration of `min` to `max` milliseconds. */
export const durationWithin = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max), v.brand('Duration'))
