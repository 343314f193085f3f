// What was tapped and not yet answered. Kept on the device under its own id until the server has
// answered it: a dead zone, a reload or a crash loses nothing, and a retry does nothing twice. All tabs
// of a device show the same outbox; each sends what was tapped in it, and what a closed one left.
import type { Command } from '#night/night.ts'
import type { CommandId, CommitId } from '#night/ids.ts'
import type { Answer, CommandFromPhone } from '#protocol/messages.ts'
import { freshName } from './fresh.ts'
import { recall, remember, whenElsewhere } from './storage.ts'
import { thisTab } from './tab.ts'

export interface Waiting extends CommandFromPhone {
  /** Local time of the tap, ms. */
  readonly since: number
  /** Where it was tapped: there it is sent from. Absent where an older version kept it. */
  readonly tab?: string
}

/** A command that was done, and the commit that recorded it. */
interface Done extends Waiting {
  readonly head: CommitId
}

export type Refusal = Extract<Answer, { ok: false }>

/** Asks the server once; null when it could not be reached. */
export type Ask = (message: CommandFromPhone) => Promise<Answer | null>

const againAfterMs = 2_000
/** What another tab has not sent this long after there is a line, that tab will not send. */
const takeOverAfterMs = 3_000

/** What was done is remembered this long, should the server come back with an older history. */
const rememberedMs = 600_000
const mostRemembered = 100

const isList = (value: unknown): value is readonly Waiting[] =>
  Array.isArray(value) && value.every((w) => typeof w?.id === 'string' && w.command)

const isDone = (value: unknown): value is readonly Done[] =>
  isList(value) && value.every((done) => 'head' in done)

export const freshCommandId = (): CommandId => freshName() as CommandId

export class Outbox {
  /** Of all tabs; those of one in the order of its taps. */
  waiting = $state.raw<readonly Waiting[]>([])
  /** Refused, and whoever tapped it is gone with a reload: somebody should still say so. */
  refusedLate = $state.raw<Refusal | null>(null)

  readonly #name: string
  readonly #ask: Ask
  readonly #tab: string
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nobody renders it
  readonly #answered = new Map<CommandId, (answer: Answer) => void>()
  /** What was tapped here or taken over, whatever other tabs write. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nobody renders it
  readonly #mine = new Set<CommandId>()
  #draining = false
  /** Whether the line was up when it was last used. */
  #isUp = false
  #later: ReturnType<typeof setTimeout> | undefined
  #takeOver: ReturnType<typeof setTimeout> | undefined
  readonly #stop: () => void

  constructor(name: string, ask: Ask, tab = thisTab()) {
    this.#name = `outbox:${name}`
    this.#ask = ask
    this.#tab = tab
    this.waiting = recall(this.#name, isList) ?? []
    for (const { id, tab: of = tab } of this.waiting) if (of === tab) this.#mine.add(id)
    this.#stop = whenElsewhere(this.#name, (what) => {
      // Thrown away in a wipe, ours are kept anew; those of others are theirs to keep.
      if (what === 'wiped') return this.#keep(this.#own)
      this.waiting = [...this.#others, ...this.#own]
      this.#mindOthers()
    })
  }

  /** The commit of the newest answer, as far as it is remembered. */
  get newest(): CommitId | undefined {
    return this.#done.at(-1)?.head
  }

  /** The server may have lost what it answered: it is asked for again, before what waits. */
  offerAgain(): void {
    const again = this.#done.map(({ head: _, ...waiting }) => ({ ...waiting, tab: this.#tab }))
    for (const { id } of again) this.#mine.add(id)
    remember(this.#doneName, [])
    this.#keep([...again, ...this.#own])
  }

  /** Keeps a command and sends it; resolves with its answer, however long that takes. */
  send(command: Command, id = freshCommandId()): Promise<Answer> {
    this.#mine.add(id)
    this.#keep([...this.#own, { id, command, since: Date.now(), tab: this.#tab }])
    const answer = new Promise<Answer>((resolve) => this.#answered.set(id, resolve))
    void this.#empty()
    return answer
  }

  /** There is a line: sends what waits, oldest first, until the line is silent. */
  async drain(): Promise<void> {
    this.#isUp = true
    this.#mindOthers()
    await this.#empty()
  }

  close(): void {
    this.#stop()
    clearTimeout(this.#later)
    clearTimeout(this.#takeOver)
  }

  async #empty(): Promise<void> {
    if (this.#draining) return
    this.#draining = true
    try {
      for (let next = this.#own[0]; next; next = this.#own[0]) {
        const { id, command } = next
        const answer = await this.#ask({ id, command })
        this.#isUp = answer !== null
        // No answer, or one that says «later»: it waits, and is asked again under its id.
        if (!answer || (!answer.ok && answer.code === 'wire/too-fast')) {
          clearTimeout(this.#later)
          this.#later = setTimeout(() => void this.#empty(), againAfterMs)
          return
        }
        this.#keep(this.#own.filter((w) => w.id !== id))
        if (answer.ok && answer.head) this.#remember({ ...next, head: answer.head })
        const answered = this.#answered.get(id)
        this.#answered.delete(id)
        if (answered) answered(answer)
        else if (!answer.ok) this.refusedLate = answer
      }
    } finally {
      this.#draining = false
    }
  }

  get #own(): readonly Waiting[] {
    return this.waiting.filter(({ id }) => this.#mine.has(id))
  }

  /** What other tabs have kept. */
  get #others(): readonly Waiting[] {
    return (recall(this.#name, isList) ?? []).filter(({ id }) => !this.#mine.has(id))
  }

  /** Sends what others leave: two who ask under one id get one answer. */
  #mindOthers(): void {
    const seen = this.#others
    if (seen.length === 0 || !this.#isUp) return
    clearTimeout(this.#takeOver)
    this.#takeOver = setTimeout(() => {
      if (!this.#isUp) return
      const left = this.#others.filter((w) => seen.some(({ id }) => id === w.id))
      for (const { id } of left) this.#mine.add(id)
      this.waiting = [...this.#others, ...left, ...this.#own.filter((w) => !left.includes(w))]
      void this.#empty()
    }, takeOverAfterMs)
  }

  get #doneName(): string {
    return this.#name.replace('outbox:', 'done:')
  }

  /** Of all tabs. */
  get #done(): readonly Done[] {
    return recall(this.#doneName, isDone) ?? []
  }

  #remember(done: Done): void {
    const since = Date.now() - rememberedMs
    const others = this.#done.filter((each) => each.id !== done.id && each.since > since)
    remember(this.#doneName, [...others, done].slice(-mostRemembered))
  }

  #keep(own: readonly Waiting[]): void {
    this.waiting = [...this.#others, ...own]
    remember(this.#name, this.waiting)
  }
}
