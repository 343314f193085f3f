// What several tabs of one browser keep together.
import { vi } from 'vitest'

/** A store that tells the other tabs of what one of them changes, as browsers do. */
export class Store {
  readonly #entries = new Map<string, string>()
  readonly #tabs = new Set<(event: StorageEvent) => void>()
  /** The tab that runs right now: it is not told of its own changes. */
  running: ((event: StorageEvent) => void) | null = null

  install(): void {
    vi.stubGlobal('localStorage', {
      getItem: (of: string) => this.#entries.get(of) ?? null,
      setItem: (of: string, text: string) => this.#change(of, text),
      removeItem: (of: string) => this.#change(of, null),
    })
    vi.stubGlobal('addEventListener', (_: string, heard: (event: StorageEvent) => void) => {
      this.#tabs.add(heard)
      this.running = heard
    })
    vi.stubGlobal('removeEventListener', (_: string, heard: (event: StorageEvent) => void) =>
      this.#tabs.delete(heard),
    )
  }

  textOf(key: string): string | null {
    return this.#entries.get(key) ?? null
  }

  wipe(): void {
    this.#entries.clear()
    for (const tell of this.#tabs) tell({ key: null, newValue: null } as StorageEvent)
  }

  #change(of: string, text: string | null): void {
    if (text === null) this.#entries.delete(of)
    else this.#entries.set(of, text)
    for (const tell of this.#tabs)
      if (tell !== this.running) tell({ key: of, newValue: text } as StorageEvent)
  }
}
