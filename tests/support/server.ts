// The server put together in this process, on a free port, with its own data: for tests that speak
// to it over real sockets and real HTTP.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NightId } from '#night/ids.ts'
import type { PassRole } from '#night/passes/model.ts'
import type { Held, HoldRequest, Joined, JoinRequest, Linked } from '#protocol/http.ts'
import type { Machine } from '../../server/api/check.ts'
import { compose, type Composed } from '../../server/compose.ts'
import { httpListener } from '../../server/http.ts'
import { openKeys, type freshKeys } from '../../server/keys.ts'
import { openLmdbLog } from '../../server/log/lmdb.ts'
import type { Log } from '../../server/log/log.ts'
import { openMemoryLog } from '../../server/log/memory.ts'
import type { PushOptions } from '../../server/push/push.ts'
import type { Clock } from '../../server/runtime/clock.ts'
import type { Logger } from '../../server/runtime/logger.ts'
import type { Metrics } from '../../server/telemetry/metrics.ts'
import type { Planner } from '../../server/runtime/planner.ts'
import { Screen, type ScreenOptions } from './screen.ts'

export interface ServerOptions {
  /** One that is there already may be shared with other servers. */
  readonly log?: 'memory' | 'lmdb' | Log
  /** Shared with other servers, too; made anew where none are given. */
  readonly keys?: ReturnType<typeof freshKeys>
  readonly clock?: Clock
  readonly planner?: Planner
  readonly logger?: Logger
  readonly metrics?: Metrics
  readonly gatherMs?: number
  readonly origin?: string
  readonly trustsProxy?: boolean
  readonly machine?: Machine
  readonly push?: PushOptions
  /** The built screens, where a browser comes. */
  readonly clientDir?: string
}

export interface Answered {
  readonly status: number
  readonly body: unknown
  readonly cookie: string | undefined
  readonly headers: Headers
}

export interface TestServer {
  readonly url: string
  readonly ownerSecret: string
  readonly composed: Composed
  readonly log: Log
  ask(path: string, options?: AskOptions): Promise<Answered>
  holdNight(asked?: Partial<HoldRequest>): Promise<TestNight>
  connect(options: ScreenOptions): Promise<Screen>
  close(): Promise<void>
}

export interface AskOptions {
  readonly body?: unknown
  readonly cookie?: string | undefined
  readonly origin?: string
}

export interface TestNight {
  readonly id: NightId
  /** The cookie of the first host link. */
  readonly hostCookie: string
  host(): Promise<Screen>
  /** Hands out a link, follows it, and connects as its screen. */
  screen(role: PassRole): Promise<{ screen: Screen; cookie: string; linked: Linked }>
  join(asked?: Partial<JoinRequest>): Promise<Joined>
  attendee(joined: Joined, options?: Partial<ScreenOptions>): Promise<Screen>
}

const logOf = (log: ServerOptions['log'], data: string): Promise<Log> =>
  typeof log === 'object'
    ? Promise.resolve(log)
    : log === 'lmdb'
      ? openLmdbLog({ dir: join(data, 'log') })
      : openMemoryLog()

/** Starts it; everything it was asked to keep is gone when it is closed. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const data = await mkdtemp(join(tmpdir(), 'rendezvous-server-'))
  if (options.keys) await writeFile(join(data, 'keys.json'), JSON.stringify(options.keys))
  const keys = openKeys(data)
  const log = await logOf(options.log, data)
  const { clock, planner, gatherMs, origin, trustsProxy, clientDir = null } = options
  const composed = await compose({
    ...{ log, keys, isShared: typeof options.log === 'object' },
    ...(clock && { clock }),
    ...(planner && { planner }),
    ...(options.push && { push: options.push }),
    ...(options.logger && { logger: options.logger }),
    ...(options.metrics && { metrics: options.metrics }),
    ...(gatherMs !== undefined && { gatherMs }),
    ...(origin !== undefined && { origin }),
    ...(trustsProxy !== undefined && { trustsProxy }),
    ...(options.machine && { machine: options.machine }),
    fatal: (error) => {
      throw error
    },
  })
  const { api, registry } = composed
  const server = createServer(httpListener({ api, registry, clock: composed.clock, clientDir }))
  composed.gateway.attach(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const screens: Screen[] = []

  const ask = async (path: string, { body, cookie, origin: from }: AskOptions = {}) => {
    const response = await fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookie && { cookie }),
        ...(from && { origin: from }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const [set] = response.headers.getSetCookie()
    const { status, headers } = response
    return { status, headers, body: await response.json(), cookie: set?.split(';')[0] }
  }
  const connect = (said: ScreenOptions) => {
    const screen = new Screen(url, said)
    screens.push(screen)
    return screen.met()
  }

  const follow = async (night: NightId, role: PassRole, link: string) => {
    const secret = new URL(link).hash.slice(1)
    const { cookie } = await ask(`/api/nights/${night}/pass`, { body: { role, secret } })
    return cookie ?? ''
  }

  const holdNight = async (asked: Partial<HoldRequest> = {}): Promise<TestNight> => {
    const owner = await ask('/api/owner', { body: { secret: composed.passes.owner } })
    const request = { ...usual, id: randomUUID(), ...asked }
    const held = await ask('/api/nights', { body: request, cookie: owner.cookie })
    if (held.status !== 200) throw new Error(`no night was held: ${JSON.stringify(held.body)}`)
    const { night: id, hostLink } = held.body as Held
    const hostCookie = await follow(id, 'host', hostLink)
    return {
      ...{ id, hostCookie },
      host: () => connect({ night: id, as: 'host', cookie: hostCookie }),
      screen: async (role) => {
        const body = { id: randomUUID(), role, label: role }
        const made = await ask(`/api/nights/${id}/links`, { body, cookie: hostCookie })
        const linked = made.body as Linked
        const cookie = await follow(id, role, linked.link)
        return { screen: await connect({ night: id, as: role, cookie }), cookie, linked }
      },
      join: async (said = {}) => {
        const body = { ...nobodyInParticular, id: randomUUID(), ...said }
        return (await ask(`/api/nights/${id}/join`, { body })).body as Joined
      },
      attendee: ({ pass }, said = {}) => connect({ night: id, as: 'attendee', pass, ...said }),
    }
  }

  const close = async () => {
    screens.forEach((screen) => screen.close())
    server.close()
    await composed.close()
    server.closeAllConnections()
    await rm(data, { recursive: true, force: true })
  }
  return { url, ownerSecret: composed.passes.owner, composed, log, ask, holdNight, connect, close }
}

const usual = {
  ...{ template: 'paris-p2p', title: 'Paris P2P #12', community: 'Paris P2P', venue: 'La Base' },
  ...{ date: '2026-12-02', tables: 30, forecast: null },
} as const

export const nobodyInParticular = {
  ...{ name: null, languages: ['fr', 'en'], offers: [], seeks: [], first: false },
} satisfies Omit<JoinRequest, 'id'>

/** What tests do behind the server's back. */
export const roomOf = ({ composed }: TestServer, night: NightId) => ({
  eraseNow: async () => {
    const runtime = await composed.registry.find(night)
    if (runtime) await composed.registry.erase(runtime)
  },
})
