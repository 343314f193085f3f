// The night one batch ahead of what is durable: each order of a batch is decided on what the ones
// before it led to. After any surprise it is dropped, and made anew from what is durable.
import type { Facts } from '#night/decision.ts'
import type { Commit } from '#night/history.ts'
import type { CommandId, NightId } from '#night/ids.ts'
import { latest, type Instant } from '#night/time.ts'
import type { Answer } from '#protocol/messages.ts'
import type { Logger } from './logger.ts'
import type { Clock } from './clock.ts'
import { decideOn, type Decided } from './decide-on.ts'
import type { Submission } from './night-runtime.ts'
import { NightState } from './night-state.ts'

export interface DecidedBatch {
  /** One an order. */
  readonly answers: readonly Answer[]
  readonly commits: readonly Commit[]
  /** Of the answers that led to the commits, in their order. */
  readonly facts: readonly (Facts | undefined)[]
  /** Before when none of it may be appended. */
  readonly due: Instant | undefined
}

export class Ahead {
  readonly #night: NightId
  readonly #clock: Clock
  readonly #logger: Logger
  #state: NightState | null = null
  /** Commands that a fault of ours could not apply. */
  readonly #poisoned = new Set<CommandId>()

  constructor(night: NightId, clock: Clock, logger: Logger) {
    this.#night = night
    this.#clock = clock
    this.#logger = logger
  }

  /** Decides the orders of a batch; null where one failed by a fault of ours: once more, without it. */
  decide(durable: NightState, orders: readonly Submission[]): DecidedBatch | null {
    const state = (this.#state ??= new NightState(durable))
    const commits: Commit[] = []
    const facts: (Facts | undefined)[] = []
    const answers: Answer[] = []
    let due: Instant | undefined
    for (const order of orders) {
      const decided = this.#decide(state, order)
      answers.push(decided.answer)
      if (!decided.commit) continue
      try {
        state.record(decided.commit, decided.facts)
      } catch (error) {
        this.#complain(order, error)
        this.#poisoned.add(order.id)
        this.drop()
        return null
      }
      commits.push(decided.commit)
      facts.push(decided.facts)
      if (order.due !== undefined) due = latest(due ?? order.due, order.due)
    }
    return { answers, commits, facts, due }
  }

  /** What was decided last is durable. */
  kept(): void {
    this.#state?.leaveAnswersToOrigin()
  }

  /** What others have appended, when nothing of ours is on its way. */
  follow(commits: readonly Commit[]): void {
    for (const commit of commits) this.#state?.record(commit)
    this.kept()
  }

  drop(): void {
    this.#state = null
  }

  #decide(state: NightState, order: Submission): Decided {
    // It would only happen again.
    if (this.#poisoned.has(order.id)) return { answer: { ok: false, code: 'wire/failed' } }
    try {
      const { due: _, ...asked } = order
      return decideOn(state, this.#night, { ...asked, at: this.#instant(state) })
    } catch (error) {
      this.#complain(order, error)
      return { answer: { ok: false, code: 'wire/failed' } }
    }
  }

  /** Now, but never before what has happened. */
  #instant({ head }: NightState): Instant {
    const now = this.#clock.now()
    return head ? latest(now, head.at) : now
  }

  #complain({ command: { type } }: Submission, error: unknown): void {
    this.#logger.error('command failed', error, { type })
  }
}
