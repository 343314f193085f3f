// Finds what is on a page by role, label or text, in any browser: Testing Library, in the page.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as Library from '@testing-library/dom'
import { call, type Engine } from './engine.ts'

/** What somebody looks for: text as it stands there, or a pattern of it. */
export type Sought =
  | { readonly role: string; readonly name?: string | RegExp; readonly level?: number }
  | { readonly label: string | RegExp; readonly within?: string }
  | { readonly text: string | RegExp; readonly within?: string }

declare global {
  interface Window {
    TestingLibraryDom?: typeof Library
  }
}

const library = readFileSync(
  createRequire(import.meta.url).resolve(
    '@testing-library/dom/dist/@testing-library/dom.umd.min.js',
  ),
  'utf8',
)

/** The first visible element that is sought, as an expression; null where there is none. */
export async function expressionOf(engine: Engine, sought: Sought): Promise<string> {
  if (!(await engine.value('"TestingLibraryDom" in window')))
    await engine.value(`(() => { ${library} })()`)
  const patterns = Object.entries(sought).map(([key, said]) => [
    key,
    said instanceof RegExp ? { source: said.source, flags: said.flags } : said,
  ])
  return call(find, Object.fromEntries(patterns) as Written)
}

/** Patterns do not go through JSON. */
type Written = Readonly<Record<string, string | number | { source: string; flags: string }>>

/** In the page: knows nothing of this file. */
function find({ role, label, text, within, ...more }: Written): Element | null {
  const dom = window.TestingLibraryDom
  if (!dom) throw new Error('the library has gone with its page')
  const read = (said: Written[string] | undefined): string | RegExp =>
    typeof said === 'object' ? new RegExp(said.source, said.flags) : String(said)
  const where =
    within === undefined
      ? document.body
      : (dom.queryAllByRole(document.body, 'group', { name: read(within) })[0] ?? null)
  if (!where) return null
  const level = typeof more['level'] === 'number' ? { level: more['level'] } : {}
  const name = more['name'] === undefined ? {} : { name: read(more['name']) }
  const found: readonly Element[] =
    role !== undefined
      ? dom.queryAllByRole(where, String(role), { ...name, ...level })
      : label !== undefined
        ? dom.queryAllByLabelText(where, read(label))
        : dom.queryAllByText(where, read(text))
  const shown = found.find((each) => each.checkVisibility())
  // In the middle, where no bar lies over it.
  shown?.scrollIntoView({ block: 'center', behavior: 'instant' })
  return shown ?? null
}
