// How often this phone called while nobody looked: in the tab's title and on the app's icon, until
// somebody looks.
type Badged = Navigator & {
  setAppBadge?: (count: number) => Promise<void>
  clearAppBadge?: () => Promise<void>
}

export class Unseen {
  count = $state.raw(0)

  readonly #seen: () => void

  /** `seen` is told when somebody looks. */
  constructor(seen: () => void) {
    this.#seen = seen
    document.addEventListener('visibilitychange', this.#look)
    // What a page that is gone has left.
    this.#look()
  }

  /** One more, unless somebody looks just now. */
  add(): void {
    if (document.visibilityState === 'visible') return
    this.count += 1
    // Only installed apps have a badge: elsewhere it is refused, and the title is enough.
    void (navigator as Badged).setAppBadge?.(this.count).catch(() => undefined)
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#look)
    this.#clear()
  }

  #look = (): void => {
    if (document.visibilityState === 'visible') this.#clear()
  }

  #clear(): void {
    this.count = 0
    void (navigator as Badged).clearAppBadge?.().catch(() => undefined)
    this.#seen()
  }
}
