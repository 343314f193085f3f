// The single writer of one night: orders queue, are decided on the newest state, appended in one
// step, and only when that is durable answered and published.
import type { Commit } from '#night/history.ts'
import type { CommandId, CommitId, NightId } from '#night/ids.ts'
import type { Command, Night } from '#night/night.ts'
import type { Order } from '#night/order.ts'
import type { Planned } from '#night/rounds/seating.ts'
import { latest, type Instant } from '#night/time.ts'
import type { Answer, WireCode } from '#protocol/messages.ts'
import type { Log } from '../log/log.ts'
import type { Clock } from './clock.ts'
import { Deadlines } from './deadlines.ts'
import { decideOn, type Decided } from './decide-on.ts'
import { NightState } from './night-state.ts'
import type { Planner } from './planner.ts'
import { Plans } from './plans.ts'

/** An order before the server has stamped it. */
export type Submission = Omit<Order<Command>, 'at'>

/** What became durable in one step, and where the night stands now. */
export interface Batch {
  readonly night: Night
  readonly head: Commit
  readonly commits: readonly Commit[]
}

export interface RuntimeDeps {
  readonly log: Log
  readonly clock: Clock
  readonly planner: Planner
  /** Told once, of what the process cannot go on after: nobody is answered any more. */
  readonly fatal: (error: unknown) => void
}

interface Waiting {
  readonly order: Submission
  readonly answer: (answer: Answer) => void
}

/** Between two batches others get their turn. */
const mostAtOnce = 128

export class NightRuntime {
  readonly id: NightId
  readonly #deps: RuntimeDeps
  #state: NightState
  readonly #deadlines: Deadlines
  readonly #plans: Plans
  readonly #listeners = new Set<(batch: Batch) => void>()
  #queue: Waiting[] = []
  #looks: (() => void)[] = []
  #work: Promise<void> | null = null
  #isBehind = false
  /** Set when nothing is taken any more; with a code where that is the answer to whoever asks. */
  #closed: { readonly code: WireCode | null } | null = null
  /** Commands that a fault of ours could not apply. */
  readonly #poisoned = new Set<CommandId>()
  #stopTail: () => Promise<void> = () => Promise.resolve()

