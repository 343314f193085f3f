// Where the server can be reached from, as far as this machine knows.
import { networkInterfaces } from 'node:os'

export interface Addresses {
  /** For this machine itself. */
  readonly local: string
  /** For phones in the same network; null where there is none, or where nobody there may come in. */
  readonly lan: string | null
}

const everywhere = new Set(['0.0.0.0', '::', ''])

export function addressesOf(host: string, port: number, scheme = 'http'): Addresses {
  if (!everywhere.has(host)) {
    const named = host.includes(':') ? `[${host}]` : host
    return { local: `${scheme}://${named}:${port}`, lan: null }
  }
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)
  return {
    local: `${scheme}://127.0.0.1:${port}`,
    lan: outside ? `${scheme}://${outside.address}:${port}` : null,
  }
}
