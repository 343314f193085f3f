// The built screens as a browser finds them: which file leads to which, and what the service worker keeps.
import { readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { root } from '../../../scripts/sources.js'

const client = join(root, 'build/client')
const folder = '_app/immutable'

export interface Kept {
  readonly url: string
  readonly integrity?: string
  readonly staff?: boolean
}

export const textOf = (file: string): string => readFileSync(join(client, file), 'utf8')

/** Every script there is. */
export const scripts = (): readonly string[] =>
  readdirSync(join(client, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => posix.join(folder, name))

/** SvelteKit's list of the pages: what it imports is asked for by an address. */
const list = (): string => scripts().find((file) => file.includes('/entry/app.')) ?? ''

/** The scripts of the pages that an address like this leads to, from SvelteKit's own table. */
export function pagesAt(address: RegExp): readonly string[] {
  const text = textOf(list())
  const nodes = [...text.matchAll(/import\([`'"]\.\.\/(nodes\/\d+\.[\w-]+\.js)[`'"]\)/g)]
  const table = [...text.matchAll(/"(\/[^"]*)":\[(\d+)(?:,\[([\d,]*)\])?\]/g)]
  return table
    .filter(([, route]) => address.test(route ?? ''))
    .flatMap(([, , page, layouts = '']) => [page, ...layouts.split(',')])
    .flatMap((number) => nodes[Number(number || NaN)]?.[1] ?? [])
    .map((name) => posix.join(folder, name))
}

/** Everything that these lead to, also what is imported only when it is needed; no other pages. */
export function reachedFrom(begins: readonly string[]): ReadonlySet<string> {
  const seen = new Set(begins)
  for (const file of seen) {
    const names = textOf(file).matchAll(/(?:from|import)\s*\(?\s*["'`](\.[^"'`]+\.js)["'`]/g)
    const next = [...names].map(([, name = '']) => posix.join(posix.dirname(file), name))
    for (const each of next) if (!(file === list() && each.includes('/nodes/'))) seen.add(each)
  }
  return seen
}

/** What the shell begins with on every phone. */
export const begin = (): readonly string[] =>
  [...textOf('shell.html').matchAll(/import\("\/(_app[^"]*)"\)/g)].map(([, file = '']) => file)

/** The list in the service worker. */
export function kept(): readonly Kept[] {
  const [found] = /\[\{[^\]]*"url":"\/shell\.html"[^\]]*\]/.exec(textOf('service-worker.js')) ?? []
  return JSON.parse(found ?? '[]')
}
