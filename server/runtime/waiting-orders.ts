// The orders of one night that wait for their turn.
import type { Answer } from '#protocol/messages.ts'
import type { Submission } from './night-runtime.ts'

export interface Waiting {
  readonly order: Submission
  readonly answer: (answer: Answer) => void
}

/** Between two batches others get their turn. */
const mostAtOnce = 64
/** While nothing can be written phones ask again; more than this is left to their outboxes. */
const mostWhileAway = 5_000

export class WaitingOrders {
  #queue: Waiting[] = []

  get isEmpty(): boolean {
    return this.#queue.length === 0
  }

  /** While the log is away the same order comes again and again: it waits once, all are answered. */
  add(waiting: Waiting, isAway: boolean): void {
    if (!isAway) this.#queue.push(waiting)
    else if (!this.#join(waiting) && this.#queue.length < mostWhileAway) this.#queue.push(waiting)
  }

  #join({ order, answer }: Waiting): boolean {
    const at = this.#queue.findIndex((each) => each.order.id === order.id)
    const earlier = this.#queue[at]
    if (!earlier) return false
    const both = (said: Answer) => {
      earlier.answer(said)
      answer(said)
    }
    this.#queue[at] = { order: earlier.order, answer: both }
    return true
  }

  /** Takes the next batch. */
  next(): readonly Waiting[] {
    return this.#queue.splice(0, mostAtOnce)
  }

  /** First again. */
  putBack(batch: readonly Waiting[]): void {
    this.#queue = [...batch, ...this.#queue]
  }

  clear(): void {
    this.#queue = []
  }
}
