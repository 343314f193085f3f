// The single writer of one night: orders queue, are decided on the newest state, appended in one
// step, and only when that is durable answered and published.
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { Facts } from '#night/decision.ts'
import type { Commit } from '#night/history.ts'
import type { CommitId, NightId } from '#night/ids.ts'
import type { Command, Night } from '#night/night.ts'
import type { Order } from '#night/order.ts'
import type { Reason } from '#night/rounds/outlook.ts'
import type { Planned } from '#night/rounds/seating.ts'
import type { Instant } from '#night/time.ts'
import type { Answer, WireCode } from '#protocol/messages.ts'
import { HistoryCut, LogAway, type Appended, type Log } from '../log/log.ts'
import { quiet, type Logger } from './logger.ts'
import { Ahead } from './ahead.ts'
import type { Clock } from './clock.ts'
import { NightState } from './night-state.ts'
import type { Planner } from './planner.ts'
import type { Attended } from './plans.ts'
import { Unasked } from './unasked.ts'
import { WaitingOrders, type Waiting } from './waiting-orders.ts'

/** An order before the server has stamped it. */
export interface Submission extends Omit<Order<Command>, 'at'> {
  /** Of the system's own orders: when it falls due, which the log's clock must say too. */
  readonly due?: Instant
}

/** What became durable in one step, and where the night stands now. */
export interface Batch {
  readonly night: Night
  readonly head: Commit
  readonly commits: readonly Commit[]
}

/** What a runtime tells of its night, at once and in order. */
export interface RuntimeListener {
  readonly batch?: (batch: Batch) => void
  /** The log came back with an older history: everything told since is void. */
  readonly cut?: (lost: number) => void
  /** The log cannot be written (any more), or can again. */
  readonly away?: (isAway: boolean) => void
  /** What no plan can avoid is something else now. */
  readonly outlook?: () => void
}

export interface RuntimeDeps {
  readonly log: Log
  readonly clock: Clock
  readonly planner: Planner
  readonly logger?: Logger
  /** Told once, of what the process cannot go on after: nobody is answered any more. */
  readonly fatal: (error: unknown) => void
  /** Told when another process has erased a night. */
  readonly erased?: (night: NightId) => void
}

const othersTurnMs = 1
const newsWithinMs = 3_000
const againAfterMs = { first: 50, most: 1_000 }

export class NightRuntime {
  readonly id: NightId
  readonly #deps: RuntimeDeps
  /** What is durable. */
  #state: NightState
  readonly #ahead: Ahead
  readonly #unasked: Unasked
  readonly #listeners: RuntimeListener[] = []
  readonly #waiting = new WaitingOrders()
  /** Told by the tail and not yet recorded. */
  #heard: Commit[] = []
  #work: Promise<void> | null = null
  #isBehind = false
  #isCut = false
  #isAway = false
  #retries = 0
  /** Set when nothing is taken any more; with a code where that is the answer to whoever asks. */
  #closed: { readonly code: WireCode | null } | null = null
  #isDead = false
  #stopTail: () => Promise<void> = () => Promise.resolve()

