// Measures: `npm run bench -- pairing [--json]`. Built first, as the server is: Node 20 runs no types.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build } from 'vite'
import { root } from './sources.js'

/** Servers under test and crowds of phones, each a process of its own. */
const servers = Object.fromEntries(
  ['product', 'bare-ws', 'bare-io', 'replayed', 'phones'].map((name) => [
    `wire-${name}`,
    join(root, `bench/wire/servers/${name}.ts`),
  ]),
)

const outDir = join(root, 'build/bench')
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  // A phone's clock is measured as it is.
  plugins: [svelte({ configFile: false })],
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: {
        main: join(root, 'bench/main.ts'),
        cold: join(root, 'bench/cold.ts'),
        ...servers,
        'planner-worker': join(root, 'server/runtime/planner-worker.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
await import(pathToFileURL(join(outDir, 'main.js')).href)
