// Who is told of new commits inside one process.
import type { Commit } from '#night/history.ts'
import type { NightId } from '#night/ids.ts'

type OnCommit = (commit: Commit) => void

export class Tails {
  readonly #tails = new Map<NightId, Set<OnCommit>>()

  /** Tells every tail of the night. A tail that throws ends the process, never the append. */
  publish(night: NightId, commits: readonly Commit[]): void {
    for (const commit of commits) {
      for (const onCommit of this.#tails.get(night) ?? []) {
        queueMicrotask(() => {
          if (this.#tails.get(night)?.has(onCommit)) onCommit(commit)
        })
      }
    }
  }

  add(night: NightId, onCommit: OnCommit): () => Promise<void> {
    // Wrapped, so that the same function may tail twice.
    const tail: OnCommit = (commit) => onCommit(commit)
    const tails = this.#tails.get(night) ?? new Set()
    this.#tails.set(night, tails.add(tail))
    return () => {
      tails.delete(tail)
      if (tails.size === 0 && this.#tails.get(night) === tails) this.#tails.delete(night)
      return Promise.resolve()
    }
  }

  clear(): void {
    this.#tails.clear()
  }
}
