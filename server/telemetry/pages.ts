// /ready and /metrics: for whoever keeps the server, not for its guests.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface Telemetry {
  /** Why nothing should be sent here now, or null. */
  readonly unready: () => string | null
  /** In Prometheus' text format. */
  readonly metrics: () => Promise<string>
  /** Whoever knows it may see the metrics from anywhere. */
  readonly token: string | null
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const proxied = ['forwarded', 'x-forwarded-for', 'via'] as const

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest()

/** From this machine itself and through no proxy, or with the token. */
function maySee({ headers, socket }: IncomingMessage, token: string | null): boolean {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  if (token !== null && given !== undefined && timingSafeEqual(hashed(given), hashed(token)))
    return true
  const isProxied = proxied.some((name) => headers[name] !== undefined)
  return !isProxied && loopback.has(socket.remoteAddress ?? '')
}

/** Answers what is asked of it; false for every other request. */
export async function telemetryPage(
  request: IncomingMessage,
  response: ServerResponse,
  { unready, metrics, token }: Telemetry,
): Promise<boolean> {
  if (request.url === '/ready') {
    const why = unready()
    const body = why === null ? { ready: true } : { ready: false, why }
    const status = why === null ? 200 : 503
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    response.end(JSON.stringify(body))
    return true
  }
  if (request.url !== '/metrics' || !maySee(request, token)) return false
  const text = await metrics()
  response.writeHead(200, {
    'Content-Type': 'text/plain; version=0.0.4',
    'Cache-Control': 'no-store',
  })
  response.end(text)
  return true
}
