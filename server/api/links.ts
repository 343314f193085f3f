// POST /api/nights/:night/links and GET /api/nights/:night/badges/:attendee.
import * as v from 'valibot'
import { idFrom } from '#night/codes.ts'
import { attendeeId, commandId, passId, type CommandId } from '#night/ids.ts'
import type { Actor } from '#night/order.ts'
import type { PassRole } from '#night/passes/model.ts'
import { linkRequest, type Linked, type PrintableBadge } from '#protocol/http.ts'
import type { Answer } from '#protocol/messages.ts'
import { hashOf } from '../passes.ts'
import type { NightRuntime } from '../runtime/night-runtime.ts'
import { ask, isOwner, nightOf, passFor, type ApiDeps } from './deps.ts'
import { done, refused, type Handler } from './exchange.ts'

interface Grant {
  readonly id: CommandId
  readonly by: Actor
  readonly role: PassRole
  readonly label: string
  readonly base: string
}

/** Grants a pass and makes its link. Secret and id follow from the command, so that a retry gets the same. */
export async function grantLink(
  deps: Pick<ApiDeps, 'passes' | 'metrics'>,
  runtime: NightRuntime,
  { id, by, role, label, base }: Grant,
): Promise<{ ok: true; linked: Linked } | Extract<Answer, { ok: false }>> {
  const secret = deps.passes.secretFor(`${runtime.id}:${role}:${id}`)
  const pass = v.parse(passId, idFrom(`${id}:pass`))
  const command = { type: 'passes/grant', pass, role, hash: hashOf(secret), label } as const
  const answer = await ask(deps, runtime, { id, by, command })
  if (!answer.ok) return answer
  return { ok: true, linked: { pass, role, link: `${base}/${role}/${runtime.id}#${secret}` } }
}

export const makeLink =
  (deps: ApiDeps): Handler =>
  async (question) => {
    const asked = v.safeParse(linkRequest, question.body)
    if (!asked.success) return refused('wire/malformed')
    const runtime = await nightOf(deps, question)
    if (!runtime) return refused('wire/unknown-night')
    const host = passFor(runtime, 'host', question)
    if (!host && !isOwner(deps, question)) return refused('wire/no-pass')
    const by: Actor = host ? { role: 'host', pass: host.id } : { role: 'owner' }
    // Its own name in the log: the same id may serve another command of the same screen.
    const id = v.safeParse(commandId, `${asked.output.id}-link`)
    if (!id.success) return refused('wire/malformed')
    const { role, label } = asked.output
    const granted = await grantLink(deps, runtime, {
      ...{ id: id.output, by, role, label, base: question.base },
    })
    return granted.ok ? done(granted.linked) : refused(granted.code, granted.facts)
  }

export const printBadge =
  (deps: ApiDeps): Handler =>
  async (question) => {
    const runtime = await nightOf(deps, question)
    if (!runtime) return refused('wire/unknown-night')
    if (!passFor(runtime, 'door', question)) return refused('wire/no-pass')
    const id = v.safeParse(attendeeId, question.params['attendee'])
    const attendee = id.success ? runtime.night.door.attendees.get(id.output) : undefined
    if (!attendee) return refused('door/no-such-badge')
    const badge = deps.passes.badgeOf({ night: runtime.id, attendee: attendee.id })
    const { name, code } = attendee
    const printable: PrintableBadge = { badge, name, code }
    return done(printable)
  }
