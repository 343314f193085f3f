// Who has heard what, and when.
import { latch, type Heard } from './line.ts'

const patienceMs = 90_000

export class Receipts {
  /** All messages since the last beginning. */
  readonly counts: Uint32Array
  /** When each had what it waits for. */
  readonly at: Float64Array
  readonly #left: Uint32Array
  #mark = ''
  #waiting = 0
  #done = latch()

  constructor(people: number) {
    this.counts = new Uint32Array(people)
    this.at = new Float64Array(people)
    this.#left = new Uint32Array(people)
  }

  readonly of =
    (i: number): Heard =>
    (message, at) => {
      this.counts[i] = (this.counts[i] ?? 0) + 1
      const left = this.#left[i] ?? 0
      if (left === 0 || !message.includes(this.#mark)) return
      this.#left[i] = left - 1
      if (left > 1) return
      this.at[i] = at
      if (--this.#waiting === 0) this.#done.resolve()
    }

  /** Counts anew. Resolves when everybody has heard so many messages with `mark` in them. */
  async each(times: number, mark: string): Promise<void> {
    this.counts.fill(0)
    this.at.fill(0)
    this.#left.fill(times)
    this.#mark = mark
    this.#waiting = this.counts.length
    this.#done = latch()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`${this.#waiting} of ${this.counts.length} never heard «${mark}»`)),
        patienceMs,
      )
    })
    await Promise.race([this.#done.promise, late]).finally(() => clearTimeout(timer))
  }
}
