// Disturbs real servers and looks whether they keep their promises: `npm run faults -- sigkill-lmdb`.
// Built first, as the server is: Node 20 runs no types.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { root } from './sources.js'

process.chdir(root)
const outDir = join(root, 'build/faults')
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: join(root, 'faults/main.ts'),
    outDir,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rolldownOptions: { output: { entryFileNames: '[name].js' } },
  },
})
process.setSourceMapsEnabled(true)
await import(pathToFileURL(join(outDir, 'main.js')).href)
