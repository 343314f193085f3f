// The plan: tables that keep their numbers all evening, and the open tables of the free segment.
import * as v from 'valibot'
import { attendeeId, tableNumber, type AttendeeId } from '../ids.ts'
import type { Instant } from '../time.ts'
import { line } from '../text.ts'

const onTable = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), table: tableNumber, for: v.optional(attendeeId) })

export const floorCommands = [
  v.object({
    type: v.literal('floor/set-tables'),
    tables: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  }),
  v.object({
    type: v.literal('floor/claim'),
    table: tableNumber,
    topic: line(2, 80),
    for: v.optional(attendeeId),
  }),
  onTable('floor/renew'),
  onTable('floor/release'),
  onTable('floor/join'),
  onTable('floor/leave'),
  /** By the system, when a claim was not renewed. */
  onTable('floor/expire'),
] as const
export type FloorCommand = v.InferOutput<(typeof floorCommands)[number]>

export interface OpenTable {
  readonly table: number
  readonly topic: string
  readonly by: AttendeeId | null
  readonly joined: ReadonlySet<AttendeeId>
  readonly expiresAt: Instant
}

export interface Floor {
  tables: number
  readonly open: Map<number, OpenTable>
}

export type FloorEvent =
  | { readonly type: 'floor/tables-set'; readonly tables: number }
  | {
      readonly type: 'floor/claimed'
      readonly table: number
      readonly topic: string
      readonly by: AttendeeId | null
      readonly expiresAt: Instant
    }
  | { readonly type: 'floor/renewed'; readonly table: number; readonly expiresAt: Instant }
  | { readonly type: 'floor/released'; readonly table: number }
  | { readonly type: 'floor/joined'; readonly table: number; readonly attendee: AttendeeId }
  | { readonly type: 'floor/left'; readonly table: number; readonly attendee: AttendeeId }
  | {
      readonly type: 'floor/reopened'
      readonly table: number
      readonly topic: string
      readonly by: AttendeeId | null
      readonly joined: readonly AttendeeId[]
      readonly expiresAt: Instant
    }

export const emptyFloor = (): Floor => ({ tables: 0, open: new Map() })

/** The open table somebody hosts or has joined. */
export const tableOf = (floor: Floor, id: AttendeeId): OpenTable | undefined =>
  [...floor.open.values()].find((t) => t.by === id || t.joined.has(id))

const changed = (floor: Floor, table: number, change: (t: OpenTable) => Partial<OpenTable>) => {
  const open = floor.open.get(table)
  if (open) floor.open.set(table, { ...open, ...change(open) })
}

export function applyFloor(floor: Floor, event: { readonly type: string }): void {
  const e = event as FloorEvent
  switch (e.type) {
    case 'floor/tables-set':
      floor.tables = e.tables
      return
    case 'floor/claimed':
    case 'floor/reopened': {
      const { table, topic, by, expiresAt } = e
      const joined = new Set(e.type === 'floor/reopened' ? e.joined : [])
      floor.open.set(table, { table, topic, by, joined, expiresAt })
      return
    }
    case 'floor/renewed':
      changed(floor, e.table, () => ({ expiresAt: e.expiresAt }))
      return
    case 'floor/released':
      floor.open.delete(e.table)
      return
    case 'floor/joined':
      changed(floor, e.table, (t) => ({ joined: new Set(t.joined).add(e.attendee) }))
      return
    case 'floor/left':
      changed(floor, e.table, (t) => ({
        joined: new Set([...t.joined].filter((id) => id !== e.attendee)),
      }))
      return
    default:
  }
}
