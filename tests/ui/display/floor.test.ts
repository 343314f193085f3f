import { expect, test } from 'vitest'
import type { PublicTable } from '#night/views/public.ts'
import type { Instant } from '#night/time.ts'
import { planTables, tablePages } from '#ui/display/floor.ts'

const open = (...tables: number[]): readonly PublicTable[] =>
  tables.map((table) => ({ table, topic: 'mesh', host: null, joined: 0, expiresAt: 0 as Instant }))

test('four open tables a page, none left out', () => {
  expect(tablePages(open(1, 2, 3, 4, 5)).map((page) => page.length)).toEqual([4, 1])
  expect(tablePages([])).toEqual([])
})

test('a usual hall is shown whole, listed and open tables marked', () => {
  const [listed, all] = [open(3), open(3, 7)]
  const plan = planTables({ tables: 30, open: all }, listed)
  expect(plan).toHaveLength(30)
  expect(plan.filter((t) => t.state === 'mine').map((t) => t.number)).toEqual([3])
  expect(plan.filter((t) => t.state === 'open').map((t) => t.number)).toEqual([7])
})

test('of a large hall the rows are shown where the listed tables are', () => {
  for (const table of [1, 40, 100]) {
    const plan = planTables({ tables: 100, open: open(table) }, open(table))
    expect(plan.length).toBeLessThanOrEqual(30)
    expect(plan.some((t) => t.number === table && t.state === 'mine')).toBe(true)
    expect(Math.min(...plan.map((t) => t.y))).toBe(0)
  }
})

test('a hall of three tables, and none of them open', () => {
  expect(planTables({ tables: 3, open: [] }, [])).toHaveLength(3)
})
