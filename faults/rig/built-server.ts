// The server, built as it is shipped; or with one fault planted, into a folder of its own.
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { root } from './root.ts'

/** Builds it and returns its program. `plugin` changes the sources on the way. */
export async function builtServer(name = 'sound', plugin?: Plugin): Promise<string> {
  const outDir = join(root, 'build/faults-servers', name)
  await build({
    root,
    configFile: join(root, 'vite.server.config.ts'),
    logLevel: 'error',
    plugins: plugin ? [plugin] : [],
    build: { outDir },
  })
  // Beside it, as the program expects it; built by `npm run build`.
  const screens = join(root, 'build/faults-servers/client')
  rmSync(screens, { force: true })
  symlinkSync(join(root, 'build/client'), screens)
  return join(outDir, 'main.js')
}
