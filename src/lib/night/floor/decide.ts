import { accept, acceptWithInverse, refuse } from '../decision.ts'
import { attendeeOf, isInside } from '../door/model.ts'
import type { AttendeeId } from '../ids.ts'
import type { Night, NightEvent } from '../night.ts'
import { subjectOf, type Order } from '../order.ts'
import { openRound } from '../rounds/model.ts'
import type { Decision, Rules } from '../rule.ts'
import { minutes, plus } from '../time.ts'
import { tableOf, type OpenTable } from './model.ts'

type FloorRules =
  | 'floor/set-tables'
  | 'floor/claim'
  | 'floor/renew'
  | 'floor/release'
  | 'floor/join'
  | 'floor/leave'
  | 'floor/expire'

/** A claim is renewed or gone after this long. */
const claimLasts = minutes(30)

type OnTable = Order<{ readonly table: number; readonly for?: AttendeeId | undefined }>

function withTable(night: Night, { command }: OnTable, rule: (t: OpenTable) => Decision): Decision {
  const table = night.floor.open.get(command.table)
  return table ? rule(table) : refuse('floor/no-such-table')
}

const mayTouch = (table: OpenTable, { by }: OnTable): boolean =>
  by.role !== 'attendee' || table.by === by.attendee

/** Somebody who moves to another table leaves the one they had joined. */
const leaving = (night: Night, id: AttendeeId): NightEvent[] => {
  const table = tableOf(night.floor, id)
  return table?.joined.has(id) ? [{ type: 'floor/left', table: table.table, attendee: id }] : []
}

/** Somebody who leaves the room leaves their tables, and a table they hosted is free again. */
export const leavingTables = (night: Night, id: AttendeeId): NightEvent[] => [
  ...leaving(night, id),
  ...[...night.floor.open.values()]
    .filter((t) => t.by === id)
    .map((t): NightEvent => ({ type: 'floor/released', table: t.table })),
]

const insideOf = (night: Night, id: AttendeeId | null): boolean => {
  const attendee = id && attendeeOf(night.door, id)
  return attendee ? isInside(attendee.state) : false
}

export const floorRules: Rules<FloorRules> = {
  'floor/set-tables': (night, { command }) => {
    if (command.tables === night.floor.tables) return accept()
    return acceptWithInverse<NightEvent>(
      [{ type: 'floor/tables-set', tables: command.tables }],
      [{ type: 'floor/tables-set', tables: night.floor.tables }],
    )
  },

  'floor/claim': (night, order) => {
    const { at, by, command } = order
    if (command.table > night.floor.tables) return refuse('floor/no-such-table')
    const claimer = subjectOf(order)
    if (by.role === 'attendee') {
      if (!insideOf(night, claimer)) return refuse('door/not-inside')
      // While a round runs the tables belong to its pairings.
      if (openRound(night.rounds)) return refuse('floor/not-yet')
    }
    const taken = night.floor.open.get(command.table)
    if (taken) {
      const same = taken.by === claimer && taken.topic === command.topic
      return same ? accept() : refuse('floor/taken')
    }
    const hosting = claimer && tableOf(night.floor, claimer)
    if (hosting && hosting.by === claimer)
      return refuse('floor/has-another', { table: hosting.table })
    const events: NightEvent[] = [
      ...(claimer ? leaving(night, claimer) : []),
      {
        type: 'floor/claimed',
        table: command.table,
        topic: command.topic,
        by: claimer,
        expiresAt: plus(at, claimLasts),
      },
    ]
    return acceptWithInverse(events, [{ type: 'floor/released', table: command.table }])
  },

  'floor/renew': (night, order) =>
    withTable(night, order, (table) => {
      if (!mayTouch(table, order)) return refuse('floor/not-yours')
      return acceptWithInverse<NightEvent>(
        [{ type: 'floor/renewed', table: table.table, expiresAt: plus(order.at, claimLasts) }],
        [{ type: 'floor/renewed', table: table.table, expiresAt: table.expiresAt }],
      )
    }),

  'floor/release': (night, order) =>
    withTable(night, order, (table) => {
      if (!mayTouch(table, order)) return refuse('floor/not-yours')
      const { topic, by, expiresAt } = table
      return acceptWithInverse<NightEvent>(
        [{ type: 'floor/released', table: table.table }],
        [
          {
            ...{ type: 'floor/reopened', table: table.table, topic, by, expiresAt },
            joined: [...table.joined],
          },
        ],
      )
    }),

  'floor/join': (night, order) =>
    withTable(night, order, (table) => {
      const attendee = subjectOf(order)
      if (!attendee || !insideOf(night, attendee)) return refuse('door/not-inside')
      if (table.by === attendee || table.joined.has(attendee)) return accept()
      return accept<NightEvent>(...leaving(night, attendee), {
        type: 'floor/joined',
        table: table.table,
        attendee,
      })
    }),

  'floor/leave': (night, order) =>
    withTable(night, order, (table) => {
      const attendee = subjectOf(order)
      if (!attendee || !table.joined.has(attendee)) return accept()
      return accept<NightEvent>({ type: 'floor/left', table: table.table, attendee })
    }),

  'floor/expire': (night, order) =>
    withTable(night, order, (table) => {
      if (order.at < table.expiresAt) return refuse('floor/not-due')
      return accept<NightEvent>({ type: 'floor/released', table: table.table })
    }),
}
