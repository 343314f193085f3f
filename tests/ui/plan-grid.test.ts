import { expect, test } from 'vitest'
import { planGrid } from '#ui/plan-grid.ts'

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
