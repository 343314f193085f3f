// The tables of the running round as the host walks them: where somebody waits comes first.
import type { AttendeeId } from '#night/ids.ts'
import type { Offer } from '#night/rounds/model.ts'
import { missingByTable, type HostSight } from './sight.ts'

type TableNow = ReturnType<typeof missingByTable>[number]

/** Somebody is there and waits; nobody has tapped yet; all are there. */
export type Attendance = 'waiting' | 'empty' | 'complete'
const order: readonly Attendance[] = ['waiting', 'empty', 'complete']

export const attendanceAt = ({ people, missing }: TableNow): Attendance =>
  missing.length === 0 ? 'complete' : missing.length < people.length ? 'waiting' : 'empty'

export const tablesToWalk = (view: Pick<HostSight, 'desk'>): readonly TableNow[] =>
  [...missingByTable(view)].sort(
    (a, b) => order.indexOf(attendanceAt(a)) - order.indexOf(attendanceAt(b)) || a.table - b.table,
  )

export interface Move {
  /** Whoever gets up, and for whom the offer is taken. */
  readonly goes: AttendeeId
  readonly stays: AttendeeId
  readonly from: number
  readonly to: number
}

/** Which of two who are each alone goes to the other; never one who keeps a table. */
export function moveOf(view: Pick<HostSight, 'desk' | 'roster'>, { alone }: Offer): Move | null {
  const goes = alone.find((id) => view.roster[id]?.keepsTable === undefined) ?? alone[0]
  const stays = alone.find((id) => id !== goes)
  const tableOf = (id: AttendeeId | undefined) =>
    view.desk.round?.pairings.find((p) => id && p.people.includes(id))?.table
  const [from, to] = [tableOf(goes), tableOf(stays)]
  return goes && stays && from && to ? { goes, stays, from, to } : null
}
