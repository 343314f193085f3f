// Which cards are printed, and on how many pages.

/** So many A6 cards make an A4 page. */
export const cardsOnPage = 4

/** The tables from one to another, page by page; none where the numbers make no sense. */
export function cardPages(from: number | null, to: number | null): readonly (readonly number[])[] {
  if (from === null || to === null || from < 1 || to > 999) return []
  const tables = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
  return Array.from({ length: Math.ceil(tables.length / cardsOnPage) }, (_, page) =>
    tables.slice(page * cardsOnPage, (page + 1) * cardsOnPage),
  )
}
