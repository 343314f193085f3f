// The free segment's tables, for the list and for the plan.
import type { FloorSlice, PublicTable } from '#night/views/public.ts'
import { planGrid } from '../plan-grid.ts'

export const tablesAPage = 4

export const tablePages = (open: readonly PublicTable[]): readonly (readonly PublicTable[])[] =>
  Array.from({ length: Math.ceil(open.length / tablesAPage) }, (_, page) =>
    open.slice(page * tablesAPage, (page + 1) * tablesAPage),
  )

/** Rows of the plan whose numbers can still be read. */
const rowsThatFit = 5

/**
 * The tables in their places, the open ones marked. Of a large hall only the rows around those that
 * are listed: a plan of a hundred tables is a pattern, not a plan.
 */
export function planTables({ tables, open }: FloorSlice, listed: readonly PublicTable[]) {
  const { places, height } = planGrid(tables)
  const rowOf = new Map(places.map((p) => [p.table, p.y]))
  const first = rowOf.get(listed[0]?.table ?? 1) ?? 0
  const top = Math.max(0, Math.min(first, height - rowsThatFit))
  const states = new Map<number, 'open' | 'mine'>(open.map((t) => [t.table, 'open']))
  for (const { table } of listed) states.set(table, 'mine')
  return places
    .filter((p) => p.y >= top && p.y < top + rowsThatFit)
    .map(({ table, x, y }) => ({
      number: table,
      ...{ x, y: y - top },
      state: states.get(table) ?? ('plain' as const),
    }))
}
