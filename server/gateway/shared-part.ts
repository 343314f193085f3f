// The slices that a whole audience shares: which of them changed since the audience last got them,
// and whether that is told at once or gathered.
import type { CommitId } from '#night/ids.ts'
import type { SliceName } from '#night/views/index.ts'
import { membersOf, type Shared } from './texts.ts'

/** Counts and votes: many a second, and nobody acts on a single one. */
const gathered: ReadonlySet<SliceName> = new Set(['count', 'support'])

/** Of the whole room: not even looked at before it is their time. */
const large: ReadonlySet<SliceName> = new Set(['desk', 'wall', 'ahead', 'words', 'coming'])

/** What of a slice is told at once: all of it, nothing for a gathered one, a floor but for its counts. */
function urgentText(name: SliceName, { slices }: Shared, text: string): string {
  if (gathered.has(name)) return ''
  if (name !== 'floor' || !slices.floor) return text
  const { tables, open } = slices.floor
  return JSON.stringify([tables, open.map((table) => ({ ...table, joined: 0 }))])
}

export class SharedPart {
  /** The head up to which the audience has everything. */
  head: CommitId
  /** As the audience last got it, or undefined where not all of it got the same. */
  readonly #sent = new Map<SliceName, string>()
  readonly #urgent = new Map<SliceName, string>()
  readonly #waiting = new Set<SliceName>()

  /** For an audience that just got, or has, all of `shared`. */
  constructor(shared: Shared, head: CommitId) {
    this.head = head
    this.take(shared)
  }

  /** What must be told now, as members of a JSON object; the rest that changed waits to be taken. */
  urgent(shared: Shared): string {
    const looked = shared.names.filter((name) => !large.has(name))
    for (const name of shared.names) if (large.has(name)) this.#waiting.add(name)
    return this.#changed(shared, looked, (name, urgent) => this.#urgent.get(name) !== urgent)
  }

  /** Everything that changed and waited; nothing waits afterwards. */
  take(shared: Shared): string {
    return this.#changed(shared, shared.names, () => true)
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0
  }

  /** Somebody has the newest of everything: what waits is now known by some and not by others. */
  welcome(): void {
    for (const name of this.#waiting) this.#sent.delete(name)
  }

  #changed(
    shared: Shared,
    names: readonly SliceName[],
    isDue: (name: SliceName, urgent: string) => boolean,
  ): string {
    const changed: (readonly [SliceName, string])[] = []
    for (const name of names) {
      const text = shared.textOf(name)
      if (this.#sent.get(name) === text) {
        this.#waiting.delete(name)
        continue
      }
      const urgent = urgentText(name, shared, text)
      if (!isDue(name, urgent)) {
        this.#waiting.add(name)
        continue
      }
      this.#sent.set(name, text)
      this.#urgent.set(name, urgent)
      this.#waiting.delete(name)
      changed.push([name, text])
    }
    return membersOf(changed)
  }
}
