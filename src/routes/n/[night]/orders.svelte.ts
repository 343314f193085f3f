// What this phone asks for, and how it went: heard, done, refused with a sentence, or kept for later.
import type { Facts } from '#night/decision.ts'
import type { Command } from '#night/night.ts'
import type { LiveNight } from '#live/night.svelte.ts'

export interface Refused {
  readonly code: string
  readonly facts: Facts
}

export type Outcome = 'done' | 'refused' | 'kept'

/** After this long without an answer the order is kept, and whoever gave it goes on. */
const patienceMs = 7_000

export class Orders {
  #refused = $state.raw<Refused | null>(null)
  readonly #live: LiveNight<'attendee'>

  constructor(live: LiveNight<'attendee'>) {
    this.#live = live
  }

  /** The last thing that was refused, until it is read or something else is asked. */
  get refused(): Refused | null {
    const late = this.#live.outbox.refusedLate
    return this.#refused ?? (late && { code: late.code, facts: late.facts ?? {} })
  }

  /** What was refused has been read. */
  read(): void {
    this.#refused = null
    this.#live.outbox.refusedLate = null
  }

  /** Gives an order. Resolves once it is answered, or kept because nobody answers. */
  async give(command: Command): Promise<Outcome> {
    this.read()
    const answered = this.#answered(command)
    if (!this.#live.live || this.#live.storeAway) return 'kept'
    const kept = new Promise<Outcome>((resolve) => setTimeout(() => resolve('kept'), patienceMs))
    return Promise.race([answered, kept])
  }

  /** A refusal that comes late is said all the same. */
  async #answered(command: Command): Promise<Outcome> {
    const answer = await this.#live.send(command)
    if (answer.ok) return 'done'
    this.#refused = { code: answer.code, facts: answer.facts ?? {} }
    return 'refused'
  }
}
