// The server's clock as seen from here. What the server says and when it is heard prove how far it is
// ahead at least; when that was asked for, how far at most. The truth is in all of it, so that many
// slow answers together say far more than the quickest one; and how fast the two clocks drift apart,
// the second thing not known, follows from the same proofs.

/** At a local time, the server was ahead by at least, or at most, so many ms. */
export interface Proof {
  readonly at: number
  readonly ahead: number
}

/** Oldest first. */
export interface Known {
  readonly floors: readonly Proof[]
  readonly ceilings: readonly Proof[]
}

/** The server's time in whole ms, when it was heard and, if it was asked for, when that was. */
export interface Stamp {
  readonly serverAt: number
  readonly receivedAt: number
  readonly sentAt?: number | undefined
}

/** By how much a reading may be off: the server's is cut to whole ms, a browser blurs the local one. */
export interface Grains {
  readonly there: number
  readonly here: number
}

export interface Interval {
  readonly low: number
  readonly high: number
}

export const nothing: Known = { floors: [], ceilings: [] }

/** The most by which two clocks drift apart; quartz keeps to 200 parts in a million. */
const mostDrift = 250e-6
/** By how much the drift itself changes within half an hour: a phone warms up in a hand. */
const wander = 5e-6
const most = 16
const keptMs = 30 * 60_000
/** For when what is kept should tell most: a little ahead, so that the drift counts too. */
const horizonMs = 60_000

/** How far the server is ahead at a local time, not before the newest proof. Infinite where not proved. */
export function aheadAt({ floors, ceilings }: Known, at: number): Interval {
  const drift = driftOf({ floors, ceilings })
  let [low, high] = [-Infinity, Infinity]
  for (const floor of floors)
    low = Math.max(low, floor.ahead + (drift.low - wander) * (at - floor.at))
  for (const ceiling of ceilings)
    high = Math.min(high, ceiling.ahead + (drift.high + wander) * (at - ceiling.at))
  return { low, high }
}

/** What is known with one stamp more; null where that cannot be: a clock was set, or it is another server. */
export function withStamp(known: Known, stamp: Stamp, { there, here }: Grains): Known | null {
  const { serverAt, receivedAt, sentAt } = stamp
  const floor = { at: receivedAt, ahead: serverAt - receivedAt - here }
  const ceiling = sentAt !== undefined && { at: sentAt, ahead: serverAt + there - sentAt + here }
  const isRecent = ({ at }: Proof): boolean => at >= receivedAt - keptMs
  const next = {
    floors: [...known.floors.filter(isRecent), floor],
    ceilings: [...known.ceilings.filter(isRecent), ...(ceiling ? [ceiling] : [])],
  }
  const drift = driftOf(next)
  const ahead = aheadAt(next, receivedAt)
  if (drift.low > drift.high || ahead.low > ahead.high) return null
  return most < Math.max(next.floors.length, next.ceilings.length) ? thinned(next) : next
}

/** Ms of the server's time gained per local ms. */
function driftOf({ floors, ceilings }: Known): Interval {
  let [low, high] = [-mostDrift, mostDrift]
  for (const floor of floors)
    for (const ceiling of ceilings) {
      const between = ceiling.at - floor.at
      const drift = (ceiling.ahead - floor.ahead) / between
      if (between > 0) high = Math.min(high, drift + wander)
      else if (between < 0) low = Math.max(low, drift - wander)
    }
  return { low, high }
}

/** Without the proofs that tell least. */
function thinned(known: Known): Known {
  const newest = Math.max(known.floors.at(-1)?.at ?? 0, known.ceilings.at(-1)?.at ?? 0)
  const widthOf = (without: Known): number => {
    const { low, high } = aheadAt(without, newest + horizonMs)
    return high - low
  }
  const leastOf = (proofs: readonly Proof[], without: (left: readonly Proof[]) => Known) => {
    if (proofs.length <= most) return proofs
    const choices = proofs.map((each) => proofs.filter((other) => other !== each))
    const widths = choices.map((left) => widthOf(without(left)))
    return choices[widths.indexOf(Math.min(...widths))] ?? proofs
  }
  const floors = leastOf(known.floors, (left) => ({ ...known, floors: left }))
  const ceilings = leastOf(known.ceilings, (left) => ({ ceilings: left, floors }))
  return { floors, ceilings }
}
