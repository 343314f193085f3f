import { expect, test } from 'vitest'
import { placeInWords, planGrid } from '#ui/plan-grid.ts'

test('a table stays where it is when others are added', () => {
  const all = planGrid(200).places
  for (const tables of [1, 2, 6, 7, 30, 31, 199])
    expect(planGrid(tables).places).toEqual(all.slice(0, tables))
})

test('no two tables stand on each other, and all stand inside', () => {
  const { width, height, places } = planGrid(77)
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(77)
  for (const { x, y } of places) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + 1).toBeLessThanOrEqual(width)
    expect(y + 1).toBeLessThanOrEqual(height)
  }
})

test('a hall without tables has a plan without places', () => {
  expect(planGrid(0).places).toEqual([])
})

test('where a table stands can be said', () => {
  expect(placeInWords(1)).toEqual({ row: 1, side: 'left', nth: 1 })
  expect(placeInWords(6)).toEqual({ row: 1, side: 'right', nth: 3 })
  expect(placeInWords(14)).toEqual({ row: 3, side: 'left', nth: 2 })
})

test('words and plan put a table at the same place', () => {
  const { places } = planGrid(200)
  for (const { table, x, y } of places) {
    const { row, side, nth } = placeInWords(table)
    const left = places.filter((other) => other.y === y && other.x < x)
    expect(row).toBe(y + 1)
    expect(nth).toBe(left.filter((other) => placeInWords(other.table).side === side).length + 1)
    // Beyond the aisle stands whoever has it on their left.
    expect(side).toBe(Number.isInteger(x) ? 'left' : 'right')
  }
})
