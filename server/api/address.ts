// The address that somebody asks from: what the rate limits count by.
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * The other end of the line; behind a proxy of our own, what that proxy saw there. A proxy adds to
 * the end of X-Forwarded-For, so the last entry is its own; all before it is what the phone claims.
 */
export function addressOf({ headers, socket }: IncomingMessage, trustsProxy: boolean): string {
  const peer = socket.remoteAddress ?? ''
  if (!trustsProxy) return peer
  const said = [headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').at(-1)?.trim() ?? ''
  return isIP(said) ? said : peer
}
