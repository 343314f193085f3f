// What was tapped and not yet answered. Kept on the device under its own id until the server has
// answered it: a dead zone, a reload or a crash loses nothing, and a retry does nothing twice.
import type { Command } from '#night/night.ts'
import type { CommandId } from '#night/ids.ts'
import type { Answer, CommandFromPhone } from '#protocol/messages.ts'
import { recall, remember } from './storage.ts'

export interface Waiting extends CommandFromPhone {
  /** Local time of the tap, ms. */
  readonly since: number
}

export type Refusal = Extract<Answer, { ok: false }>

/** Asks the server once; null when it could not be reached. */
export type Ask = (message: CommandFromPhone) => Promise<Answer | null>

const againAfterMs = 2_000

const isList = (value: unknown): value is readonly Waiting[] =>
  Array.isArray(value) && value.every((w) => typeof w?.id === 'string' && w.command)

export const freshCommandId = (): CommandId => (crypto.randomUUID?.() as CommandId) ?? fallbackId()

/** Plain HTTP on a venue's LAN has no randomUUID. */
function fallbackId(): CommandId {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('') as CommandId
}

export class Outbox {
  /** In the order of the taps. */
  waiting = $state.raw<readonly Waiting[]>([])
  /** Refused, and whoever tapped it is gone with a reload: somebody should still say so. */
  refusedLate = $state.raw<Refusal | null>(null)

  readonly #name: string
  readonly #ask: Ask
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nobody renders it
  readonly #answered = new Map<CommandId, (answer: Answer) => void>()
  /** What this tab has sent or taken over. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nobody renders it
  readonly #mine = new Set<CommandId>()
  #draining = false
  #later: ReturnType<typeof setTimeout> | undefined

  constructor(name: string, ask: Ask) {
    this.#name = `outbox:${name}`
    this.#ask = ask
    this.waiting = recall(this.#name, isList) ?? []
    for (const { id } of this.waiting) this.#mine.add(id)
  }

  /** Keeps a command and sends it; resolves with its answer, however long that takes. */
  send(command: Command, id = freshCommandId()): Promise<Answer> {
    this.#mine.add(id)
    this.#keep([...this.waiting, { id, command, since: Date.now() }])
    const answer = new Promise<Answer>((resolve) => this.#answered.set(id, resolve))
    void this.drain()
    return answer
  }

  /** Sends what waits, oldest first, until the line is silent. */
  async drain(): Promise<void> {
    if (this.#draining) return
    this.#draining = true
    try {
      for (let next = this.waiting[0]; next; next = this.waiting[0]) {
        const { id, command } = next
        const answer = await this.#ask({ id, command })
        // No answer, or one that says «later»: it waits, and is asked again under its id.
        if (!answer || (!answer.ok && answer.code === 'wire/too-fast')) {
          clearTimeout(this.#later)
          this.#later = setTimeout(() => void this.drain(), againAfterMs)
          return
        }
        this.#keep(this.waiting.filter((w) => w.id !== id))
        const answered = this.#answered.get(id)
        this.#answered.delete(id)
        if (answered) answered(answer)
        else if (!answer.ok) this.refusedLate = answer
      }
    } finally {
      this.#draining = false
    }
  }

  #keep(waiting: readonly Waiting[]): void {
    this.waiting = waiting
    // Another tab of the same night keeps its own here too: they are left alone.
    const others = (recall(this.#name, isList) ?? []).filter((w) => !this.#mine.has(w.id))
    remember(this.#name, [...others, ...waiting])
  }
}
