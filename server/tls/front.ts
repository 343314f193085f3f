// One port for HTTPS and for those who knock without it: they are shown the way.
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import { createServer, isIP, type Server, type Socket } from 'node:net'
import type { Certificate } from './certificate.ts'

export interface Front {
  /** What speaks TLS: for sockets to hang on. It listens to nothing itself. */
  readonly https: HttpsServer
  /** What listens. */
  readonly port: Server
  /** Serves another certificate from now on; who is connected stays so. */
  serve(certificate: Certificate): void
  /** A second port, where everything is sent on to the first. */
  alsoOn(): Server
  closeAllConnections(): void
}

/** The first byte of every TLS connection; no request in plain HTTP begins with it. */
const tlsHandshake = 0x16
const firstByteWithinMs = 60_000

/** For those who look after the server: they ask from this very machine, without a name. */
const forKeepers = new Set(['/health', '/ready', '/metrics'])

interface FrontDeps {
  readonly answer: RequestListener
  readonly certificate: Certificate
  /** Where people reach the server, where that was said. */
  readonly origin: string | null
}

/** Answers over TLS; what comes without is sent on, except what `/health` and its like are asked. */
export function frontOf({ answer, certificate, origin }: FrontDeps): Front {
  let served = certificate
  const { cert, key } = certificate
  const https = createHttpsServer({ cert, key }, answer)
  const port = createServer((socket) => sort(socket))
  const plain = createHttpServer((request, response) => {
    if (forKeepers.has(request.url ?? '')) return answer(request, response)
    const address = port.address()
    const ours = typeof address === 'object' && address ? address.port : 443
    const asked = request.headers.host ?? ''
    const to = origin ?? securely(asked, served, request.socket.localPort === ours ? null : ours)
    // For tonight only: the same name may serve without a certificate another time.
    if (to !== null) response.writeHead(307, { Location: to + (request.url ?? '/') })
    else response.writeHead(400)
    response.end()
  })
  // Neither listens, so that neither would watch over requests that never end.
  for (const server of [https, plain]) {
    server.requestTimeout = 30_000
    server.emit('listening')
  }

  const waiting = new Set<Socket>()
  const sort = (socket: Socket): void => {
    waiting.add(socket)
    const hangUp = () => socket.destroy()
    socket.on('error', hangUp)
    socket.on('close', () => waiting.delete(socket))
    socket.setTimeout(firstByteWithinMs, hangUp)
    socket.once('data', (first) => {
      waiting.delete(socket)
      socket.setTimeout(0)
      socket.off('timeout', hangUp)
      socket.pause()
      socket.unshift(first)
      const speaks = first[0] === tlsHandshake ? https : plain
      speaks.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
  }
  return {
    ...{ https, port },
    serve: (renewed) => {
      https.setSecureContext({ cert: renewed.cert, key: renewed.key })
      served = renewed
    },
    alsoOn: () => createServer((socket) => plain.emit('connection', socket)),
    closeAllConnections: () => {
      for (const socket of waiting) socket.destroy()
      https.closeAllConnections()
      plain.closeAllConnections()
    },
  }
}

/**
 * Where somebody who asked a host without TLS finds it with: on the port they asked, or on another.
 * Null for no host at all.
 */
function securely(
  host: string,
  { covers, names }: Certificate,
  other: number | null,
): string | null {
  if (host === '' || !URL.canParse(`http://${host}`)) return null
  const { hostname, port: asked } = new URL(`http://${host}`)
  const port = other ?? Number(asked || 443)
  const bare = hostname.replace(/^\[|\]$/g, '')
  // By a number, or under another name, a browser would not take the certificate.
  const [known] = names
  const name = covers(bare) || known === undefined ? hostname : known
  return `https://${isIP(name) === 6 ? `[${name}]` : name}${port === 443 ? '' : `:${port}`}`
}
