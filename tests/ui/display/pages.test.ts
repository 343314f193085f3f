import { expect, test } from 'vitest'
import { pageAt, pagesOf } from '#ui/display/pages.ts'
import {
  beneathClock,
  roominess,
  rowsOfName,
  tablesSeated,
  wallPages,
  type WallPairing,
} from '#ui/display/wall.ts'

const pairing = (table: number, names: string[] = [], here = 0): WallPairing => ({
  table,
  sign: table,
  names,
  here,
  of: 2,
})
const tables = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => pairing(from + i))

test('a hundred pairings take five pages of two columns of ten, in order', () => {
  const pages = wallPages(tables(1, 100))
  expect(pages).toHaveLength(5)
  for (const page of pages) expect(page.map((column) => column.length)).toEqual([10, 10])
  expect(pages.flat(2).map((p) => p.table)).toEqual(tables(1, 100).map((p) => p.table))
})

test('people without a phone come first, by name, and their names take rows of their own', () => {
  const pages = wallPages([...tables(1, 9), pairing(10, ['Zoé']), pairing(11, ['Ana', 'Bo'])])
  expect(pages.flat(2).map((p) => p.table)).toEqual([11, 10, ...tables(1, 9).map((p) => p.table)])
  // 3 rows for Ana and Bo, 2 for Zoé, 5 left in the first column.
  expect(pages[0]?.map((column) => column.length)).toEqual([7, 4])
})

test('no column holds more rows than it has, and nobody is left out', () => {
  const many = Array.from({ length: 57 }, (_, i) => pairing(i, i % 4 === 0 ? ['A', 'B'] : []))
  const pages = wallPages(many)
  expect(pages.flat(2)).toHaveLength(57)
  for (const column of pages.flat())
    expect(column.reduce((rows, p) => rows + 1 + p.names.length, 0)).toBeLessThanOrEqual(10)
})

test('nothing to show makes no page', () => {
  expect(pagesOf([], { rows: 10, columns: 2 })).toEqual([])
})

test('pages turn every eight seconds and begin again', () => {
  expect([0, 7999, 8000, 16_000, 24_000].map((ms) => pageAt(ms, 3))).toEqual([0, 0, 1, 2, 0])
  expect(pageAt(-50, 3)).toBe(0)
  expect(pageAt(90_000, 1)).toBe(0)
})

test('a table is seated when everybody of it is there', () => {
  expect(tablesSeated([pairing(1, [], 2), pairing(2, [], 1), pairing(3)])).toBe(1)
})

test('a long name goes on in the next row, and is never cut', () => {
  expect(['Ana', 'Marie-Ange de la Tour', 'Wolfeschlegelsteinhausen'].map((name) => rowsOfName(name, 'two-columns'))).toEqual([1, 2, 2]) // prettier-ignore
  expect(rowsOfName('Marie-Ange de la Tour', 'one-column')).toBe(1)
  const long = Array.from({ length: 30 }, (_, i) => pairing(i, ['Marie-Ange de la Tour']))
  for (const column of wallPages(long).flat()) expect(column).toHaveLength(3)
  expect(roominess([pairing(1, ['Bo', 'Cyd']), pairing(2)])).toBe('large')
  expect(roominess([pairing(1, ['Bo', 'Marie-Ange de la Tour']), ...tables(2, 3)])).toBe(
    'one-column',
  )
})

test('in the first minute it is said where somebody is waited for, five tables at a time', () => {
  const waiting = Array.from({ length: 7 }, (_, i) => pairing(9 - i, [], 1))
  const all = [...waiting, pairing(1, [], 2), pairing(2), pairing(20, ['Zoé'], 2)]
  expect(beneathClock(all, true).map((page) => page.kind === 'waiting' ? page.pairings.map((p) => p.table) : page.pairing.table)).toEqual([[3, 4, 5, 6, 7], [8, 9], 20]) // prettier-ignore
  expect(beneathClock(all, false)).toEqual([{ kind: 'named', pairing: all.at(-1) }])
})
