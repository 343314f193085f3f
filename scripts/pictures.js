// Takes the pictures of docs/pictures: a small night on a server of its own, in Chromium.
// Run by hand when the screens have changed: npm run pictures [-- OTHER-FOLDER]
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { runnerImport } from 'vite'
import { buildIfStale } from './build.js'
import { chromiumArgs } from './chromium.js'
import { findOrInstall } from './find-program.js'
import { root } from './sources.js'

const to = resolve(process.argv[2] ?? join(root, 'docs/pictures'))
const folder = mkdtempSync(join(tmpdir(), 'rendezvous-pictures-'))

/** How wide a picture is kept, by the surface its name begins with. */
const widths = /** @type {Record<string, number>} */ ({
  phone: 520,
  door: 520,
  host: 1280,
  display: 1280,
})

if (process.env['RENDEZVOUS_BUILD'] !== 'as-it-is') await buildIfStale()
mkdirSync(to, { recursive: true })
let bytes = 0

/** @param {{ name: string, png: Buffer }} taken */
async function take({ name, png }) {
  const width = widths[name.split('-')[0] ?? ''] ?? 1280
  const file = join(to, `${name}.webp`)
  const { size } = await sharp(png)
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: 74, effort: 6, smartSubsample: true })
    .toFile(file)
  bytes += size
  // Those that the manifest shows before an install.
  const shown = join(root, 'static/screenshots', `${name}.webp`)
  if (existsSync(shown)) copyFileSync(file, shown)
  console.log(`${name}.webp ${(size / 1000).toFixed(1)} kB`)
}

// The evening is TypeScript, like the tests whose hall it uses: Vite reads it.
const { module: evening } =
  /** @type {{ module: typeof import('../tests/pictures/evening.ts') }} */
  (await runnerImport(join(root, 'tests/pictures/evening.ts'), { root, configFile: false }))

try {
  await evening.pictured({
    launch: {
      executablePath: findOrInstall('chromium'),
      args: [...chromiumArgs],
    },
    folder,
    take,
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${(bytes / 1000).toFixed(0)} kB in all, in ${to}`)
