// POST /api/nights/:night/join: a name becomes a badge.
import * as v from 'valibot'
import { attendeeIdFrom } from '#night/door/decide.ts'
import { joinRequest, type Joined } from '#protocol/http.ts'
import { CreditsByAddress } from '../limits.ts'
import type { BadgeOf } from '../passes.ts'
import { ask, nightOf, type ApiDeps } from './deps.ts'
import { done, refused, type Handler } from './exchange.ts'

/** A whole venue joins from one address, most of it within the same ten minutes. */
const joins = { most: 600, perSecond: 10 }

export function join(deps: ApiDeps): Handler {
  const credits = new CreditsByAddress(joins)
  return async (question) => {
    if (!credits.spend(question.address)) return refused('wire/too-fast')
    const asked = v.safeParse(joinRequest, question.body)
    if (!asked.success) return refused('wire/malformed')
    const runtime = await nightOf(deps, question)
    if (!runtime) return refused('wire/unknown-night')
    const { id, ...profile } = asked.output
    const command = { type: 'door/join', ...profile } as const
    const answer = await ask(deps, runtime, { id, by: { role: 'guest' }, command })
    if (!answer.ok) return refused(answer.code, answer.facts)
    return done(joinedAs(deps, { night: runtime.id, attendee: attendeeIdFrom(id) }))
  }
}

/** What a device keeps of being an attendee. */
export const joinedAs = ({ passes }: Pick<ApiDeps, 'passes'>, of: BadgeOf): Joined => ({
  attendee: of.attendee,
  badge: passes.badgeOf(of),
  pass: passes.attendeePass(of),
})
