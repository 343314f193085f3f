// The parts of the server put together, for the program, for Vite's server and for tests alike.
import { createApi, type Api } from './api/api.ts'
import type { Machine } from './api/check.ts'
import { Gateway } from './gateway/gateway.ts'
import { measuredLog } from './telemetry/measured-log.ts'
import { quiet, type Logger } from './runtime/logger.ts'
import type { Metrics } from './telemetry/metrics.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log/log.ts'
import { Passes } from './passes.ts'
import { Push, type PushOptions } from './push/push.ts'
import { clockOf, type Clock } from './runtime/clock.ts'
import { plannerOnTheSpot, type Planner } from './runtime/planner.ts'
import { Registry } from './runtime/registry.ts'

export interface ComposeOptions {
  readonly log: Log
  readonly keys: Keys
  readonly clock?: Clock
  /** Where rounds are planned: on the spot if nothing else is said. */
  readonly planner?: Planner
  readonly origin?: string | null
  /** Whether X-Forwarded-For is written by a proxy of our own. */
  readonly trustsProxy?: boolean
  readonly keepDays?: number
  /** Whether other processes may write to the same log. */
  readonly isShared?: boolean
  /** Whether others listen on the same port: then only websockets stay with one process. */
  readonly isOneOfMany?: boolean
  readonly gatherMs?: number
  /** On which clock counts and votes are gathered: a rehearsal's own, else the world's. */
  readonly gatherClock?: Clock
  /** Where faults are written down; nowhere, if nothing is said. */
  readonly logger?: Logger
  readonly metrics?: Metrics
  /** What the server stands on, for hosts who look whether all is ready. */
  readonly machine?: Machine
  /** Where phones that sleep may be called; nobody is, if nothing is said. */
  readonly push?: PushOptions | null
  /** What the process cannot go on after. */
  readonly fatal: (error: unknown) => void
}

export interface Composed {
  readonly api: Api
  readonly gateway: Gateway
  readonly registry: Registry
  readonly passes: Passes
  readonly clock: Clock
  /** Lets go of the sockets, finishes what is queued, closes the log. */
  close(): Promise<void>
}

/** Opens every night of the log and everything that stands on them; listens to nothing yet. */
export async function compose(options: ComposeOptions): Promise<Composed> {
  const {
    keys,
    logger = quiet,
    metrics,
    fatal,
    origin = null,
    trustsProxy = false,
    keepDays = 7,
    planner = plannerOnTheSpot(),
    isShared = false,
    gatherMs,
    gatherClock,
    machine,
  } = options
  const clock = options.clock ?? clockOf()
  const log = metrics ? measuredLog(options.log, metrics) : options.log
  const passes = new Passes(keys)
  const registry = await Registry.open({ log, clock, planner, fatal, isShared, logger })
  const shared = { registry, passes, clock, origin, logger, ...(metrics && { metrics }) }
  const gateway = new Gateway({
    ...shared,
    risks: () => log.risks ?? [],
    present: log.present?.bind(log),
    isOneOfMany: options.isOneOfMany ?? false,
    ...(gatherMs !== undefined && { gatherMs }),
    ...(gatherClock && { gatherClock }),
  })
  const push = options.push ? new Push({ ...options.push, clock, logger }) : null
  if (push) registry.listen(push)
  metrics?.watch({
    nights: () => registry.all(),
    sockets: () => gateway.sockets,
    now: () => clock.now(),
  })
  const api = createApi({
    ...{ ...shared, trustsProxy, keepDays, log, planner, push },
    ...(machine && { machine }),
  })
  const close = async (): Promise<void> => {
    gateway.close()
    await registry.close()
    await push?.close()
    await planner.close()
    await log.close()
  }
  return { api, gateway, registry, passes, clock, close }
}
