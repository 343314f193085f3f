import { expect, test } from 'vitest'
import { countdown, plural, speech, words } from '#i18n/index.svelte.ts'

test('words follow the language without a reload', () => {
  const w = words({ en: { hello: 'hello' }, fr: { hello: 'bonjour' } })
  speech.choose('fr')
  expect(w().hello).toBe('bonjour')
  speech.choose('en')
  expect(w().hello).toBe('hello')
})

test('nobody is singular in French and plural in English', () => {
  const forms = { one: 'one', other: 'other' }
  expect([0, 1, 2].map((n) => plural('fr', n, forms))).toEqual(['one', 'one', 'other'])
  expect([0, 1, 2].map((n) => plural('en', n, forms))).toEqual(['other', 'one', 'other'])
})

test('a countdown counts the second begun, and never goes below zero', () => {
  expect(countdown(571_000)).toBe('9:31')
  expect(countdown(570_001)).toBe('9:31')
  expect(countdown(1)).toBe('0:01')
  expect(countdown(0)).toBe('0:00')
  expect(countdown(-5000)).toBe('0:00')
  expect(countdown(3_600_000)).toBe('60:00')
})

const surfaces = ['attendee', 'display', 'door', 'host', 'refusals', 'signs']
const files = import.meta.glob<Record<string, unknown>>('/src/lib/i18n/{en,fr}/*.ts', {
  eager: true,
})

/** Every sentence's path, with how many holes it has. */
function sentences(of: unknown, path = ''): readonly string[] {
  if (typeof of === 'string') return [path]
  if (typeof of === 'function') return [`${path}()`]
  if (typeof of !== 'object' || of === null) return []
  return Object.entries(of).flatMap(([key, value]) => sentences(value, `${path}.${key}`))
}

test.each(surfaces)('French says everything that English says, and nothing else: %s', (surface) => {
  const [en, fr] = ['en', 'fr'].map((l) => sentences(files[`/src/lib/i18n/${l}/${surface}.ts`]))
  expect(en?.length).toBeGreaterThan(0)
  expect([...(fr ?? [])].sort()).toEqual([...(en ?? [])].sort())
})
