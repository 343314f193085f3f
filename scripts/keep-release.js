// Keeps the screens of a release, to try them on later servers: a phone that has not taken the update
// lives through the whole evening with them. node scripts/keep-release.js COMMIT, when it is out.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { root } from './sources.js'

const [commit = 'HEAD'] = process.argv.slice(2)
const to = join(root, 'tests/e2e/release/screens.br')
/** What the service worker of a release asks for, and the shell. */
const wanted = /\.(js|css|html|svg|webmanifest|woff2)$/

const folder = mkdtempSync(join(tmpdir(), 'release-'))
try {
  const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 2 ** 28 })
  execFileSync('tar', ['-x', '-C', folder], { input: archive })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const { status } = spawnSync(process.execPath, ['scripts/build.js'], {
    cwd: folder,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`${commit} does not build`)

  const client = join(folder, 'build/client')
  const names = readdirSync(client, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => wanted.test(name)).sort()
  const text = JSON.stringify({
    commit: execFileSync('git', ['rev-parse', commit], { cwd: root, encoding: 'utf8' }).trim(),
    files: Object.fromEntries(
      files.map((name) => {
        const as = name.endsWith('.woff2') ? 'base64' : 'utf8'
        return [name, { as, text: readFileSync(join(client, name), as) }]
      }),
    ),
  })
  const packed = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } })
  writeFileSync(to, packed)
  console.log(
    `${files.length} files of ${commit}, ${(packed.length / 1000).toFixed(0)} kB, in ${to}`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
