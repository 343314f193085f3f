// The same API and gateway inside Vite's development server.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Http2SecureServer } from 'node:http2'
import { addressesOf } from './addresses.ts'
import { compose } from './compose.ts'
import { readConfig } from './config.ts'
import { openKeys } from './keys.ts'
import { openLog } from './log/open.ts'
import { clockOf } from './runtime/clock.ts'

interface Middlewares {
  use(
    middleware: (
      request: IncomingMessage,
      response: ServerResponse,
      next: (error?: unknown) => void,
    ) => void,
  ): void
}

/** Hangs API and sockets on a server. Returns how to let go of them, of the timers and the data. */
export async function attach(
  httpServer: Server | Http2SecureServer,
  middlewares: Middlewares,
): Promise<() => Promise<void>> {
  const read = readConfig([], process.env)
  if (!read.ok) throw new Error(read.sentence)
  const { data, redisUrl, isRiskTaken, origin, keepDays, speed } = read.config
  const keys = openKeys(data)
  const log = await openLog({ redisUrl, dataDir: data, isRiskTaken, isTimely: speed === 1 })
  const composed = await compose({
    ...{ log, keys, origin, keepDays, isShared: redisUrl !== undefined, clock: clockOf(speed) },
    fatal: (error) => {
      console.error('The log failed; nothing more can be recorded:', error)
      process.exit(1)
    },
  })
  composed.gateway.attach(httpServer)
  middlewares.use((request, response, next) => {
    composed.api(request, response).then((isTaken) => {
      if (!isTaken) next()
    }, next)
  })
  httpServer.once('listening', () => {
    const address = httpServer.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { local } = addressesOf('127.0.0.1', port)
    console.log(`  To hold a night: ${local}/hold#${composed.passes.owner}`)
  })
  return composed.close
}
