// What the host's components are given: the host's view, the time, and a way to order something.
import type { AttendeeId, RoundNumber, TableNumber } from '#night/ids.ts'
import type { Whereabouts } from '#night/door/model.ts'
import type { Command } from '#night/night.ts'
import type { Segment } from '#night/program/model.ts'
import type { RosterEntry, ViewOf } from '#night/views/index.ts'

export type HostSight = ViewOf<'host'>
/** Resolves once it is answered; whether it was done. What was refused is said elsewhere. */
export type Order = (command: Command) => Promise<boolean>

export interface Person extends RosterEntry {
  readonly id: AttendeeId
}

/** Everybody with a badge, by name. */
export const peopleOf = (view: Pick<HostSight, 'roster'>): readonly Person[] =>
  Object.entries(view.roster)
    .map(([id, entry]) => ({ ...entry, id: id as AttendeeId }))
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))

/** A name, or a dash for somebody whose badge is gone. */
export const nameOf = (view: Pick<HostSight, 'roster'>, id: AttendeeId): string =>
  view.roster[id]?.name ?? '–'

/** Some names in a row, and how many more there are. */
export function namesOf(
  view: Pick<HostSight, 'roster'>,
  ids: readonly AttendeeId[],
  more: (n: number) => string,
): string {
  const names = ids.slice(0, 5).map((id) => nameOf(view, id))
  return [...names, ...(ids.length > 5 ? [more(ids.length - 5)] : [])].join(', ')
}

/** Text as it is compared in a search: case and accents do not matter. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** Those whose name or code holds what was typed. */
export const found = (people: readonly Person[], typed: string): readonly Person[] => {
  const wanted = plain(typed.trim())
  return wanted === ''
    ? people
    : people.filter((p) => plain(p.name).includes(wanted) || plain(p.code).startsWith(wanted))
}

/** The people of the running round who have not said that they are at their table, by table. */
export function missingByTable(view: Pick<HostSight, 'desk'>) {
  const { round } = view.desk
  if (round?.phase !== 'announced') return []
  const here = new Set(round.here)
  return round.pairings.map((p) => ({
    ...p,
    missing: p.people.filter((id) => !here.has(id)),
  }))
}

// What a view tells was parsed where it was made: these only name it.
export const roundOf = (n: number): RoundNumber => n as RoundNumber
export const tableOf = (n: number): TableNumber => n as TableNumber

export const isInside = (state: Whereabouts): boolean => state === 'present' || state === 'away'

export const segmentNow = ({ program }: Pick<HostSight, 'program'>): Segment | null =>
  program.segments.find((s) => s.id === program.current) ?? null
