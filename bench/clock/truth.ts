// The time of this machine with fractions: what its whole milliseconds, which the server tells, are cut
// from. Looked up anew now and then, because a machine's clock is steered.
const againAfterMs = 2_000
/** Two readings closer than this were made at one instant. */
const atOnceMs = 0.05
const tries = 20

export class Truth {
  #ahead = NaN
  #lookedAt = -Infinity

  /** Ms since 1970, as the server's process would have it at this moment. */
  now(): number {
    if (performance.now() - this.#lookedAt > againAfterMs) this.#look()
    return performance.now() + this.#ahead
  }

  /** At a turn of the millisecond, which is waited for, both clocks are known, if nothing came between. */
  #look(): void {
    for (let left = tries; ; left--) {
      const from = Date.now()
      let [before, at, wall] = [0, performance.now(), from]
      while (wall === from) {
        before = at
        wall = Date.now()
        at = performance.now()
      }
      this.#ahead = wall - (before + at) / 2
      this.#lookedAt = at
      if (at - before < atOnceMs || left === 0) return
    }
  }

  /** What something read at this moment is wrong by; read again where the machine did something else. */
  errorOf(read: () => number): number {
    for (let left = tries; ; left--) {
      const before = this.now()
      const found = read()
      const after = this.now()
      if (after - before < atOnceMs || left === 0) return Math.max(0, before - found, found - after)
    }
  }
}
