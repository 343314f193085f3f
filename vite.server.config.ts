import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const entries = [
  'main',
  'rehearse',
  'rehearse-server',
  'import',
  'pair',
  'log-tool',
  'runtime/planner-worker',
]
  .map((path) => {
    const file = fileURLToPath(new URL(`server/${path}.ts`, import.meta.url))
    return [path.split('/').at(-1) ?? path, file] as const
  })
  .filter(([, file]) => existsSync(file))

// Node 20 cannot strip types: the server is built too, its dependencies stay outside.
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'build/server',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(entries),
      output: {
        entryFileNames: '[name].js',
        // Beside the entries, so that a path relative to import.meta.url means the same in both.
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
})
