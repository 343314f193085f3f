// What the service worker keeps: which files, for whom, and the proof that each is what was built.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clientVersion, root } from './sources.js'

/**
 * @typedef {{ file: string, imports?: string[], dynamicImports?: string[], css?: string[], assets?: string[] }} Chunk
 * @typedef {Record<string, Chunk>} Manifest Vite's
 */

const output = join(root, '.svelte-kit/output')
/** SvelteKit's list of all pages: what stands in it is reached by an address, not by an import. */
const list = '.svelte-kit/generated/client-optimized/app.js'
const ofStaff = /\/src\/routes\/(display|door|hold|host)\//

/**
 * @param {Manifest} manifest
 * @param {(node: string) => string} sourceOf the text of one of SvelteKit's nodes
 * @returns {Set<string>} every script and style that a screen outside of the staff's may ask for
 */
export function forEverybody(manifest, sourceOf) {
  const begins = Object.keys(manifest).filter(
    (key) =>
      key === list ||
      key.endsWith('/runtime/client/entry.js') ||
      (/\/nodes\/\d+\.js$/.test(key) && !ofStaff.test(sourceOf(key))),
  )
  const seen = new Set(begins)
  for (const key of seen) {
    const { imports = [], dynamicImports = [] } = manifest[key] ?? {}
    const others = dynamicImports.filter((each) => key !== list || !/\/nodes\/\d+\.js$/.test(each))
    for (const next of [...imports, ...others]) seen.add(next)
  }
  return new Set(
    [...seen].flatMap((key) => {
      const { file = '', css = [], assets = [] } = manifest[key] ?? {}
      return [file, ...css, ...assets]
    }),
  )
}

/** @param {readonly { url: string, revision: string | null, size: number }[]} entries @returns what Workbox writes into the service worker */
export async function precached(entries) {
  const manifest = JSON.parse(readFileSync(join(output, 'client/.vite/manifest.json'), 'utf8'))
  const everybody = forEverybody(manifest, (node) => readFileSync(join(root, node), 'utf8'))
  const kept = entries.map(({ url, ...entry }) => {
    const file = url.replace(/^client\//, '')
    const isCode = /^_app\/.*\.(js|css)$/.test(file)
    const hash = createHash('sha256').update(readFileSync(join(output, url)))
    return {
      ...entry,
      url: `/${file}`,
      // A page that somebody on the way gives instead of a script is never taken for it.
      integrity: `sha256-${hash.digest('base64')}`,
      ...(isCode && !everybody.has(file) && { staff: true }),
    }
  })
  // Written after this list is: the service worker knows it by what it asks for.
  return { manifest: [...kept, { url: '/shell.html', revision: clientVersion(), size: 0 }] }
}
