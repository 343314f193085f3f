// What a table card's QR opens. By the night's id and not its code: a phone that is in opens it
// without a line, and finds its own evening there.
import type { NightId } from '#night/ids.ts'

/** The link of a table's card: «https://here/n/k3v9…?table=7». The origin is without a final slash. */
export const tableLink = (origin: string, night: NightId, table: number): string =>
  `${origin}/n/${night}?table=${table}`

/** The table that an address was opened for, or null. */
export function tableOpened({ searchParams }: Pick<URL, 'searchParams'>): number | null {
  const said = searchParams.get('table') ?? ''
  return /^[1-9]\d{0,2}$/.test(said) ? Number(said) : null
}
