// Where rounds are planned: beside the event loop, in one worker of the process, or, where there is
// none, on the spot.
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { NightId } from '#night/ids.ts'
import { inputHash, planEvening, type PairingInput } from '#night/rounds/pairing/index.ts'
import { reasonsFor, type Reason } from '#night/rounds/outlook.ts'
import type { Planned } from '#night/rounds/seating.ts'

export type Effort = 'full' | 'quick'

export interface Planner {
  /** Plans all rounds left; undefined where that took longer than a command may wait. */
  plan(input: PairingInput, effort?: Effort): Promise<Planned | undefined>
  /**
   * Plans ahead of need what a night would want next, in place of what it would have wanted before;
   * undefined where something newer was asked, or nobody knows.
   */
  ahead(night: NightId, input: PairingInput): Promise<Planned | undefined>
  /** What no plan of a night can avoid; undefined where something newer was asked, or nobody knows. */
  outlook(night: NightId, input: PairingInput): Promise<readonly Reason[] | undefined>
  close(): Promise<void>
}

/** Plans at once, holding everything else: for tests, rehearsals and Vite's server. */
export const plannerOnTheSpot = (): Planner => ({
  plan: (input, effort = 'full') =>
    Promise.resolve({ input: inputHash(input), rounds: planEvening(input, effort) }),
  ahead: (_, input) =>
    Promise.resolve({ input: inputHash(input), rounds: planEvening(input, 'quick') }),
  outlook: (_, input) => Promise.resolve(reasonsFor(input)),
  close: () => Promise.resolve(),
})

/**
 * The same, and nothing ahead of need: an evening that passes within seconds is not looked at between
 * two moments, and no two of them would be the same.
 */
export const plannerOfRehearsals = (): Planner => ({
  ...plannerOnTheSpot(),
  ahead: () => Promise.resolve(undefined),
})

/** What the worker is asked, and what it answers with. */
export type Task =
  | { readonly kind: 'plan'; readonly input: PairingInput; readonly effort: Effort }
  | { readonly kind: 'outlook'; readonly input: PairingInput }
export interface Made {
  readonly rounds?: Planned['rounds']
  readonly reasons?: readonly Reason[]
}

interface Job {
  readonly task: Task
  /** Told once; of nothing where the worker died or the job was dropped. */
  readonly done: (made: Made) => void
}
interface PlanJob extends Job {
  readonly key: string
}

/** A whole evening of 150 takes up to two seconds here: whoever waits longer gets a quick plan. */
const patienceMs = 1_500

/** Plans that are remembered; each is a few kilobytes. */
const mostKept = 16

export class WorkerPlanner implements Planner {
  readonly #file: URL
  readonly #patienceMs: number
  #worker: Worker | null = null
  #running: Job | null = null
  #waiting: Job[] = []
  readonly #outlooks = new Map<NightId, Job>()
  readonly #ahead = new Map<NightId, PlanJob>()
  readonly #plans = new Map<string, Promise<Planned | undefined>>()
  #isClosed = false

  constructor(file: URL, wait = patienceMs) {
    this.#file = file
    this.#patienceMs = wait
  }

  async plan(input: PairingInput, effort: Effort = 'full'): Promise<Planned | undefined> {
    const plan = this.#planned(input, effort, (job) => this.#waiting.push(job))
    const patience = new AbortController()
    const late = sleep(this.#patienceMs, undefined, patience).catch(() => undefined)
    const planned = await Promise.race([plan, late])
    patience.abort()
    return planned
  }

  ahead(night: NightId, input: PairingInput): Promise<Planned | undefined> {
    return this.#planned(input, 'full', (job) => {
      this.#ahead.get(night)?.done({})
      this.#ahead.set(night, job)
    })
  }

  async outlook(night: NightId, input: PairingInput): Promise<readonly Reason[] | undefined> {
    if (this.#isClosed) return undefined
    const { reasons } = await new Promise<Made>((done) => {
      this.#outlooks.get(night)?.done({})
      this.#outlooks.set(night, { task: { kind: 'outlook', input }, done })
      this.#next()
    })
    return reasons
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const left = [...this.#waiting.splice(0), ...this.#outlooks.values(), ...this.#ahead.values()]
    for (const job of left) job.done({})
    this.#outlooks.clear()
    this.#ahead.clear()
    const worker = this.#worker
    this.#lose(worker)
    await worker?.terminate()
  }

  #planned(
    input: PairingInput,
    effort: Effort,
    enqueue: (job: PlanJob) => void,
  ): Promise<Planned | undefined> {
    if (this.#isClosed) return Promise.resolve(undefined)
    const hash = inputHash(input)
    const key = `${effort} ${hash}`
    const known = this.#plans.get(key)
    if (known) {
      this.#hurry(key)
      return known
    }
    const plan = new Promise<Planned | undefined>((resolve) => {
      const done = ({ rounds }: Made) => {
        if (!rounds) this.#plans.delete(key)
        resolve(rounds && { input: hash, rounds })
      }
      enqueue({ task: { kind: 'plan', input, effort }, key, done })
    })
    this.#plans.set(key, plan)
    for (const oldest of this.#plans.keys()) {
      if (this.#plans.size <= mostKept) break
      this.#plans.delete(oldest)
    }
    this.#next()
    return plan
  }

  /** Somebody waits now for what was to be planned some time. */
  #hurry(key: string): void {
    for (const [night, job] of this.#ahead) {
      if (job.key !== key) continue
      this.#ahead.delete(night)
      this.#waiting.push(job)
    }
  }

  #next(): void {
    if (this.#running) return
    const job = this.#waiting.shift() ?? firstOf(this.#outlooks) ?? firstOf(this.#ahead)
    if (!job) return
    this.#running = job
    this.#started().postMessage(job.task)
  }

  #started(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(this.#file)
    // It alone keeps no process alive.
    worker.unref()
    worker.on('message', (made: Made) => {
      const job = this.#running
      this.#running = null
      job?.done(made)
      this.#next()
    })
    worker.on('error', (error) => {
      console.error('The planner failed, and is started again:', error)
      this.#lose(worker)
      this.#next()
    })
    this.#worker = worker
    return worker
  }

  /** What it was at is planned quickly by whoever waits for it. */
  #lose(worker: Worker | null): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const job = this.#running
    this.#running = null
    job?.done({})
  }
}

/** Takes the first out. */
function firstOf<J extends Job>(jobs: Map<NightId, J>): J | undefined {
  const [first] = jobs
  if (first) jobs.delete(first[0])
  return first?.[1]
}
