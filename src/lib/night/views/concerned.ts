// Whose own slices an event may change. A test over random histories holds it to that.
import type { AttendeeId } from '../ids.ts'
import type { Night, NightEvent } from '../night.ts'
import { lastRound, pairingOf } from '../rounds/model.ts'
import { tableOf } from '../floor/model.ts'

/** Attendees whose slices or roster entry may differ after the event; 'everyone' for a whole round. */
export function concerned(night: Night, event: NightEvent): readonly AttendeeId[] | 'everyone' {
  switch (event.type) {
    case 'door/joined':
      return [event.attendee.id]
    case 'door/described':
      // A partner sees the name, and what the two have in common.
      return [event.attendee, ...partnersOf(night, event.attendee)]
    case 'door/checked-in':
    case 'door/check-in-undone':
    case 'door/checked-out':
    case 'door/went-away':
    case 'door/came-back':
    case 'door/restored':
      return [event.attendee, ...offered(night)]
    case 'door/avoided':
    case 'door/wished':
    case 'door/table-kept':
    case 'rounds/confirmed':
    case 'rounds/unconfirmed':
    case 'rounds/remembered':
      return [event.attendee]
    case 'door/removed':
      return [event.attendee, ...partnersOf(night, event.attendee)]
    case 'rounds/arrived':
    case 'rounds/arrival-undone':
      return [event.attendee, ...partnersOf(night, event.attendee), ...offered(night)]
    case 'rounds/met':
    case 'rounds/met-undone':
      return [event.attendee, ...partnersOf(night, event.attendee)]
    case 'rounds/missed':
    case 'rounds/missed-undone':
      return [event.attendee]
    case 'rounds/announced':
    case 'rounds/withdrawn':
    case 'rounds/ended':
    case 'rounds/reopened':
    case 'rounds/reseated':
    case 'rounds/offered':
    case 'rounds/room-asked':
    case 'rounds/ask-restored':
      return 'everyone'
    case 'talks/proposed':
      return event.talk.by ? [event.talk.by] : []
    case 'talks/removed':
    case 'talks/restored':
      return 'everyone'
    case 'talks/supported':
    case 'talks/unsupported':
      return [event.attendee]
    case 'floor/joined':
    case 'floor/left':
      return [event.attendee]
    case 'floor/claimed':
    case 'floor/reopened':
      return [...(event.by ? [event.by] : []), ...atTable(night, event.table)]
    case 'floor/released':
      // Who sat there is not known any more: rare, so everybody is looked at.
      return 'everyone'
    case 'night/created':
    case 'night/described':
    case 'program/planned':
    case 'program/segment-started':
    case 'program/segment-extended':
    case 'program/segment-moved':
    case 'program/segment-skipped':
    case 'program/paused':
    case 'program/resumed':
    case 'program/ended':
    case 'program/restored':
    case 'door/self-allowed':
    case 'rounds/configured':
    case 'rounds/planned':
    case 'rounds/plan-dropped':
    case 'rounds/sealed': // Envelopes are no slice of a view: the gateway sends those that changed.
    case 'rounds/kept-apart':
    case 'rounds/extended':
    case 'talks/judged':
    case 'talks/ordered':
    case 'talks/called':
    case 'talks/stopped':
    case 'talks/extended':
    case 'floor/tables-set':
    case 'floor/renewed':
    case 'screens/set':
    case 'passes/granted':
    case 'passes/revoked':
    case 'undo/offered':
    case 'undo/taken':
    case 'undo/lapsed':
      return []
  }
}

/** Events of which one's seat may change, and `me` only for somebody who was asked «still in?». */
const ofTheSeat: ReadonlySet<NightEvent['type']> = new Set([
  'rounds/announced',
  'rounds/sealed',
  'rounds/withdrawn',
  'rounds/extended',
  'rounds/ended',
  'rounds/reopened',
  'rounds/reseated',
  'rounds/offered',
  'rounds/arrived',
  'rounds/arrival-undone',
  'rounds/met',
  'rounds/met-undone',
  'undo/offered',
  'undo/lapsed',
])

/** Whether events leave `me` as it was for everybody who is not asked «still in?». */
export const seatAlone = (events: readonly NightEvent[]): boolean =>
  events.every(({ type }) => ofTheSeat.has(type))

function partnersOf(night: Night, id: AttendeeId): readonly AttendeeId[] {
  const round = lastRound(night.rounds)
  return (round && pairingOf(round, id)?.people.filter((other) => other !== id)) ?? []
}

/** Those whom an offer names: it falls when somebody comes after all. */
const offered = ({ rounds }: Night): readonly AttendeeId[] =>
  (lastRound(rounds)?.offers ?? []).flatMap((o) => [...o.alone, ...(o.waiting ? [o.waiting] : [])])

function atTable(night: Night, table: number): readonly AttendeeId[] {
  const open = night.floor.open.get(table)
  return open ? [...open.joined].filter((id) => tableOf(night.floor, id)) : []
}
