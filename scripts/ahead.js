// The one shell that every address is answered with, and what it asks for ahead: without it a phone
// learns file by file what it needs, a round trip each.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * @typedef {Record<string, { file: string, name?: string, imports?: string[], css?: string[] }>} Manifest Vite's
 * @typedef {object} Files what is asked for, as addresses
 * @property {Record<string, string[]>} pages by the address without the night's id or code
 * @property {string[]} evening
 * @property {Record<string, string[]>} words
 */

/**
 * Runs in the shell before anything else, so it stands alone. It knows what `live/identity.ts`,
 * `live/device.svelte.ts` and `i18n/index.svelte.ts` keep on the device, and under which names.
 * @param {Files} files
 */
function ahead({ pages, evening, words }) {
  const kept = (/** @type {string} */ name) => {
    try {
      return localStorage.getItem(`rendezvous:${name}`) ?? ''
    } catch {
      return '' // Storing is forbidden here.
    }
  }
  const { dataset, lang } = document.documentElement
  if (kept('likes').includes('"theme":"paper"')) dataset['theme'] = 'paper'
  const language =
    [kept('language'), ...navigator.languages]
      .map((each) => each.slice(0, 2))
      .find((each) => each in words) ?? lang
  let [, kind = '', of = '', tab = ''] = location.pathname.split('/')
  if (kind === 'tonight') [kind, of, tab] = ['n', kept('last-night').replaceAll('"', ''), of]
  const page = pages[tab === '' ? kind : `${kind}/${tab}`]
  if (!page) return
  const joined = kind === 'n' && kept(`badge:${of}`) !== ''
  const ask = (/** @type {string} */ href, /** @type {string} */ as) => {
    const link = document.createElement('link')
    if (as === 'script') link.rel = 'modulepreload'
    else Object.assign(link, { rel: 'preload', as, crossOrigin: as === 'fetch' ? '' : null })
    link.href = href
    document.head.append(link)
  }
  for (const href of [...page, ...(joined ? evening : []), ...(words[language] ?? [])])
    ask(href, href.endsWith('.css') ? 'style' : 'script')
  if (kind === 'n' && !joined) ask(`/api/nights/${of}`, 'fetch')
}

/** The pages that attendees come to, as routes. */
const routes = ['', 'j/[code]', 'n/[night]', 'n/[night]/talks', 'n/[night]/map', 'n/[night]/me']

/**
 * @param {Manifest} manifest
 * @param {(node: string) => string} sourceOf the text of one of SvelteKit's nodes
 * @returns {Files}
 */
function filesOf(manifest, sourceOf) {
  const chunk = (/** @type {string} */ name) =>
    closure(
      manifest,
      Object.keys(manifest).filter((key) => manifest[key]?.name === name),
    )
  const nodes = Object.keys(manifest).filter((key) => /\/nodes\/\d+\.js$/.test(key))
  const nodeOf = (/** @type {string} */ file) =>
    nodes
      .filter((key) => sourceOf(key).includes(`/src/routes/${file}"`))
      .map((key) => urlOf(manifest, key))
  const page = (/** @type {string} */ route) => [
    ...(route.startsWith('n/') ? nodeOf('n/[night]/+layout.svelte') : []),
    ...nodeOf(`${route && `${route}/`}+page.svelte`),
  ]
  const files = {
    pages: Object.fromEntries(routes.map((route) => [route.replace(/\/\[\w+\]/, ''), page(route)])),
    evening: chunk('evening'),
    words: { en: chunk('en'), fr: chunk('fr') },
  }
  for (const { length } of [files.evening, ...Object.values(files.words)])
    if (length === 0)
      throw new Error('expected the files of scripts/chunks.js, found none of a name')
  for (const [route, { length }] of Object.entries(files.pages))
    if (length === 0) throw new Error(`expected a page at «${route}», found none`)
  return files
}

const urlOf = (/** @type {Manifest} */ manifest, /** @type {string} */ key) =>
  `/${manifest[key]?.file}`

/** @param {Manifest} manifest @param {readonly string[]} keys */
function closure(manifest, keys) {
  const seen = new Set(keys)
  for (const key of seen) for (const next of manifest[key]?.imports ?? []) seen.add(next)
  const css = [...seen].flatMap((key) => manifest[key]?.css ?? [])
  return [
    ...new Set([...seen].map((key) => urlOf(manifest, key)).concat(css.map((file) => `/${file}`))),
  ]
}

/**
 * The adapter, and then the shell with what it asks for ahead.
 * @param {import('@sveltejs/kit').Adapter} adapter
 * @param {{ shell: string }} where
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function withAhead(adapter, { shell }) {
  return {
    name: adapter.name,
    async adapt(builder) {
      await adapter.adapt(builder)
      const manifest = JSON.parse(
        readFileSync(join(builder.getClientDirectory(), '.vite/manifest.json'), 'utf8'),
      )
      const html = readFileSync(shell, 'utf8')
      const files = filesOf(manifest, (node) => readFileSync(node, 'utf8'))
      // Already in the shell: asked for by what is written there.
      const without = JSON.stringify(files, (_, value) =>
        Array.isArray(value) ? value.filter((href) => !html.includes(`"${href}"`)) : value,
      )
      const script = `(${ahead})(${without})`
      const hash = createHash('sha256').update(script).digest('base64')
      writeFileSync(
        shell,
        html
          .replace("script-src 'self'", `script-src 'self' 'sha256-${hash}'`)
          .replace('</head>', () => `<script>${script}</script>\n  </head>`),
      )
      await builder.compress(dirname(shell))
    },
  }
}
