// What a phone reads before it puts Rendezvous on its home screen.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/sources.js'

const picture = v.object({
  src: v.string(),
  sizes: v.string(),
  type: v.string(),
  purpose: v.optional(v.string()),
  form_factor: v.optional(v.picklist(['narrow', 'wide'])),
  label: v.optional(v.string()),
})
const shape = v.object({
  id: v.literal('/'),
  start_url: v.string(),
  scope: v.literal('/'),
  icons: v.array(picture),
  screenshots: v.array(picture),
  shortcuts: v.array(v.object({ name: v.string(), url: v.string(), icons: v.array(picture) })),
})
const file = (name: string) => join(root, 'static', name)
const read = (name: string): unknown => JSON.parse(readFileSync(file(name), 'utf8'))
const manifest = v.parse(shape, read('manifest.webmanifest'))
const { icons, screenshots, shortcuts } = manifest

/** What is said in words, by where it stands. */
const wordings = ['lang', 'name', 'short_name', 'description', 'label']
const without = (json: unknown) =>
  JSON.stringify(json, (key, value: unknown) => (wordings.includes(key) ? null : value))

describe('the manifest', () => {
  it('is the same in French, but for what it says', () => {
    const french = read('manifest.fr.webmanifest')
    expect(without(french)).toBe(without(read('manifest.webmanifest')))
    const said = v.parse(shape, french)
    const names = [...said.shortcuts.map((s) => s.name), ...said.screenshots.map((s) => s.label)]
    const english = [...shortcuts.map((s) => s.name), ...screenshots.map((s) => s.label)]
    expect(names.filter((name) => english.includes(name))).toEqual([])
    expect(JSON.stringify(french)).not.toMatch(/ [:;!?»]|« /)
  })

  it.each([...icons, ...screenshots].map((each) => [each.src, each] as const))(
    '%s is there, and as large as it is said to be',
    async (src, { sizes, type }) => {
      const { width, height, format } = await sharp(file(src)).metadata()
      if (sizes !== 'any') expect(`${width}x${height}`).toBe(sizes)
      expect(type).toContain(format)
    },
  )

  it('has an icon for every mask, and one in a single colour', () => {
    const purposes = icons.map(({ purpose }) => purpose)
    for (const purpose of ['any', 'maskable', 'monochrome']) expect(purposes).toContain(purpose)
  })

  it('shows phones and wide screens, each in one shape, in few bytes', () => {
    for (const form of ['narrow', 'wide'] as const) {
      const of = screenshots.filter(({ form_factor: is }) => is === form)
      expect(of.length).toBeGreaterThan(0)
      expect(new Set(of.map(({ sizes }) => sizes)).size).toBe(1)
      for (const { label } of of) expect(label).toBeTruthy()
    }
    const bytes = screenshots.reduce((sum, { src }) => sum + statSync(file(src)).size, 0)
    expect(bytes).toBeLessThan(200_000)
  })

  it('leads to pages that know the night without its id', () => {
    for (const url of [manifest.start_url, ...shortcuts.map((each) => each.url)]) {
      const [, page, tab] = url.split('/')
      expect(page).toBe('tonight')
      if (tab)
        expect(existsSync(join(root, `src/routes/n/[night]/${tab}/+page.svelte`)), tab).toBe(true)
    }
    for (const { icons: own } of shortcuts)
      for (const { src, sizes } of own) {
        expect(Number(sizes.split('x')[0])).toBeGreaterThanOrEqual(96)
        expect(existsSync(file(src)), src).toBe(true)
      }
  })
})
