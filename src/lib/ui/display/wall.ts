// The pairings as the display lists them.
import type { WallSlice } from '#night/views/display.ts'
import { pagesOf } from './pages.ts'

export type WallPairing = WallSlice['pairings'][number]

export const columns = 2
export const rows = 10

export type Room = 'two-columns' | 'one-column' | 'large'

/** How many letters of a name surely fit in a row. */
const lettersIn: Readonly<Record<Room, number>> = { 'two-columns': 13, 'one-column': 30, large: 15 }

/** How many rows a name takes: it goes on in the next one, and is never cut. */
export function rowsOfName(name: string, room: Room): number {
  const most = lettersIn[room]
  let [lines, free] = [0, 0]
  for (const { length } of name.split(' ')) {
    if (lines > 0 && length < free) free -= length + 1
    else {
      lines += Math.ceil(length / most)
      free = most - (length % most || most)
    }
  }
  return lines
}

const rowsIn = (room: Room) => (p: WallPairing) =>
  p.names.reduce((sum, name) => sum + rowsOfName(name, room), 1)

/** One column does where all of it fits; so few that rows may be twice as high are shown so. */
export function roominess(pairings: readonly WallPairing[]): Room {
  const needed = (room: Room) => pairings.map(rowsIn(room)).reduce((sum, each) => sum + each, 0)
  if (needed('large') <= rows / 2) return 'large'
  return needed('one-column') <= rows ? 'one-column' : 'two-columns'
}

const hasNames = (p: WallPairing): boolean => p.names.length > 0

/**
 * Pages of at most two columns of ten rows. First those of people without a phone, by name: nobody
 * else has to find themselves here; then the rest, by table. A row of names stands under its sign.
 */
export function wallPages(
  pairings: readonly WallPairing[],
): readonly (readonly (readonly WallPairing[])[])[] {
  const named = pairings
    .filter(hasNames)
    .sort((a, b) => (a.names[0] ?? '').localeCompare(b.names[0] ?? ''))
  const rest = pairings.filter((p) => !hasNames(p)).sort((a, b) => a.table - b.table)
  return pagesOf([...named, ...rest], { rows, columns }, rowsIn(roominess(pairings)))
}

/** Tables where somebody has come and somebody else has not, by table. */
export const tablesWaiting = (pairings: readonly WallPairing[]): readonly WallPairing[] =>
  pairings.filter((p) => p.here > 0 && !isSeated(p)).sort((a, b) => a.table - b.table)

/** Whether everybody of it is at their table. */
export const isSeated = ({ here, of }: WallPairing): boolean => here >= of

/** How many tables have everybody at them. */
export const tablesSeated = (pairings: readonly WallPairing[]): number =>
  pairings.filter(isSeated).length

/** What stands under the clock of a round: where to find those without a phone, and who is waited for. */
export type Beneath =
  | { readonly kind: 'named'; readonly pairing: WallPairing }
  | { readonly kind: 'waiting'; readonly pairings: readonly WallPairing[] }

/** So many signs fit in a row with the numbers of their tables. */
const signsInRow = 5

/** In the pages that are turned under the clock; who is waited for is said in the first minute. */
export function beneathClock(
  pairings: readonly WallPairing[],
  isFirstMinute: boolean,
): readonly Beneath[] {
  const waiting = isFirstMinute ? tablesWaiting(pairings) : []
  const pages = pagesOf(waiting, { rows: signsInRow, columns: 1 })
  return [
    ...pages.map((columns) => ({ kind: 'waiting' as const, pairings: columns.flat() })),
    ...pairings.filter(hasNames).map((pairing) => ({ kind: 'named' as const, pairing })),
  ]
}
