// What is too long for one screen is turned in pages; nothing ever shrinks.
export const pageTurnsMs = 8_000

/** Fills columns, then pages, with items of a height in rows. An item never spans two columns. */
export function pagesOf<T>(
  items: readonly T[],
  shape: { readonly rows: number; readonly columns: number },
  rowsOf: (item: T) => number = () => 1,
): readonly (readonly (readonly T[])[])[] {
  const columns: T[][] = []
  let free = 0
  for (const item of items) {
    const rows = Math.min(shape.rows, rowsOf(item))
    if (rows > free) {
      columns.push([])
      free = shape.rows
    }
    columns.at(-1)?.push(item)
    free -= rows
  }
  return Array.from({ length: Math.ceil(columns.length / shape.columns) }, (_, page) =>
    columns.slice(page * shape.columns, (page + 1) * shape.columns),
  )
}

/** Which page is on, from 0, `sinceMs` after the first was; the same on every display. */
export const pageAt = (sinceMs: number, pages: number): number =>
  pages < 2 ? 0 : Math.floor(Math.max(0, sinceMs) / pageTurnsMs) % pages
