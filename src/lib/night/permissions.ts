// Who may do what: the one table. The rules look at it before anything else.
import type { CommandType } from './night.ts'
import type { Role } from './order.ts'

const host = ['host'] as const
const doors = ['host', 'door'] as const
const anyone = ['host', 'door', 'attendee'] as const

export const permissions: Readonly<Record<CommandType, readonly Role[]>> = {
  'night/create': ['owner'],
  'night/describe': host,

  'program/plan': host,
  'program/start': host,
  'program/extend': host,
  'program/move': host,
  'program/skip': host,
  'program/pause': host,
  'program/resume': host,
  'program/end': host,

  'door/join': ['guest'],
  'door/describe': anyone,
  'door/walk-in': doors,
  'door/check-in': doors,
  'door/check-in-self': ['attendee'],
  'door/undo-check-in': doors,
  'door/check-out': anyone,
  'door/sit-out': anyone,
  'door/come-back': anyone,
  'door/rename': host,
  'door/allow-self': host,
  'door/avoid': ['attendee'],
  'door/avoid-nobody': ['attendee'],
  'door/wish': ['attendee'],
  'door/wish-nobody': ['attendee'],
  'door/keep-table': doors,

  'rounds/configure': host,
  'rounds/ask-room': host,
  'rounds/still-in': anyone,
  'rounds/plan': host,
  'rounds/swap': host,
  'rounds/put-together': host,
  'rounds/keep-apart': host,
  'rounds/let-meet': host,
  'rounds/start': host,
  'rounds/seal': ['system'],
  'rounds/follow': ['system'],
  'rounds/extend': host,
  'rounds/end': ['host', 'system'],
  'rounds/here': ['host', 'attendee'],
  'rounds/all-here': ['host', 'attendee'],
  'rounds/partner-missing': ['host', 'attendee'],
  'rounds/offer': ['system'],
  'rounds/take-offer': ['host', 'attendee'],
  'rounds/met': ['host', 'attendee'],
  'rounds/remember': ['attendee'],

  'talks/propose': anyone,
  'talks/support': ['attendee'],
  'talks/unsupport': ['attendee'],
  'talks/withdraw': ['host', 'attendee'],
  'talks/accept': host,
  'talks/decline': host,
  'talks/move': host,
  'talks/call': host,
  'talks/stop': ['host', 'attendee'],
  'talks/extend': host,

  'floor/set-tables': host,
  'floor/claim': ['host', 'attendee'],
  'floor/renew': ['host', 'attendee'],
  'floor/release': ['host', 'attendee'],
  'floor/join': ['attendee'],
  'floor/leave': ['attendee'],
  'floor/expire': ['system'],

  'screens/message': host,
  'screens/show': host,

  'passes/grant': ['host', 'owner'],
  'passes/revoke': host,

  'undo/take': host,
}
