// Processes that share a log share its clock: two machines whose own differ would publish the same
// round for two different minutes.
import type { Log } from '../log/log.ts'

const trips = 5
const againAfterMs = 60_000

export class SharedTime {
  readonly #ask: () => Promise<number>
  readonly #timer: NodeJS.Timeout
  #offset = 0

  private constructor(ask: () => Promise<number>) {
    this.#ask = ask
    this.#timer = setInterval(() => void this.#measure().catch(() => undefined), againAfterMs)
    this.#timer.unref()
  }

  /** Measured before it is returned; null for a log without a clock of its own. */
  static async of(log: Pick<Log, 'time'>): Promise<SharedTime | null> {
    if (!log.time) return null
    const shared = new SharedTime(() => log.time?.() ?? Promise.reject(new Error('no clock')))
    await shared.#measure()
    return shared
  }

  /** The log's clock minus this machine's, ms. */
  readonly offset = (): number => this.#offset

  stop(): void {
    clearInterval(this.#timer)
  }

  /** The quickest of a few trips says most. */
  async #measure(): Promise<void> {
    let quickest = Infinity
    let found = this.#offset
    for (let i = 0; i < trips; i++) {
      const sentAt = Date.now()
      const at = await this.#ask()
      const took = Date.now() - sentAt
      if (took >= quickest) continue
      quickest = took
      found = at - sentAt - took / 2
    }
    this.#offset = found
  }
}
