// How many screens of a night are connected, here and to the other processes. In memory, or for some
// seconds in the store that they share; it is in no history.
import type { NightId } from '#night/ids.ts'
import type { Screens } from '#night/views/audience.ts'

export interface PresenceDeps {
  readonly night: NightId
  /** How many are connected here. */
  readonly here: () => Screens
  /** Tells the others, and is told what each of them says; absent where there are none. */
  readonly exchange?: ((night: NightId, here: Screens) => Promise<readonly Screens[]>) | undefined
  /** Told when the sum is another. */
  readonly changed: () => void
}

const soonMs = 1_000
const againMs = 5_000

export class Presence {
  /** Connected to any process, as far as is known. */
  everywhere: Screens = {}
  readonly #deps: PresenceDeps
  #timer: ReturnType<typeof setTimeout> | null = null
  #isSoon = false

  constructor(deps: PresenceDeps) {
    this.#deps = deps
  }

  /** Somebody came or went: many do at once. */
  touch(): void {
    if (this.#isSoon) return
    this.stop()
    this.#isSoon = true
    this.#later(soonMs)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#isSoon = false
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => void this.#look(), ms)
    this.#timer.unref()
  }

  async #look(): Promise<void> {
    this.#timer = null
    this.#isSoon = false
    const { night, here, exchange, changed } = this.#deps
    const ours = here()
    // Where the store is away, what was known last stays.
    const all = exchange ? await exchange(night, ours).catch(() => null) : [ours]
    if (all) {
      const sum = sumOf(all)
      const isSame = JSON.stringify(sum) === JSON.stringify(this.everywhere)
      this.everywhere = sum
      if (!isSame) changed()
    }
    // Alone, nothing changes by itself; and who has nobody need not say so again.
    if (exchange && !this.#timer && Object.keys(ours).length > 0) this.#later(againMs)
  }
}

function sumOf(all: readonly Screens[]): Screens {
  const kinds = ['guest', 'attendee', 'door', 'host', 'display'] as const
  const sum = (kind: (typeof kinds)[number]) => all.reduce((n, each) => n + (each[kind] ?? 0), 0)
  const within = all.flatMap(({ clocksWithin }) => clocksWithin ?? [])
  return {
    ...Object.fromEntries(kinds.map((kind) => [kind, sum(kind)]).filter(([, n]) => n !== 0)),
    ...(within.length > 0 && { clocksWithin: Math.max(...within) }),
  }
}
