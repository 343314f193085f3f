// The way to the server: a websocket, or polling where something between breaks websockets (a polled
// connection costs the server six times as much). Only what is seen twice counts: a websocket that
// fails while HTTP is answered. So a line that comes back, or a server that starts, is no reason.
import { whoAnswers, type Answering } from './answered.ts'

const firstPatienceMs = 3_000
const pollingPatienceMs = 8_000
const least = 1_000

export class Way {
  readonly #ask: () => Promise<Answering>
  /** How often in a row the server answered over HTTP, and no websocket came about. */
  #seen = 0
  #patienceMs = firstPatienceMs
  #looking: Promise<Answering> | null = null

  constructor(ask: () => Promise<Answering> = whoAnswers) {
    this.#ask = ask
  }

  /** By what to connect next, in this order; polling rises to a websocket where one comes about. */
  get transports(): ('websocket' | 'polling')[] {
    return this.#isPolling ? ['polling', 'websocket'] : ['websocket']
  }

  /** How long to wait for it, ms. */
  get patienceMs(): number {
    return this.#isPolling ? pollingPatienceMs : this.#patienceMs
  }

  get #isPolling(): boolean {
    return this.#seen >= 2
  }

  /** A connection did not come about: looks who answers instead. One look at a time. */
  look(): Promise<Answering> {
    this.#looking ??= this.#look().finally(() => (this.#looking = null))
    return this.#looking
  }

  async #look(): Promise<Answering> {
    const from = performance.now()
    const polled = this.#isPolling
    const who = await this.#ask()
    if (who !== 'ours') this.forget()
    // Polling failed too: a websocket has its turn again.
    else if (polled) this.#seen = 1
    else {
      this.#seen++
      // As quick as it answers, a websocket need not be waited for as long as before.
      const wait = 4 * (performance.now() - from)
      this.#patienceMs = Math.min(firstPatienceMs, Math.max(least, wait))
    }
    return who
  }

  /** There is a websocket, or another network: what was seen counts no more. */
  forget(): void {
    this.#seen = 0
    this.#patienceMs = firstPatienceMs
  }
}
