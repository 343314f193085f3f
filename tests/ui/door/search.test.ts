import { expect, test } from 'vitest'
import type { AttendeeId } from '#night/ids.ts'
import type { RosterEntry } from '#night/views/index.ts'
import { foundByName, lettersMissing } from '#ui/door/search.ts'

const entry = (name: string): RosterEntry => ({
  name,
  code: 'ABCD',
  state: 'joined',
  phoneless: false,
  checkedInAt: null,
  languages: ['fr'],
  first: false,
})
const rosterOf = (...names: string[]) =>
  Object.fromEntries(names.map((name, i) => [`id${i}` as AttendeeId, entry(name)]))
const names = (query: string, ...roster: string[]) =>
  foundByName(rosterOf(...roster), query).map((f) => f.entry.name)

test('nothing is shown before three letters', () => {
  expect(names('an', 'Ana', 'Anouk')).toEqual([])
  expect(names('  a n', 'Ana')).toEqual([])
  expect(lettersMissing('a')).toBe(2)
  expect(lettersMissing('')).toBe(3)
})

test('accents and case do not matter', () => {
  expect(names('hel', 'Hélène', 'HELGA')).toEqual(['Hélène', 'HELGA'])
  expect(names('HÉL', 'Hélène')).toEqual(['Hélène'])
})

test('names that begin with it come first, then those with a word that does', () => {
  expect(names('mar', 'Omar', 'Ada Martin', 'Marie')).toEqual(['Marie', 'Ada Martin', 'Omar'])
})

test('a crowd of the same name is cut at eight', () => {
  expect(names('ana', ...Array.from({ length: 30 }, (_, i) => `Ana ${i}`))).toHaveLength(8)
})