  private constructor(id: NightId, state: NightState, deps: RuntimeDeps) {
    this.id = id
    this.#state = state
    this.#deps = deps
    this.#plans = new Plans(id, deps.planner)
    this.#deadlines = new Deadlines({
      clock: deps.clock,
      isKnown: (command) => this.#state.firstAnswer(command) !== undefined,
      ask: async ({ id: command, deadline }) => {
        const by = { role: 'system' } as const
        return (await this.submit({ id: command, by, command: deadline.command })).ok
      },
    })
  }

  /** A night as its log has it; overdue deadlines happen at once. Throws where the log is damaged. */
  static async open(id: NightId, deps: RuntimeDeps): Promise<NightRuntime> {
    const { state } = await NightState.read(deps.log, id)
    const runtime = new NightRuntime(id, state, deps)
    runtime.#stopTail = await deps.log.tail(id, (commit) => runtime.#heard(commit))
    // What came between the reading and the tail.
    runtime.#isBehind = true
    runtime.#wake()
    await runtime.#work
    if (runtime.head) deps.clock.reach(runtime.head.at)
    runtime.#deadlines.watch(runtime.night)
    return runtime
  }

  /** The newest state. It may be ahead of what is durable: views are made in `look` alone. */
  get night(): Night {
    return this.#state.night
  }

  get head(): Commit | null {
    return this.#state.head
  }

  /**
   * Decides an order in its turn; the answer comes when what it led to is durable. A known command
   * gets its first answer. Never settles when the process is about to end: silence says «ask again».
   * One that wants rounds planned lets others go first until they are.
   */
  async submit(order: Submission): Promise<Answer> {
    const plan = this.#plans.for(this.night, order.by, order.command)
    return this.#queued(plan ? withPlan(order, await plan) : order)
  }

  #queued(order: Submission): Promise<Answer> {
    return new Promise((resolve) => {
      if (this.#closed) {
        const { code } = this.#closed
        if (code) resolve({ ok: false, code })
        return
      }
      this.#queue.push({ order, answer: resolve })
      this.#wake()
    })
  }

  /** Calls back between two batches, when the state is durable and published. */
  look<T>(see: (night: Night, head: Commit | null) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const looking = () => {
        try {
          resolve(see(this.#state.night, this.#state.head))
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      }
      if (this.#work) this.#looks.push(looking)
      else looking()
    })
  }

  onBatch(listener: (batch: Batch) => void): void {
    this.#listeners.add(listener)
  }

  /** Finishes what is queued, then takes nothing more; `code` answers whoever asks later. */
  async close(code: WireCode | null = null): Promise<void> {
    this.#closed ??= { code }
    this.#deadlines.stop()
    this.#plans.stop()
    await this.#work
    await this.#stopTail()
  }

  /** Another process, or this one, has appended. */
  #heard(commit: Commit): void {
    if (commit.number <= (this.#state.head?.number ?? 0)) return
    this.#isBehind = true
    this.#wake()
  }

  #wake(): void {
    this.#work ??= this.#run()
  }

  async #run(): Promise<void> {
    // Orders that arrive together are decided together.
    await Promise.resolve()
    try {
      while (this.#queue.length > 0 || this.#isBehind) {
        if (this.#isBehind) await this.#catchUp()
        const batch = this.#queue.splice(0, mostAtOnce)
        if (batch.length > 0) await this.#settle(batch)
        this.#serveLooks()
      }
    } catch (error) {
      // Whether it was kept, nobody knows: no answer, no more writing; a new process reads it.
      this.#closed = { code: null }
      this.#queue = []
      this.#deadlines.stop()
      this.#deps.fatal(error)
      return
    }
    this.#work = null
    this.#serveLooks()
  }

  #serveLooks(): void {
    for (const looking of this.#looks.splice(0)) looking()
  }

  async #settle(batch: readonly Waiting[]): Promise<void> {
    const { log } = this.#deps
    const before = this.#state.head
    const decided = this.#decideAll(batch)
    if (decided === 'undone') return this.#rebuild(before, batch)
    const { answers, commits } = decided
    if (commits.length > 0) {
      const { outcome } = await log.appendAll(this.id, before?.id ?? null, commits)
      // Another process was faster, or has answered one of these before: decide anew on its state.
      if (outcome !== 'appended') return this.#rebuild(before, batch)
      this.#publish(commits)
    }
    batch.forEach((waiting, i) => {
      const answer = answers[i]
      if (answer) waiting.answer(answer)
    })
  }

  /** Applies what is accepted at once, so that each is decided on what the ones before it led to. */
  #decideAll(
    batch: readonly Waiting[],
  ): { answers: readonly Answer[]; commits: readonly Commit[] } | 'undone' {
    const commits: Commit[] = []
    const answers: Answer[] = []
    for (const waiting of batch) {
      const decided = this.#decide(waiting.order)
      answers.push(decided.answer)
      if (!decided.commit) continue
      try {
        this.#state.record(decided.commit, decided.facts)
      } catch (error) {
        // Half applied: never seen again, and the others on a state read anew.
        this.#complain(waiting.order, error)
        waiting.answer({ ok: false, code: 'wire/failed' })
        this.#poisoned.add(waiting.order.id)
        return 'undone'
      }
      commits.push(decided.commit)
    }
    return { answers, commits }
  }

  #decide(order: Submission): Decided {
    // A fault of ours that would only happen again.
    if (this.#poisoned.has(order.id)) return { answer: { ok: false, code: 'wire/failed' } }
    try {
      return decideOn(this.#state, this.id, { ...order, at: this.#instant() })
    } catch (error) {
      this.#complain(order, error)
      return { answer: { ok: false, code: 'wire/failed' } }
    }
  }

  /** Now, but never before what has happened. */
  #instant(): Instant {
    const now = this.#deps.clock.now()
    return this.#state.head ? latest(now, this.#state.head.at) : now
  }

  #complain({ id, command }: Submission, error: unknown): void {
    console.error(`night ${this.id}: ${command.type} (${id}) failed by a fault of ours:`, error)
  }

  /** Reads the log anew, publishes what others have appended, and puts the orders first again. */
  async #rebuild(before: Commit | null, batch: readonly Waiting[]): Promise<void> {
    const { state, commits } = await NightState.read(this.#deps.log, this.id)
    this.#state = state
    this.#queue.unshift(...batch)
    this.#publish(commits.slice(before?.number ?? 0))
  }

  /** What others have appended since. */
  async #catchUp(): Promise<void> {
    this.#isBehind = false
    const after: CommitId | null = this.#state.head?.id ?? null
    const commits: Commit[] = []
    for await (const commit of this.#deps.log.read(this.id, after)) {
      this.#state.record(commit)
      commits.push(commit)
    }
    this.#publish(commits)
  }

  #publish(commits: readonly Commit[]): void {
    const { night, head } = this.#state
    if (!head || commits.length === 0) return
    for (const listener of this.#listeners) listener({ night, head, commits })
    if (this.#closed) return
    this.#deadlines.watch(night)
    this.#plans.watch(night)
  }
}

const withPlan = (order: Submission, planned: Planned | undefined): Submission =>
  planned ? { ...order, planned } : order
