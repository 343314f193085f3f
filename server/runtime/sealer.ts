// Sees to it that the rounds to come are sealed as things are: planned beside the event loop, then
// asked for like anything else that happens in the night.
import { presentOf } from '#night/door/model.ts'
import type { NightId } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import { sealWanted, type SealWanted } from '#night/rounds/sealing.ts'
import type { Planned } from '#night/rounds/seating.ts'
import type { Planner } from './planner.ts'

/** Asks for it, where the plan was made for the night as it is now. */
export type Seal = (planned: Planned | undefined) => Promise<unknown>

/** While people arrive, all envelopes change with each of them: the more there are, the rarer. */
const restMsEach = 100

export class Sealer {
  readonly #night: NightId
  readonly #planner: Planner
  readonly #seal: Seal
  #isBusy = false
  /** Something changed while it was busy. */
  #isDue = false
  /** Looked at again once it has rested. */
  #later: ReturnType<typeof setTimeout> | null = null
  #plannedAt = -Infinity

  constructor(night: NightId, planner: Planner, seal: Seal) {
    this.#night = night
    this.#planner = planner
    this.#seal = seal
  }

  /** Seals what has to be sealed. The first plan, and what is mended for a few, is made at once. */
  look(night: Night): void {
    this.#isDue = this.#isBusy
    if (this.#isBusy || this.#later) return
    const wanted = sealWanted(night)
    if (!wanted) return
    const rest = wanted.kind === 'plan' ? this.#restedAt(night) - performance.now() : 0
    if (rest > 0) {
      this.#again(night, rest)
      return
    }
    this.#isBusy = true
    void this.#make(night, wanted)
  }

  #restedAt({ door }: Night): number {
    return this.#plannedAt + presentOf(door).length * restMsEach
  }

  stop(): void {
    if (this.#later) clearTimeout(this.#later)
    this.#later = null
  }

  #again(night: Night, ms: number): void {
    this.#later = setTimeout(() => {
      this.#later = null
      this.look(night)
    }, ms)
    this.#later.unref()
  }

  async #make(night: Night, wanted: SealWanted): Promise<void> {
    if (wanted.kind === 'mend') await this.#seal(undefined)
    else {
      this.#plannedAt = performance.now()
      const planned = await this.#planner.ahead(this.#night, wanted.input)
      if (planned) await this.#seal(planned)
    }
    this.#isBusy = false
    if (this.#isDue) this.look(night)
  }
}
