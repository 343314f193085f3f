// Finding somebody by name. Nothing before three letters: a queue must not read the guest list.
import type { AttendeeId } from '#night/ids.ts'
import type { RosterEntry } from '#night/views/index.ts'

export interface Found {
  readonly id: AttendeeId
  readonly entry: RosterEntry
}

export const lettersNeeded = 3
const mostFound = 8

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** How many letters are still to be typed before anything is shown. */
export const lettersMissing = (query: string): number =>
  Math.max(0, lettersNeeded - plain(query).length)

/** Up to eight people whose name has the query: those it begins with first, accents aside. */
export function foundByName(
  roster: Readonly<Record<AttendeeId, RosterEntry>>,
  query: string,
): readonly Found[] {
  const wanted = plain(query)
  if (wanted.length < lettersNeeded) return []
  const rank = (name: string): number => {
    if (name.startsWith(wanted)) return 0
    return name.includes(` ${wanted}`) ? 1 : 2
  }
  return (Object.entries(roster) as [AttendeeId, RosterEntry][])
    .map(([id, entry]) => ({ id, entry, name: plain(entry.name) }))
    .filter(({ name }) => name.includes(wanted))
    .sort(
      (a, b) =>
        rank(a.name) - rank(b.name) || a.name.localeCompare(b.name, undefined, { numeric: true }),
    )
    .slice(0, mostFound)
    .map(({ id, entry }) => ({ id, entry }))
}
