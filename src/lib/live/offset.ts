// The server's clock as seen from here: each round trip proves an interval in which the offset lies,
// and the truth is in all of them. Their intersection is far narrower than any one.
export interface OffsetInterval {
  readonly low: number
  readonly high: number
  /** Local time of the last round trip, ms. */
  readonly provedAt: number
}

export interface RoundTrip {
  readonly sentAt: number
  readonly serverAt: number
  readonly receivedAt: number
}

/** Quartz drifts; an old proof is widened by this much (parts of one). */
const drift = 200e-6

/** Narrows what is known by one more round trip; starts anew when a clock was set meanwhile. */
export function narrowed(known: OffsetInterval | null, trip: RoundTrip): OffsetInterval {
  const fresh = {
    low: trip.serverAt - trip.receivedAt,
    high: trip.serverAt - trip.sentAt,
    provedAt: trip.receivedAt,
  }
  if (!known) return fresh
  const aged = Math.abs(trip.receivedAt - known.provedAt) * drift
  const low = Math.max(known.low - aged, fresh.low)
  const high = Math.min(known.high + aged, fresh.high)
  return low > high ? fresh : { low, high, provedAt: trip.receivedAt }
}

/** Server minus local, ms. */
export const offsetOf = (known: OffsetInterval | null): number =>
  known ? (known.low + known.high) / 2 : 0

/** How far the offset may be from the truth, ms; infinite before the first round trip. */
export const boundOf = (known: OffsetInterval | null): number =>
  known ? (known.high - known.low) / 2 : Infinity
