// How well the screens know the server's time, as each of them last said. In memory only.

/** A figure that changes with every breath helps nobody. */
const steps = [5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000] as const

const stepOf = (ms: number): number => steps.find((step) => ms <= step) ?? Infinity

export class Clocks {
  readonly #bounds = new Map<object, number>()

  /** A screen proves its clock right to within so many ms. Whether that is another step than before. */
  said(screen: object, ms: number): boolean {
    const step = stepOf(ms)
    if (this.#bounds.get(screen) === step) return false
    this.#bounds.set(screen, step)
    return true
  }

  forget(screen: object): void {
    this.#bounds.delete(screen)
  }

  /** Within how many ms all of them are right, in coarse steps; null while none has said. */
  get within(): number | null {
    return this.#bounds.size > 0 ? Math.max(...this.#bounds.values()) : null
  }
}
