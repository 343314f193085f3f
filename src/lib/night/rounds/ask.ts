// «Still in?»: who is asked, and what it means that they answered.
import { acceptWithInverse, type Accepted } from '../decision.ts'
import type { Attendee } from '../door/model.ts'
import type { AttendeeId } from '../ids.ts'
import type { Night, NightEvent } from '../night.ts'

/** Whether somebody is asked, and has not answered. */
export const isAsked = ({ rounds }: Night, { id, state }: Attendee): boolean =>
  state === 'present' && rounds.ask !== null && !rounds.ask.in.has(id)

/** They are still in. */
export const confirming = (attendee: AttendeeId): Accepted<NightEvent> =>
  acceptWithInverse<NightEvent>(
    [{ type: 'rounds/confirmed', attendee }],
    [{ type: 'rounds/unconfirmed', attendee }],
  )