  private constructor(id: NightId, state: NightState, deps: RuntimeDeps) {
    this.id = id
    this.#state = state
    this.#deps = deps
    this.#ahead = new Ahead(id, deps.clock, deps.logger ?? quiet)
    this.#unasked = new Unasked(id, {
      ...{ clock: deps.clock, planner: deps.planner, log: deps.log, seen: () => this },
      submit: (order) => this.submit(order),
      isKnown: (command) => this.#state.firstAnswer(command) !== undefined,
      outlook: () => {
        for (const each of this.#listeners) each.outlook?.()
      },
    })
  }

  /** A night as its log has it; overdue deadlines happen at once. Throws where the log is damaged. */
  static async open(id: NightId, deps: RuntimeDeps): Promise<NightRuntime> {
    const runtime = new NightRuntime(id, await NightState.read(deps.log, id), deps)
    runtime.#stopTail = await deps.log.tail(id, (commit) => runtime.#onCommit(commit), {
      away: (isAway) => runtime.#onAway(isAway),
      cut: () => runtime.#onCut(),
      erased: () => deps.erased?.(id),
    })
    // What came between the reading and the tail.
    runtime.#isBehind = true
    runtime.#wake()
    await runtime.settled()
    if (runtime.head) deps.clock.reach(runtime.head.at)
    await runtime.#unasked.begin()
    return runtime
  }

  /** The newest durable state: what views are made from. */
  get night(): Night {
    return this.#state.night
  }

  get head(): Commit | null {
    return this.#state.head
  }

  /** Whether the log cannot be written now: views are served, orders wait. */
  get isAway(): boolean {
    return this.#isAway
  }

  /** Whether some commit of the night's history has this id. */
  knows(commit: CommitId): boolean {
    return this.#state.hasCommit(commit)
  }

  /**
   * Decides an order in its turn; the answer comes when what it led to is durable. A known command
   * gets its first answer. Never settles when the process is about to end: silence says «ask again».
   * One that wants rounds planned lets others go first until they are.
   */
  async submit(order: Submission): Promise<Answer> {
    const plan = this.#unasked.plans.for(this.night, order.by, order.command)
    return this.#queued(plan ? withPlan(order, await plan) : order)
  }

  /** Resolves when nothing is queued or on its way any more. */
  async settled(): Promise<void> {
    while (this.#work) await this.#work
  }

  /** Resolves when what other processes have appended before now is recorded here; `LogAway` where nobody knows. */
  async catchUp(): Promise<void> {
    this.#isBehind = true
    this.#wake()
    // A log that does not answer may stay so for long: whoever asks comes again.
    await Promise.race([this.settled(), sleep(newsWithinMs)])
    if (this.#isBehind || this.#isAway)
      throw new LogAway(`nobody knows what is new in night ${this.id}`)
  }

  /** Told who is connected. */
  attend(attended: Attended): void {
    this.#unasked.attend(attended)
  }

  /** What no plan for the rounds ahead can avoid, as far as it was looked at: while a host is here. */
  get outlook(): readonly Reason[] {
    return this.#unasked.plans.outlook.reasons
  }

  listen(listener: RuntimeListener): void {
    this.#listeners.push(listener)
  }

  /** Finishes what is queued, then takes nothing more; `code` answers whoever asks later. */
  async close(code: WireCode | null = null): Promise<void> {
    this.#closed ??= { code }
    this.#unasked.stop()
    await this.settled()
    await this.#stopTail()
  }

  #queued(order: Submission): Promise<Answer> {
    return new Promise((resolve) => {
      if (this.#closed) {
        const { code } = this.#closed
        if (code) resolve({ ok: false, code })
        return
      }
      this.#waiting.add({ order, answer: resolve }, this.#isAway)
      this.#wake()
    })
  }

  /** Another process, or this one, has appended. */
  #onCommit(commit: Commit): void {
    this.#heard.push(commit)
    this.#wake()
  }

  #onAway(isAway: boolean): void {
    // Reading again is what finds out whether it is back for good.
    if (isAway) this.#setAway(true)
    this.#isBehind = true
    this.#wake()
  }

  #onCut(): void {
    this.#isCut = true
    this.#wake()
  }

  #setAway(isAway: boolean): void {
    if (!isAway) this.#retries = 0
    if (isAway === this.#isAway) return
    this.#isAway = isAway
    if (isAway) this.#deps.logger?.warn('log away')
    else this.#deps.logger?.info('log back')
    for (const each of this.#listeners) each.away?.(isAway)
  }

  #wake(): void {
    if (!this.#isDead) this.#work ??= this.#run()
  }

  async #run(): Promise<void> {
    // Orders that arrive together are decided together.
    await Promise.resolve()
    try {
      while (this.#hasWork) {
        await this.#step()
        if (!this.#waiting.isEmpty) await turn()
      }
    } catch (error) {
      // Whether it was kept, nobody knows: no answer, no more writing; a new process reads it.
      this.#closed = { code: null }
      this.#isDead = true
      this.#waiting.clear()
      this.#unasked.stop()
      this.#deps.fatal(error)
    }
    this.#work = null
  }

  get #hasWork(): boolean {
    if (this.#closed && this.#isAway) return false
    return this.#isCut || this.#isBehind || this.#heard.length > 0 || !this.#waiting.isEmpty
  }

  /** One turn: what others did, then a batch of our own. Where the log is away, a pause instead. */
  async #step(): Promise<void> {
    try {
      if (this.#isCut) await this.#readAnew()
      this.#recordHeard()
      if (this.#isBehind) await this.#catchUp()
      const batch = this.#waiting.next()
      if (batch.length > 0) await this.#settle(batch)
      this.#setAway(false)
    } catch (error) {
      if (error instanceof HistoryCut) this.#isCut = true
      else if (error instanceof LogAway) await this.#pause()
      else throw error
    }
  }

  async #pause(): Promise<void> {
    this.#isBehind = true
    this.#setAway(true)
    const { first, most } = againAfterMs
    await sleep(Math.min(most, first * 2 ** this.#retries++))
  }

  async #settle(batch: readonly Waiting[]): Promise<void> {
    const orders = batch.map(({ order }) => order)
    const decided = this.#ahead.decide(this.#state, orders)
    if (!decided) return this.#putBack(batch)
    const { answers, commits, facts, due } = decided
    if (commits.length > 0) {
      const appended = await this.#append(commits, due).catch((error: unknown) => {
        this.#putBack(batch)
        throw error
      })
      if (appended.outcome !== 'appended') return await this.#surprised(batch, appended)
      this.#ahead.kept()
      this.#record(commits, facts)
    }
    batch.forEach((waiting, i) => {
      const answer = answers[i]
      if (answer) waiting.answer(answer)
    })
  }

  #append(commits: readonly Commit[], due: Instant | undefined): Promise<Appended> {
    return this.#deps.log.appendAll(this.id, this.head?.id ?? null, commits, due)
  }

  /** To be decided anew, on a state on which nothing has been tried. */
  #putBack(batch: readonly Waiting[]): void {
    this.#ahead.drop()
    this.#waiting.putBack(batch)
  }

  /** Another process was faster, or has answered one of these before, or our clock runs ahead. */
  async #surprised(batch: readonly Waiting[], appended: Appended): Promise<void> {
    if (appended.outcome === 'early') {
      const [early, others] = [batch.filter(isDue), batch.filter((waiting) => !isDue(waiting))]
      this.#putBack(others)
      for (const { answer } of early) answer({ ok: false, code: 'wire/too-fast' })
      return
    }
    this.#putBack(batch)
    const isNewest = appended.outcome === 'conflict' && this.head?.id === appended.head
    // Nothing is new, and yet it is another's turn, who came too late the last time.
    if (isNewest) await sleep(othersTurnMs)
    this.#recordHeard()
    this.#isBehind = appended.outcome !== 'conflict' || this.head?.id !== appended.head
  }

  /** What the tail told of, as far as it follows. */
  #recordHeard(): void {
    const commits: Commit[] = []
    for (const commit of this.#heard.splice(0)) {
      const last = commits.at(-1) ?? this.head
      if (commit.number <= (last?.number ?? 0)) continue
      if (commit.parent === (last?.id ?? null)) commits.push(commit)
      else this.#isBehind = true
    }
    if (commits.length > 0) this.#recordOthers(commits)
  }

  /** What others have appended since. Throws `HistoryCut` where our head is not the log's any more. */
  async #catchUp(): Promise<void> {
    const commits: Commit[] = []
    for await (const page of this.#deps.log.read(this.id, this.head?.id ?? null))
      commits.push(...page)
    this.#isBehind = false
    if (commits.length > 0) this.#recordOthers(commits)
  }

  #recordOthers(commits: readonly Commit[]): void {
    this.#ahead.follow(commits)
    this.#record(commits)
  }

  #record(commits: readonly Commit[], facts: readonly (Facts | undefined)[] = []): void {
    commits.forEach((commit, i) => this.#state.record(commit, facts[i]))
    const { night, head } = this.#state
    if (!head) return
    for (const each of this.#listeners) each.batch?.({ night, head, commits })
    this.#watch()
  }

  /** The log came back with another history than was told of. */
  async #readAnew(): Promise<void> {
    const state = await NightState.read(this.#deps.log, this.id)
    // Not erased (that is told otherwise), not shorter: gone. Somebody may put a copy back.
    if (!state.head && this.head) throw new LogAway(`the log has no night ${this.id} any more`)
    const lost = (this.head?.number ?? 0) - state.sharedWith(this.#state)
    this.#isCut = false
    if (lost > 0) this.#deps.logger?.warn('history cut', { lost })
    // What came while it was read counts from here.
    this.#isBehind = true
    this.#state = state
    this.#ahead.drop()
    if (lost > 0) for (const each of this.#listeners) each.cut?.(lost)
    this.#watch()
  }

  #watch(): void {
    if (this.#closed) return
    this.#unasked.watch(this.night)
  }
}

const isDue = ({ order }: Waiting): boolean => order.due !== undefined

const withPlan = (order: Submission, planned: Planned | undefined): Submission =>
  planned ? { ...order, planned } : order
