// What the server listens with: plain HTTP, or HTTPS by a certificate that is renewed while it runs.
import { createServer, type RequestListener, type Server as HttpServer } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import type { Server } from 'node:net'
import type { Config } from './config.ts'
import type { Logger } from './runtime/logger.ts'
import type { Certificate } from './tls/certificate.ts'
import { frontOf } from './tls/front.ts'
import { keepRenewed } from './tls/renewal.ts'

interface ListeningDeps {
  readonly answer: RequestListener
  readonly config: Pick<Config, 'host' | 'port' | 'tls' | 'httpPort' | 'origin'>
  /** The one to begin with, where there are files for it. */
  readonly certificate: Certificate | null
  readonly logger: Logger
  /** Told when a port cannot be had. */
  readonly failed: (error: Error, port: number) => void
}

export interface Listening {
  /** For sockets to hang on. */
  readonly server: HttpServer | HttpsServer
  /** The certificate that is served now. */
  certificate(): Certificate | null
  /** Listens, and resolves with the port. */
  listen(): Promise<number>
  close(): void
}

export function listeningOf({ answer, config, ...deps }: ListeningDeps): Listening {
  const { host, port, tls, httpPort, origin } = config
  const { logger, failed } = deps
  let { certificate } = deps

  const open = (server: Server, on: number): Promise<number> =>
    new Promise((resolve) => {
      server.on('error', (error) => failed(error, on))
      server.listen(on, host, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : on)
      })
    })

  if (!tls || !certificate) {
    const server = createServer(answer)
    server.requestTimeout = 30_000
    const close = () => {
      server.close()
      server.closeAllConnections()
    }
    return { server, certificate: () => null, listen: () => open(server, port), close }
  }

  const front = frontOf({ answer, certificate, origin })
  const take = (renewed: Certificate) => {
    front.serve(renewed)
    certificate = renewed
  }
  const stopLooking = keepRenewed({ files: tls, served: certificate, logger, take })
  const second = httpPort === undefined ? null : front.alsoOn()
  return {
    server: front.https,
    certificate: () => certificate,
    listen: async () => {
      // The port itself first: it is the one that a worker is known by.
      const first = await open(front.port, port)
      if (second) await open(second, httpPort ?? 0)
      return first
    },
    close: () => {
      stopLooking()
      front.port.close()
      second?.close()
      front.closeAllConnections()
    },
  }
}
