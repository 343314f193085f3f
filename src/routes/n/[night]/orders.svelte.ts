// What this phone asks for, and how it went: heard, done, refused with a sentence, or kept for later.
import type { Facts } from '#night/decision.ts'
import type { Command } from '#night/night.ts'
import type { LiveNight } from '#live/night.svelte.ts'
import type { Answer } from '#protocol/messages.ts'

export interface Refused {
  readonly code: string
  readonly facts: Facts
}

export class Orders {
  /** The last thing that was refused, until it is read or something else is asked. */
  refused = $state.raw<Refused | null>(null)
  #pending = $state.raw<readonly string[]>([])
  readonly #live: LiveNight<'attendee'>

  constructor(live: LiveNight<'attendee'>) {
    this.#live = live
  }

  /** Whether an order of this type is on its way; one that is kept for later is not. */
  busy(type: Command['type']): boolean {
    return this.#live.live && this.#pending.includes(type)
  }

  /** Gives an order; resolves with whether it was done. */
  async give(command: Command): Promise<boolean> {
    this.refused = null
    this.#pending = [...this.#pending, command.type]
    const answer: Answer = await this.#live.send(command)
    const place = this.#pending.indexOf(command.type)
    this.#pending = this.#pending.filter((_, i) => i !== place)
    if (!answer.ok) this.refused = { code: answer.code, facts: answer.facts ?? {} }
    return answer.ok
  }
}

