// A phone that forgot who it is of, or another one: POST /api/nights/:night/returns makes a ticket to
// scan, and POST /api/nights/:night/return takes it. Nobody becomes a second attendee by it.
import * as v from 'valibot'
import type { AttendeeId } from '#night/ids.ts'
import { minutes, plus } from '#night/time.ts'
import { returnRequest, returnsRequest, type Returning } from '#protocol/http.ts'
import type { NightRuntime } from '../runtime/night-runtime.ts'
import { nightOf, passFor, WrongSecrets, type ApiDeps } from './deps.ts'
import { done, refused, type Handler, type Question } from './exchange.ts'
import { joinedAs } from './join.ts'

/** Long enough to find the person, short enough to be of no use on a photo. */
const lasts = minutes(10)

/** Host and door speak for anybody, an attendee for themselves. */
function whoIsMeant(
  { passes }: ApiDeps,
  runtime: NightRuntime,
  question: Question,
): AttendeeId | null {
  const asked = v.safeParse(returnsRequest, question.body)
  if (!asked.success) return null
  if ('pass' in asked.output) return passes.attendeeOf(runtime.id, asked.output.pass)
  return passFor(runtime, 'door', question) ? asked.output.attendee : null
}

export const makeTicket =
  (deps: ApiDeps): Handler =>
  async (question) => {
    if (!v.is(returnsRequest, question.body)) return refused('wire/malformed')
    const runtime = await nightOf(deps, question)
    if (!runtime) return refused('wire/unknown-night')
    const attendee = whoIsMeant(deps, runtime, question)
    if (!attendee) return refused('wire/no-pass')
    if (!runtime.night.door.attendees.has(attendee)) return refused('door/no-such-badge')
    const until = plus(deps.clock.now(), lasts)
    const ticket = deps.passes.ticketOf({ night: runtime.id, attendee }, until)
    const returning: Returning = { link: `${question.base}/n/${runtime.id}#back=${ticket}`, until }
    return done(returning)
  }

export function takeTicket(deps: ApiDeps): Handler {
  const wrong = new WrongSecrets()
  return async (question) => {
    const asked = v.safeParse(returnRequest, question.body)
    if (!asked.success) return refused('wire/malformed')
    const runtime = await nightOf(deps, question)
    if (!runtime) return refused('wire/unknown-night')
    const { ticket } = asked.output
    const attendee = deps.passes.attendeeOfTicket(runtime.id, ticket, deps.clock.now())
    if (!attendee || !runtime.night.door.attendees.has(attendee)) return wrong.refuse(question)
    return done(joinedAs(deps, { night: runtime.id, attendee }))
  }
}
