// Keeps a screen lit while something is on. Where the browser cannot, or will not, nothing breaks.
export class Awake {
  #lock: WakeLockSentinel | null = null
  #wanted = false
  #work = Promise.resolve()

  constructor() {
    document.addEventListener('visibilitychange', this.#renew)
  }

  /** Asks for a lit screen, or lets it sleep again. */
  keep(wanted: boolean): void {
    this.#wanted = wanted
    void this.#renew()
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#renew)
    this.keep(false)
  }

  /** One after the other: two requests at once would leave a lock that nobody lets go of. */
  #renew = (): Promise<void> => (this.#work = this.#work.then(() => this.#settle()))

  async #settle(): Promise<void> {
    try {
      if (!this.#wanted) {
        await this.#lock?.release()
        this.#lock = null
        return
      }
      // A hidden page loses its lock, and may not ask for one.
      if (document.visibilityState === 'hidden' || (this.#lock && !this.#lock.released)) return
      this.#lock = (await navigator.wakeLock?.request('screen')) ?? null
    } catch {
      // Low battery, no permission, plain HTTP: the screen sleeps as it always does.
    }
  }
}
