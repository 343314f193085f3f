// What was tapped and not yet answered. Kept on the device under its own id until the server has
// answered it: a dead zone, a reload or a crash loses nothing, and a retry does nothing twice.
import type { Command } from '#night/night.ts'
import type { CommandId, CommitId } from '#night/ids.ts'
import type { Answer, CommandFromPhone } from '#protocol/messages.ts'
import { recall, remember } from './storage.ts'

export interface Waiting extends CommandFromPhone {
  /** Local time of the tap, ms. */
  readonly since: number
}

/** A command that was done, and the commit that recorded it. */
interface Done extends Waiting {
  readonly head: CommitId
}

export type Refusal = Extract<Answer, { ok: false }>

/** Asks the server once; null when it could not be reached. */
export type Ask = (message: CommandFromPhone) => Promise<Answer | null>

const againAfterMs = 2_000

/** What was done is remembered this long, should the server come back with an older history. */
const rememberedMs = 600_000
const mostRemembered = 100

const isList = (value: unknown): value is readonly Waiting[] =>
  Array.isArray(value) && value.every((w) => typeof w?.id === 'string' && w.command)

const isDone = (value: unknown): value is readonly Done[] =>
  isList(value) && value.every((done) => 'head' in done)

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
  #done: readonly Done[]
  #draining = false
  #later: ReturnType<typeof setTimeout> | undefined

  constructor(name: string, ask: Ask) {
    this.#name = `outbox:${name}`
    this.#ask = ask
    this.waiting = recall(this.#name, isList) ?? []
    this.#done = recall(this.#doneName, isDone) ?? []
    for (const { id } of this.waiting) this.#mine.add(id)
  }

  /** The commit of the newest answer, as far as it is remembered. */
  get newest(): CommitId | undefined {
    return this.#done.at(-1)?.head
  }

  /** The server may have lost what it answered: it is asked for again, before what waits. */
  offerAgain(): void {
    const again = this.#done.map(({ head: _, ...waiting }) => waiting)
    for (const { id } of again) this.#mine.add(id)
    this.#remember([])
    this.#keep([...again, ...this.waiting])
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
        if (answer.ok && answer.head)
          this.#remember([...this.#done, { ...next, head: answer.head }])
        const answered = this.#answered.get(id)
        this.#answered.delete(id)
        if (answered) answered(answer)
        else if (!answer.ok) this.refusedLate = answer
      }
    } finally {
      this.#draining = false
    }
  }

  get #doneName(): string {
    return this.#name.replace('outbox:', 'done:')
  }

  #remember(done: readonly Done[]): void {
    const since = Date.now() - rememberedMs
    this.#done = done.filter((each) => each.since > since).slice(-mostRemembered)
    remember(this.#doneName, this.#done)
  }

  #keep(waiting: readonly Waiting[]): void {
    this.waiting = waiting
    // Another tab of the same night keeps its own here too: they are left alone.
    const others = (recall(this.#name, isList) ?? []).filter((w) => !this.#mine.has(w.id))
    remember(this.#name, [...others, ...waiting])
  }
}
