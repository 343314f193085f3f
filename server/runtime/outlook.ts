// The outlook of one night, looked at beside the event loop while a host is here to read it.
import type { NightId } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import { groundsOf, inputAhead, type Reason } from '#night/rounds/outlook.ts'
import type { Planner } from './planner.ts'

export class Outlook {
  /** What no plan for the rounds ahead can avoid, as far as it was looked at. */
  reasons: readonly Reason[] = []
  readonly #night: NightId
  readonly #planner: Planner
  readonly #changed: () => void
  #grounds: readonly unknown[] = []

  constructor(night: NightId, planner: Planner, changed: () => void) {
    this.#night = night
    this.#planner = planner
    this.#changed = changed
  }

  /** Looks at the night anew, where it has changed in what matters. */
  async look(night: Night): Promise<void> {
    const grounds = groundsOf(night)
    const isSame = grounds.length === this.#grounds.length && grounds.every((g, i) => g === this.#grounds[i]) // prettier-ignore
    if (isSame) return
    this.#grounds = grounds
    const input = inputAhead(night)
    const reasons = input ? await this.#planner.outlook(this.#night, input) : []
    // Overtaken by a newer look, or the worker died: looked at anew with the next change.
    if (!reasons || this.#grounds !== grounds) return
    if (JSON.stringify(reasons) === JSON.stringify(this.reasons)) return
    this.reasons = reasons
    this.#changed()
  }
}
