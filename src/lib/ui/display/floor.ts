// The free segment's tables, for the list and for the plan.
import type { FloorSlice, PublicTable } from '#night/views/public.ts'
import { planGrid } from '../plan-grid.ts'

export const tablesAPage = 4

export const tablePages = (open: readonly PublicTable[]): readonly (readonly PublicTable[])[] =>
  Array.from({ length: Math.ceil(open.length / tablesAPage) }, (_, page) =>
    open.slice(page * tablesAPage, (page + 1) * tablesAPage),
  )

/** Every table in its place, the open ones marked. */
export function planTables({ tables, open }: FloorSlice) {
  const claimed = new Set(open.map((t) => t.table))
  return planGrid(tables).places.map(({ table, x, y }) => ({
    number: table,
    ...{ x, y },
    state: claimed.has(table) ? ('open' as const) : ('plain' as const),
  }))
}
