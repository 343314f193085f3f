// Whether a request comes from our own screens. The same rule for every POST and every socket.
import type { IncomingHttpHeaders } from 'node:http'

/**
 * A browser says where a page comes from with every POST, every websocket and every request that
 * crosses origins: a foreign one is refused. It leaves Origin out only where the page is our own (a
 * polling GET) or where it can neither send our cookies (SameSite=Strict) nor read the answer; then
 * Sec-Fetch-Site tells. Programs without a browser send neither: they have no cookies of somebody
 * else's to misuse, so they may come in, with what passes they hold.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, ownOrigin: string | null): boolean {
  const { origin, host } = headers
  if (origin === undefined) {
    const site = headers['sec-fetch-site']
    return site === undefined || site === 'same-origin' || site === 'none'
  }
  if (ownOrigin !== null && origin === ownOrigin) return true
  return host !== undefined && hostOf(origin) === host.toLowerCase()
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null // «null», as a sandboxed page says
  }
}
