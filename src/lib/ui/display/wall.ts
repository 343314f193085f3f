// The pairings as the display lists them.
import type { WallSlice } from '#night/views/display.ts'
import { pagesOf } from './pages.ts'

export type WallPairing = WallSlice['pairings'][number]

export const columns = 2
export const rows = 10

const rowsOf = (p: WallPairing): number => 1 + p.names.length

/** One column does where all of it fits; so few that rows may be twice as high are shown so. */
export function roominess(
  pairings: readonly WallPairing[],
): 'two-columns' | 'one-column' | 'large' {
  const needed = pairings.reduce((sum, p) => sum + rowsOf(p), 0)
  if (needed > rows) return 'two-columns'
  return needed > rows / 2 ? 'one-column' : 'large'
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
  return pagesOf([...named, ...rest], { rows, columns }, rowsOf)
}

/** How many tables have everybody at them. */
export const tablesSeated = (pairings: readonly WallPairing[]): number =>
  pairings.filter((p) => p.here >= p.of).length
