// Two servers that share a Redis and the keys, as several machines or processes do.
import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose } from '../../server/compose.ts'
import { httpListener } from '../../server/http.ts'
import { openKeys, type Keys } from '../../server/keys.ts'
import { openLog } from '../../server/log/open.ts'
import { startRedis } from '../support/redis.ts'

export interface SharingServer {
  readonly port: number
  readonly owner: string
  /** What was asked of it, sockets included. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

export interface TwoServers {
  readonly one: SharingServer
  readonly other: SharingServer
  close(): Promise<void>
}

/** Starts both, reached under `origin` through a proxy that they trust. */
export async function startTwoServers(origin: string): Promise<TwoServers> {
  const redis = await startRedis()
  const data = await mkdtemp(join(tmpdir(), 'rendezvous-two-'))
  const keys = openKeys(data)
  const start = () => startServer({ origin, keys, data, redisUrl: redis.url })
  const [one, other] = await Promise.all([start(), start()])
  const close = async () => {
    await Promise.all([one.close(), other.close()])
    await redis.stop()
    await rm(data, { recursive: true, force: true })
  }
  return { one, other, close }
}

interface StartOptions {
  readonly origin: string
  readonly keys: Keys
  readonly data: string
  readonly redisUrl: string
}

async function startServer({ data, redisUrl, ...known }: StartOptions): Promise<SharingServer> {
  const composed = await compose({
    ...known,
    log: await openLog({ redisUrl, dataDir: data }),
    ...{ trustsProxy: true, isShared: true },
    fatal: (error) => {
      throw error
    },
  })
  const server = createServer(httpListener({ ...composed, clientDir: null }))
  const asked: string[] = []
  server.on('request', ({ url = '' }) => asked.push(url))
  server.on('upgrade', ({ url = '' }) => asked.push(url))
  composed.gateway.attach(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    server.close()
    await composed.close()
    server.closeAllConnections()
  }
  const { port } = server.address() as AddressInfo
  return { port, owner: composed.passes.owner, asked, close }
}
