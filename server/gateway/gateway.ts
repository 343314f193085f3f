// The sockets' one entrance: who may knock, who they are, what they ask, what they are told.
import { Server } from 'socket.io'
import type { Http2SecureServer } from 'node:http2'
import type { Server as HttpServer } from 'node:http'
import * as v from 'valibot'
import type { NightId } from '#night/ids.ts'
import { heartbeat } from '#protocol/heartbeat.ts'
import { ping, type Answer, type WireCode } from '#protocol/messages.ts'
import { Credits, type Allowance } from '../limits.ts'
import { isOwnOrigin } from '../origin.ts'
import type { Passes } from '../passes.ts'
import { clockOf, type Clock } from '../runtime/clock.ts'
import type { AudienceKind } from '#night/views/audience.ts'
import { LogAway } from '../log/log.ts'
import type { Logger } from '../runtime/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Batch, NightRuntime } from '../runtime/night-runtime.ts'
import type { Registry } from '../runtime/registry.ts'
import { authenticate } from './authenticate.ts'
import { Fanout } from './fanout.ts'
import type { PresenceDeps } from './presence.ts'
import { preparedParser } from './prepared.ts'
import { receive, type Sender } from './receive.ts'
import type { Identity, NightServer, NightSocket } from './socket.ts'

export interface GatewayDeps {
  readonly registry: Registry
  readonly passes: Passes
  readonly clock: Clock
  readonly origin: string | null
  /** What could make the log lose what it answered, now. */
  readonly risks?: () => readonly string[]
  /** Tells other processes how many screens are connected here; none where nobody else serves. */
  readonly present?: PresenceDeps['exchange']
  /** Whether others listen on the same port: a second request of polling would reach one of them. */
  readonly isOneOfMany?: boolean
  readonly logger: Logger
  readonly metrics?: Metrics
  readonly gatherMs?: number
  /** The world's, where none is given. */
  readonly gatherClock?: Clock
}

/** Commands: a host or a door comes back from a dead zone with many, everybody else has ten fingers. */
const allowances: Readonly<Record<'staff' | 'others', Allowance>> = {
  staff: { most: 600, perSecond: 30 },
  others: { most: 60, perSecond: 5 },
}
const pingCosts = 0.2

const worldClock = clockOf()
const none = (): readonly string[] => []

export class Gateway {
  readonly #deps: GatewayDeps
  readonly #io: NightServer
  readonly #fanouts = new Map<NightId, Fanout>()

  constructor(deps: GatewayDeps) {
    this.#deps = deps
    const { registry, origin, isOneOfMany } = deps
    this.#io = new Server({
      serveClient: false,
      parser: preparedParser,
      transports: isOneOfMany ? ['websocket'] : ['websocket', 'polling'],
      // Frames are a few hundred bytes: deflating each costs more than it saves.
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: 32_768,
      pingInterval: heartbeat.everyMs,
      pingTimeout: heartbeat.withinMs,
      connectTimeout: 10_000,
      // Vite's own sockets live on the same server.
      destroyUpgrade: false,
      allowRequest: ({ headers }, decide) => decide(null, isOwnOrigin(headers, origin)),
    })
    this.#io.on('connection', (socket) => void this.#connected(socket))
    registry.listen({
      opened: ({ id }) => ({
        batch: (batch) => this.#publish(id, batch),
        cut: (lost) => this.#fanouts.get(id)?.beginAnew(lost),
        away: () => this.#fanouts.get(id)?.tellCondition(),
        outlook: () => this.#fanouts.get(id)?.tellCondition(['host']),
      }),
      erased: (night) => {
        this.#fanouts.get(night)?.close('wire/night-erased')
        this.#fanouts.delete(night)
      },
    })
  }

  attach(server: HttpServer | Http2SecureServer): void {
    this.#io.attach(server)
  }

  /** How many screens of each audience are connected here. */
  get sockets(): ReadonlyMap<AudienceKind, number> {
    const all = new Map<AudienceKind, number>()
    for (const fanout of this.#fanouts.values())
      for (const [kind, count] of fanout.counts) all.set(kind, (all.get(kind) ?? 0) + count)
    return all
  }

  #publish(night: NightId, batch: Batch): void {
    const fanout = this.#fanouts.get(night)
    const tell = () => fanout?.publish(batch)
    const { metrics } = this.#deps
    if (metrics && fanout) metrics.fannedOut(tell)
    else tell()
  }

  /** Sends at once what was gathered for a night. */
  flush(night: NightId): void {
    this.#fanouts.get(night)?.flush()
  }

  /** Lets go of every socket without a word: phones take it for a lost line, and come back. */
  close(): void {
    for (const fanout of this.#fanouts.values()) fanout.end()
    this.#io.engine.close()
  }

  async #connected(socket: NightSocket): Promise<void> {
    const early: (() => void)[] = []
    let ready: ((message: unknown) => Promise<Answer>) | null = null
    // From the first moment on: a command that comes with the connection is answered too.
    socket.on('command', (message: unknown, answered: unknown) => {
      const answer = typeof answered === 'function' ? answered : () => {}
      const take = () => void ready?.(message).then((it) => answer(it))
      if (ready) take()
      else early.push(take)
    })
    try {
      const { auth, headers } = socket.handshake
      const found = await authenticate({ auth, cookies: headers.cookie }, this.#deps)
      if (!found.ok) return farewell(socket, found.code)
      const { runtime, identity, said } = found
      const credits = new Credits(allowanceOf(identity))
      const fanout = this.#fanoutOf(runtime)
      this.#answerPings(socket, credits, (ms) => fanout.timed(socket, identity, ms))
      socket.conn.on('heartbeat', () => fanout.heard())
      socket.on('disconnect', (reason) => {
        // Whoever hangs up was there until now; whose line is dead, was not.
        if (reason !== 'ping timeout') fanout.heard()
        fanout.leave(socket, identity)
      })
      fanout.join(socket, identity, said)
      const { passes, logger, metrics } = this.#deps
      const sender: Sender = {
        ...{ identity, runtime, passes, credits, logger, reading: null },
        ...(metrics && { metrics }),
      }
      ready = (message) => receive(message, sender)
      early.forEach((take) => take())
    } catch (error) {
      // A log that is away is no fault: the screen tries again.
      if (!(error instanceof LogAway)) this.#deps.logger.error('socket not welcomed', error)
      socket.disconnect(true)
    }
  }

  #answerPings(socket: NightSocket, credits: Credits, timed: (boundMs: number) => void): void {
    socket.on('ping', (message: unknown, answered: unknown) => {
      if (typeof answered !== 'function' || !v.is(ping, message)) return
      if (!credits.spend(pingCosts)) return
      answered(this.#deps.clock.now())
      if (message.bound !== undefined) timed(message.bound)
    })
  }

  #fanoutOf(runtime: NightRuntime): Fanout {
    const known = this.#fanouts.get(runtime.id)
    if (known) return known
    const { clock, passes, risks = none, present } = this.#deps
    const { gatherMs = 100, gatherClock = worldClock } = this.#deps
    const fanout = new Fanout(runtime, {
      ...{ io: this.#io, clock, passes, risks, present, gatherMs, gatherClock },
    })
    this.#fanouts.set(runtime.id, fanout)
    return fanout
  }
}

const allowanceOf = ({ audience: { kind } }: Identity): Allowance =>
  kind === 'host' || kind === 'door' ? allowances.staff : allowances.others

function farewell(socket: NightSocket, code: WireCode): void {
  socket.emit('farewell', code)
  socket.disconnect(true)
}
