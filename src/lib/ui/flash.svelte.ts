// The light that goes with a call. Never more than two flashes in any second, whatever is asked:
// three is where it gets dangerous for some (WCAG 2.3.1). Who wants no motion gets a frame that stays.
const litMs = 180
const everyMs = 500
const heldMs = 2_500

export class Flash {
  /** The screen is lit just now. */
  lit = $state.raw(false)
  /** Instead: a frame around the screen, for a moment. */
  framed = $state.raw(false)

  #free = 0
  readonly #isStill: () => boolean

  /** `isStill` says whether the person wants no motion. */
  constructor(isStill: () => boolean) {
    this.#isStill = isStill
  }

  /** Flashes so often, one after the other; what would overlap with others waits its turn. */
  play(times: number): void {
    if (this.#isStill()) {
      this.framed = true
      setTimeout(() => (this.framed = false), heldMs)
      return
    }
    const now = performance.now()
    for (let i = 0; i < times; i++) {
      const at = Math.max(now, this.#free)
      this.#free = at + everyMs
      setTimeout(() => (this.lit = true), at - now)
      setTimeout(() => (this.lit = false), at - now + litMs)
    }
  }
}
