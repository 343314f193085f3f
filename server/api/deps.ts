// What the handlers stand on, and the questions of who asks that several of them share.
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { nightId } from '#night/ids.ts'
import type { Pass, PassRole } from '#night/passes/model.ts'
import { cookieOf, ownerCookie } from '../cookies.ts'
import { CreditsByAddress } from '../limits.ts'
import type { Log } from '../log/log.ts'
import { screenPassOf, type Passes } from '../passes.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Answer } from '#protocol/messages.ts'
import type { NightRuntime, Submission } from '../runtime/night-runtime.ts'
import type { Push } from '../push/push.ts'
import type { Planner } from '../runtime/planner.ts'
import type { Logger } from '../runtime/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Registry } from '../runtime/registry.ts'
import type { Machine } from './check.ts'
import { refused, type Question, type Reply } from './exchange.ts'

export interface ApiDeps {
  readonly registry: Registry
  readonly passes: Passes
  readonly clock: Clock
  readonly origin: string | null
  /** Whether every request comes through a proxy of our own, which says from where. */
  readonly trustsProxy: boolean
  readonly keepDays: number
  readonly log: Log
  readonly planner: Planner
  /** What the server stands on; unknown, if nothing is said. */
  readonly machine?: Machine
  /** Null where it is switched off. */
  readonly push: Push | null
  readonly logger: Logger
  readonly metrics?: Metrics
}

export async function nightOf(
  { registry }: ApiDeps,
  { params }: Question,
): Promise<NightRuntime | null> {
  const id = v.safeParse(nightId, params['night'])
  return id.success ? registry.find(id.output) : null
}

export const isOwner = ({ passes }: ApiDeps, { cookies }: Question): boolean =>
  passes.isOwner(cookieOf(cookies, ownerCookie) ?? '')

export const passFor = (
  runtime: NightRuntime,
  role: PassRole,
  { cookies }: Question,
): Pass | null => screenPassOf(runtime, role, cookies)

const answerWithinMs = 6_000

/** Gives an order. Over HTTP nobody waits for a log that is away: the same id may be sent again. */
export async function ask(
  { metrics }: Pick<ApiDeps, 'metrics'>,
  runtime: NightRuntime,
  order: Submission,
): Promise<Answer> {
  const answer = await answerTo(runtime, order)
  metrics?.answered(order.command.type, answer)
  return answer
}

async function answerTo(runtime: NightRuntime, order: Submission): Promise<Answer> {
  const away = { ok: false, code: 'wire/away' } as const
  if (runtime.isAway) return away
  const enough = new AbortController()
  const late = sleep(answerWithinMs, away, { signal: enough.signal }).catch(() => away)
  try {
    return await Promise.race([runtime.submit(order), late])
  } finally {
    enough.abort()
  }
}

const wrongSecretWaitMs = 500

/**
 * Answers to wrong secrets: late, and few a minute. A right one always passes, so that nobody behind
 * the venue's one address can lock the host out; with 128 bits nobody guesses one either.
 */
export class WrongSecrets {
  readonly #credits = new CreditsByAddress({ most: 20, perSecond: 0.5 })

  async refuse({ address }: Question): Promise<Reply> {
    const isFew = this.#credits.spend(address)
    await sleep(wrongSecretWaitMs)
    return refused(isFew ? 'wire/no-pass' : 'wire/too-fast')
  }
}
