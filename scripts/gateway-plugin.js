// In development the gateway hangs on Vite's own HTTP server: one port, one origin, as in production.
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './sources.js'

/** @typedef {() => Promise<void> | void} Detach lets go of sockets, timers and data */

const entry = join(root, 'server/dev.ts')
const onTheServer = /^(server|src\/lib\/(night|protocol))\//

/**
 * Vite restarts by starting anew before it closes the old: the one that holds the data lets go first.
 * Kept outside the plugin, which is a new one after every restart.
 * @type {{ detach: Detach }}
 */
const attached = /** @type {never} */ (
  /** @type {Record<symbol, unknown>} */ (/** @type {unknown} */ (globalThis))[
    Symbol.for('rendezvous:gateway')
  ] ??= { detach: () => {} }
)

async function detach() {
  const { detach: once } = attached
  attached.detach = () => {}
  await once()
}

/** @returns {import('vite').Plugin} */
export function gateway() {
  return {
    name: 'rendezvous:gateway',
    apply: 'serve',
    async configureServer(server) {
      const { httpServer } = server
      // Vitest has no HTTP server and wants no gateway.
      if (!httpServer || process.env['VITEST']) return
      if (!existsSync(entry)) {
        server.config.logger.warn('There is no server/dev.ts yet: screens only, no gateway.')
        return
      }

      await detach()
      /** @type {{ attach: (http: typeof httpServer, middlewares: typeof server.middlewares) => Promise<Detach | void> }} */
      const dev = /** @type {never} */ (await server.ssrLoadModule('/server/dev.ts'))
      const ours = (await dev.attach(httpServer, server.middlewares)) ?? (() => {})
      attached.detach = ours
      httpServer.once('close', () => {
        if (attached.detach === ours) void detach()
      })

      server.watcher.on('change', (file) => {
        if (!onTheServer.test(relative(root, file))) return
        server.config.logger.info('the server changed: restarting', { timestamp: true })
        void server.restart()
      })
    },
  }
}
