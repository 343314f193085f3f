// Nothing that is for staff reaches a guest's phone: neither with a screen, nor for later.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { root } from '../../scripts/sources.js'
import { begin, kept, pagesAt, reachedFrom, scripts, textOf } from './support/built.ts'

const guests = /^\/($|j\/|n\/)/
const desks = { host: /^\/host\//, door: /^\/door\//, display: /^\/display\//, hold: /^\/hold$/ }

const words = (of: string) => readFileSync(join(root, `src/lib/i18n/en/${of}.ts`), 'utf8')
/** What guests are told may be said to staff in the same words. */
const toGuests = ['attendee', 'refusals', 'signs', 'lost'].map(words).join()

/** Sentences that only these screens say, in the source as in the built file. */
const sentences = (of: string): readonly string[] =>
  [...words(of).matchAll(/'([^'\\]{16,})'/g)]
    .map(([, said = '']) => said)
    .filter((said) => said.includes(' ') && !toGuests.includes(said))

/** How each of them is known in a script. */
const signs = {
  'the host’s desk': sentences('host'),
  'the rounds of the host': sentences('rounds-desk'),
  'what no plan can avoid': sentences('outlook'),
  'the tables of the host': sentences('tables'),
  'the door': sentences('door'),
  'the display': sentences('display'),
  'the owner’s form': sentences('hold'),
  'the scanner': ['zxing_reader', 'scan-worker'],
} as const

const found = (files: Iterable<string>, what: readonly string[]) =>
  [...files].flatMap((file) => {
    const text = textOf(file)
    return what.filter((sign) => text.includes(sign)).map((sign) => `${file}: ${sign}`)
  })

const ofGuests = () => reachedFrom([...begin(), ...pagesAt(guests)])

test('the walk finds what is there', () => {
  expect(begin()).toHaveLength(2)
  expect(new Set(pagesAt(guests)).size).toBeGreaterThanOrEqual(7)
  for (const said of ['Get my badge', 'Avoir mon badge', 'rounds/partner-missing', 'modules'])
    expect(found(ofGuests(), [said]), said).not.toEqual([])
  const all = reachedFrom([...begin(), ...pagesAt(/^/)])
  for (const [what, known] of Object.entries(signs))
    expect(found([...all, ...scripts()], known), what).not.toEqual([])
})

for (const [what, known] of Object.entries(signs))
  test(`no screen of a guest leads to ${what}`, () => {
    expect(found(ofGuests(), known)).toEqual([])
  })

test('a guest’s service worker keeps every screen of theirs, and nothing of staff', () => {
  const files = new Map(kept().map(({ url, staff }) => [url.slice(1), staff === true]))
  const theirs = [...files].flatMap(([file, staff]) => (staff ? [] : [file]))
  for (const file of ofGuests()) expect(files.get(file), file).toBe(false)
  for (const [what, known] of Object.entries(signs))
    expect(
      found(
        theirs.filter((file) => file.endsWith('.js')),
        known,
      ),
      what,
    ).toEqual([])
  expect(theirs.filter((file) => /\.(wasm|webp|png)$/.test(file))).toEqual([])
})

test('a desk’s service worker keeps every screen', () => {
  const files = new Set(kept().map(({ url }) => url.slice(1)))
  for (const [what, address] of Object.entries(desks))
    for (const file of reachedFrom(pagesAt(address))) expect(files, what).toContain(file)
})

test('what is kept is proved to be what was built', () => {
  const files = kept().filter(({ url }) => url !== '/shell.html')
  expect(files.length).toBeGreaterThan(20)
  for (const { url, integrity } of files) {
    const hash = createHash('sha256').update(readFileSync(join(root, 'build/client', url)))
    expect(integrity, url).toBe(`sha256-${hash.digest('base64')}`)
  }
})
