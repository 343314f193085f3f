import { sveltekit } from '@sveltejs/kit/vite'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Everything that holds runes runs as in a browser: Svelte's server build has no effects.
const onThePhone = ['live', 'ui', 'i18n'].map((room) => `tests/${room}/**/*.test.ts`)

// A project does not take these over from what stands around it.
const testTimeout = 20_000
/** No test relies on what a module is at its beginning, or it loads that anew. */
const isolate = false

export default defineConfig({
  test: {
    // Many tests wait for processes and sockets: three share two cores well.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    projects: [
      {
        test: {
          name: 'house',
          ...{ isolate, testTimeout },
          include: ['tests/**/*.test.ts'],
          exclude: [...onThePhone, 'tests/e2e/**', 'tests/bench/**'],
        },
      },
      {
        plugins: [sveltekit()],
        resolve: {
          conditions: ['browser'],
          // Not its browser build: Node 20 has no WebSocket of its own.
          alias: {
            'socket.io-client': fileURLToPath(
              new URL('node_modules/socket.io-client/build/esm-debug/index.js', import.meta.url),
            ),
          },
        },
        test: {
          name: 'phone',
          ...{ isolate, testTimeout },
          environment: './tests/support/phone-environment.ts',
          include: onThePhone,
        },
      },
    ],
  },
})
