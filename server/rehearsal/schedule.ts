// What is still to happen in a rehearsal, in the order of the evening's time.
import type { Instant } from '#night/time.ts'
import type { Pace } from './pace.ts'

interface Planned {
  readonly at: Instant
  readonly order: number
  readonly act: () => Promise<void>
}

export class Schedule {
  #planned: Planned[] = []
  #order = 0

  /** Plans an act; what is planned for the same instant happens in the order of planning. */
  at(at: Instant, act: () => Promise<void>): void {
    const planned = { at, order: this.#order++, act }
    const later = this.#planned.findIndex((each) => each.at > at)
    this.#planned.splice(later === -1 ? this.#planned.length : later, 0, planned)
  }

  /** Lets everything happen, and what follows from it, until nothing is left. */
  async run(pace: Pace): Promise<void> {
    for (let next = this.#planned.shift(); next; next = this.#planned.shift()) {
      await pace.reach(next.at)
      await next.act()
    }
  }
}
