// The screens of the release before, as scripts/keep-release.js kept them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import * as v from 'valibot'
import { root } from '../../scripts/sources.js'

const kept = v.object({
  commit: v.string(),
  files: v.record(v.string(), v.object({ as: v.picklist(['utf8', 'base64']), text: v.string() })),
})

export interface Release {
  readonly commit: string
  /** Where its screens lie, as a server serves them. */
  readonly clientDir: string
  forget(): void
}

export function releaseBefore(): Release {
  const packed = readFileSync(join(root, 'tests/e2e/release/screens.br'))
  const { commit, files } = v.parse(kept, JSON.parse(brotliDecompressSync(packed).toString()))
  const clientDir = mkdtempSync(join(tmpdir(), 'release-before-'))
  for (const [name, { as, text }] of Object.entries(files)) {
    mkdirSync(dirname(join(clientDir, name)), { recursive: true })
    writeFileSync(join(clientDir, name), text, as)
  }
  return { commit, clientDir, forget: () => rmSync(clientDir, { recursive: true, force: true }) }
}
