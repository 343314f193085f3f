// When to try again: full jitter over a doubling span, so that a hall of phones does not come back
// in one breath. The cap is low because a server that restarts is back within seconds.
const firstMs = 250
const mostMs = 2_500

/** Milliseconds to wait before attempt `attempt` (from 0), with chance in [0, 1). */
export const backoffMs = (attempt: number, chance = Math.random()): number =>
  Math.round(chance * Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 10)))
