import { expect, test } from 'vitest'
import { check as checkEn } from '#i18n/en/check.ts'
import { host as hostEn } from '#i18n/en/host.ts'
import { host as hostFr } from '#i18n/fr/host.ts'
import {
  clockTime,
  countdown,
  dateOf,
  dayOf,
  longDate,
  longDateOf,
  minutesBegun,
  plural,
  venue,
} from '#i18n/index.svelte.ts'
import { speech, words } from '#i18n/index.svelte.ts'

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

test('the minute that has begun is a minute left', () => {
  expect([-1, 0, 1, 60_000, 60_001].map(minutesBegun)).toEqual([0, 0, 1, 1, 2])
})

test('a time has 24 hours', () => {
  const at = (hour: number) => new Date(2026, 11, 2, hour, 5).getTime()
  expect([0, 12, 19].map((hour) => clockTime(at(hour)))).toEqual(['00:05', '12:05', '19:05'])
})

test('the clocks of the venue count, wherever this device comes from', () => {
  const at = Date.UTC(2026, 11, 2, 18, 42)
  venue.utcOffset = 60
  expect([clockTime(at), dateOf(at, 'en'), longDateOf(at, 'fr')]).toEqual([
    '19:42',
    '2 December 2026',
    'mercredi 2 décembre',
  ])
  venue.utcOffset = 345
  expect([clockTime(at), dayOf(at, 'en')]).toEqual(['00:27', '3 December'])
  venue.utcOffset = -300
  expect([clockTime(at), dayOf(at, 'en')]).toEqual(['13:42', '2 December'])
  venue.utcOffset = undefined
  expect(clockTime(new Date(2026, 11, 2, 19, 42).getTime())).toBe('19:42')
})

test('every day of a year is written as the language writes it', () => {
  const options = { day: 'numeric', month: 'long', year: 'numeric' } as const
  const inEnglish = new Intl.DateTimeFormat('en-GB', { ...options, weekday: 'long' })
  const inFrench = new Intl.DateTimeFormat('fr-FR', { ...options, weekday: 'long' })
  for (let day = 1; day <= 365; day++) {
    const at = new Date(2026, 0, day, 12).getTime()
    const date = `2026-${new Date(at).toISOString().slice(5, 10)}`
    // The locale's data have no «1er», which is how it is written and said.
    const french = inFrench.format(at).replace(/ 1 /, ' 1er ')
    expect(`${longDate(date, 'en')} 2026`).toBe(inEnglish.format(at).replace(',', ''))
    expect(`${longDate(date, 'fr')} 2026`).toBe(french)
    expect(french).toContain(dateOf(at, 'fr'))
    expect(dateOf(at, 'fr')).toBe(`${dayOf(at, 'fr')} 2026`)
  }
})

test('in French nobody is singular wherever somebody is counted', () => {
  expect(hostFr.status.insideOf(0, 1)).toBe('0 ici sur 1 attendu')
  expect(hostFr.rounds.ask.answered(0, 5)).toBe('0 réponse sur 5')
  expect(hostEn.people.count(0)).toBe('0 people')
  expect(hostFr.people.count(0)).toBe('0 personne')
})

test('how far a clock is off is said as one says it', () => {
  const [en] = checkEn.found['clock/off']
  expect([1, 20, 90, 720, 1440, 6107].map(en)).toEqual([
    'Its clock is off by a minute',
    'Its clock is off by 20 minutes',
    'Its clock is off by 2 hours',
    'Its clock is off by 12 hours',
    'Its clock is off by 24 hours',
    'Its clock is off by 4 days',
  ])
})

const files = import.meta.glob<Record<string, unknown>>('/src/lib/i18n/{en,fr}/*.ts', {
  eager: true,
})
const surfaces = Object.keys(files).flatMap((file) => /en\/(.+)\.ts$/.exec(file)?.[1] ?? [])
const texts = import.meta.glob<string>('/src/lib/i18n/{en,fr}/*.ts', {
  ...{ eager: true, query: '?raw', import: 'default' },
})

test('no sentence chooses its own plural: each language has a rule', () => {
  expect(Object.keys(texts).length).toBeGreaterThan(10)
  for (const [file, text] of Object.entries(texts))
    expect(text.match(/(=== 1|!== 1|< 2|> 1) \?/g), file).toBeNull()
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
