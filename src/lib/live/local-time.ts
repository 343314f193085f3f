// This device's own time. Its wall clock can be set by anybody, at any moment, by a day; the steady one
// cannot, and may stand still while the device sleeps. Beside each other they tell when either happened.

/** What a device says of time, ms. */
export interface Readings {
  /** Goes on evenly while the device is awake; with fractions. */
  readonly steady: () => number
  readonly wall: () => number
  /** Whether the page is out of sight, as it is before a phone sleeps. */
  readonly isHidden: () => boolean
  /** By how much a steady reading may be off. */
  readonly grain: number
}

/** Less than this is a busy machine's doing. */
const smallMs = 20
const mostApart = 500e-6
/** Two readings that take longer were not made at one instant. */
const atOnceMs = 1
const tries = 5
const manyReads = 5_000
const enoughSteps = 4
/** What Chromium blurs time by; others say less, or a whole millisecond. */
const finestMs = 0.1
/** Where time is blurred on purpose, it is to a sixtieth of a second. */
const coarsestMs = 1000 / 60

export class LocalTime {
  readonly grain: number
  readonly #readings: Readings
  readonly #base: number
  #looked: { readonly steady: number; readonly wall: number; readonly wasHidden: boolean }

  constructor(readings: Readings) {
    this.#readings = readings
    this.grain = readings.grain
    this.#looked = this.#look()
    this.#base = this.#looked.wall - this.#looked.steady
  }

  /** Ms since 1970 as the wall clock had it when the page was opened: never set, never going back. */
  now(): number {
    return this.#base + this.#readings.steady()
  }

  /** The wall clock minus `now`. */
  get wallAhead(): number {
    return this.#readings.wall() - this.now()
  }

  /**
   * Null as long as time went on evenly. Otherwise for how long, probably, the device slept, and `now`
   * with it; 0 where its wall clock was set. Nobody can be sure: a phone that is being looked at does
   * not sleep, and does not wake up earlier.
   */
  leapt(): number | null {
    const before = this.#looked
    const next = (this.#looked = this.#look())
    const [steady, wall] = [next.steady - before.steady, next.wall - before.wall]
    const leap = wall - steady
    if (Math.abs(leap) < smallMs + mostApart * Math.max(steady, wall)) return null
    return leap > 0 && (before.wasHidden || next.wasHidden) ? leap : 0
  }

  #look() {
    const { steady, wall, isHidden } = this.#readings
    let from = steady()
    for (let left = tries; ; left--) {
      const at = wall()
      const to = steady()
      if (to - from < atOnceMs || left === 0) return { steady: to, wall: at, wasHidden: isHidden() }
      from = to
    }
  }
}

/** The readings of the browser. */
export function ofThisDevice(): Readings {
  const steady = () => performance.now()
  return {
    steady,
    wall: () => Date.now(),
    isHidden: () => typeof document !== 'undefined' && document.visibilityState === 'hidden',
    grain: grainOf(steady),
  }
}

/** The smallest step in which a clock goes on, as far as a short look can tell. */
function grainOf(read: () => number): number {
  let smallest = coarsestMs
  let [before, steps] = [read(), 0]
  for (let left = manyReads; left > 0 && steps < enoughSteps; left--) {
    const at = read()
    if (at > before) smallest = Math.min(smallest, at - before)
    if (at > before) steps++
    before = at
  }
  return Math.max(smallest, finestMs)
}
