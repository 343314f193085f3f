// In development the gateway hangs on Vite's own HTTP server: one port, one origin, as in production.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './sources.js'

/**
 * @typedef {import('vite').Connect.NextHandleFunction} Middleware
 * @typedef {() => Promise<void> | void} Detach
 */

const entry = join(root, 'server/dev.ts')
const onTheServer = /\/(server|src\/lib\/(night|protocol))\//

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

      const attach = async () => {
        /** @type {{ attach: (http: typeof httpServer, use: unknown) => Promise<Detach | void> | Detach | void }} */
        const dev = /** @type {never} */ (await server.ssrLoadModule('/server/dev.ts'))
        return (await dev.attach(httpServer, server.middlewares)) ?? (() => {})
      }
      const detach = await attach()
      httpServer.once('close', () => void detach())

      server.watcher.on('change', (file) => {
        if (!onTheServer.test(file)) return
        server.config.logger.info('the server changed: restarting', { timestamp: true })
        void server.restart()
      })
    },
  }
}
