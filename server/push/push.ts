// Calls phones that sleep: at the instant a pairing is shown and when a round is over, everybody who
// asked for it at once, so that nobody can tell from the moments who meets whom.
import type { AttendeeId, NightId } from '#night/ids.ts'
import type { NightEvent } from '#night/night.ts'
import { lastRound } from '#night/rounds/model.ts'
import { between, seconds, type Instant } from '#night/time.ts'
import { LogAway } from '../log/log.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Logger } from '../runtime/logger.ts'
import type { NightRuntime, RuntimeListener } from '../runtime/night-runtime.ts'
import { eventsOf } from '../runtime/night-state.ts'
import type { RegistryListener } from '../runtime/registry.ts'
import { Sender, type Vapid } from './sender.ts'
import { isAllowed } from './services.ts'
import { tooMany, type Subscriptions } from './subscriptions.ts'

export interface PushOptions {
  readonly vapid: Vapid
  readonly subscriptions: Subscriptions
  readonly services: readonly string[]
}

interface Deps extends PushOptions {
  readonly clock: Clock
  readonly logger: Logger
}

/** Somebody's endpoint, and when their night is erased. */
export interface Wish {
  readonly attendee: AttendeeId
  readonly endpoint: string
  readonly until: Instant
}

/** What is told later than this is no news: a process that catches up calls nobody. */
const freshFor = seconds(20)
const gone: readonly number[] = [404, 410]

export class Push implements RegistryListener {
  readonly #deps: Deps
  readonly #sender: Sender
  readonly #working = new Set<Promise<void>>()
  readonly #timers = new Set<() => void>()

  constructor(deps: Deps) {
    this.#deps = deps
    this.#sender = new Sender(deps.vapid)
  }

  /** What a browser needs to know to ask its maker for an endpoint. */
  get key(): string {
    return this.#deps.vapid.publicKey
  }

  /** Keeps where to call a phone; false where that is none of the services. */
  async subscribe(night: NightId, { attendee, endpoint, until }: Wish): Promise<boolean> {
    const { subscriptions, services, clock } = this.#deps
    if (!isAllowed(endpoint, services)) return false
    await subscriptions.add(night, { attendee, endpoint, since: clock.now() }, until)
    await subscriptions.remove(night, tooMany(await subscriptions.of(night), attendee))
    return true
  }

  /** Forgets one endpoint of somebody's, or with null all of them. */
  async unsubscribe(night: NightId, attendee: AttendeeId, endpoint: string | null): Promise<void> {
    const { subscriptions } = this.#deps
    const theirs = (await subscriptions.of(night))
      .filter((one) => one.attendee === attendee)
      .map((one) => one.endpoint)
    const meant = endpoint === null ? theirs : theirs.filter((one) => one === endpoint)
    await subscriptions.remove(night, meant)
  }

  opened(runtime: NightRuntime): RuntimeListener {
    return {
      batch: ({ commits }) => {
        for (const event of commits.flatMap(eventsOf)) this.#told(runtime, event)
      },
    }
  }

  erased(night: NightId): void {
    this.#work(() => this.#deps.subscriptions.erase(night))
  }

  /** Waits for what is on its way. */
  async close(): Promise<void> {
    this.#timers.forEach((cancel) => cancel())
    await Promise.all(this.#working)
    this.#sender.close()
    await this.#deps.subscriptions.close()
  }

  #told(runtime: NightRuntime, event: NightEvent): void {
    if (event.type === 'door/checked-out' || event.type === 'door/removed')
      this.#work(() => this.unsubscribe(runtime.id, event.attendee, null))
    const round = lastRound(runtime.night.rounds)
    if (event.type === 'rounds/ended') {
      const name = `over-${event.number}-${round?.revealAt ?? 0}`
      this.#callAt(event.at, () => this.#work(() => this.#call(runtime, name)))
    }
    if (event.type === 'rounds/announced') {
      const { number, revealAt } = event
      this.#callAt(revealAt, () => {
        const now = lastRound(runtime.night.rounds)
        if (now?.phase === 'announced' && now.revealAt === revealAt)
          this.#work(() => this.#call(runtime, `announced-${number}-${revealAt}`))
      })
    }
  }

  #callAt(at: Instant, then: () => void): void {
    const { clock } = this.#deps
    const left = between(clock.now(), at)
    if (left < -freshFor) return
    if (left <= 0) return then()
    const cancel = clock.after(left, () => {
      this.#timers.delete(cancel)
      then()
    })
    this.#timers.add(cancel)
  }

  async #call({ id }: NightRuntime, name: string): Promise<void> {
    const { subscriptions, services, logger } = this.#deps
    // Every process is told of it; the first to say so calls.
    const all = await subscriptions.of(id)
    if (all.length === 0 || !(await subscriptions.claim(id, name))) return
    const endpoints = all.map((one) => one.endpoint).filter((one) => isAllowed(one, services))
    const statuses = await this.#sender.send(endpoints)
    const isGone = (endpoint: string) => gone.includes(statuses.get(endpoint) ?? 0)
    await subscriptions.remove(id, endpoints.filter(isGone))
    const failed = endpoints.filter((one) => !isGone(one) && !isWell(statuses.get(one) ?? 0)).length
    if (failed > 0) logger.warn('pushes failed', { sent: endpoints.length, failed })
  }

  /** In the background: a store that does not answer costs a call, and nothing else. */
  #work(what: () => Promise<void>): void {
    const work = what()
      .catch((error: unknown) => {
        if (!(error instanceof LogAway)) this.#deps.logger.error('push failed', error)
      })
      .finally(() => this.#working.delete(work))
    this.#working.add(work)
  }
}

const isWell = (status: number): boolean => status >= 200 && status < 300
