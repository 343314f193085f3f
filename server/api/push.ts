// GET /api/push, POST /api/nights/:night/push and POST /api/nights/:night/push/forget.
import * as v from 'valibot'
import type { AttendeeId } from '#night/ids.ts'
import { pushRequest, type PushOffer } from '#protocol/http.ts'
import { CreditsByAddress } from '../limits.ts'
import type { NightRuntime } from '../runtime/night-runtime.ts'
import { nightOf, type ApiDeps } from './deps.ts'
import { done, refused, type Handler, type Question, type Reply } from './exchange.ts'

export const offerPush =
  ({ push }: ApiDeps): Handler =>
  () =>
    done({ key: push?.key ?? null } satisfies PushOffer)

interface Asked {
  readonly runtime: NightRuntime
  readonly attendee: AttendeeId
  readonly endpoint: string
}

/** Keeping where to call a phone, and forgetting it. */
export function subscriptionsOf(deps: ApiDeps) {
  const credits = new CreditsByAddress({ most: 400, perSecond: 10 })
  const { push } = deps

  const asked = async (question: Question): Promise<Asked | Reply> => {
    if (!credits.spend(question.address)) return refused('wire/too-fast')
    const parsed = v.safeParse(pushRequest, question.body)
    if (!parsed.success) return refused('wire/malformed')
    const { pass, endpoint } = parsed.output
    const runtime = await nightOf(deps, question)
    if (!runtime) return refused('wire/unknown-night')
    const attendee = deps.passes.attendeeOf(runtime.id, pass)
    if (!attendee) return refused('wire/no-pass')
    return { runtime, attendee, endpoint }
  }

  const subscribe: Handler = async (question) => {
    if (!push) return refused('http/not-found')
    const found = await asked(question)
    if ('status' in found) return found
    const { runtime, attendee, endpoint } = found
    // Another process may have let them in a moment ago.
    if (!runtime.night.door.attendees.has(attendee)) await runtime.catchUp()
    const until = runtime.night.about?.eraseAt
    const state = runtime.night.door.attendees.get(attendee)?.state
    if (until === undefined || state === undefined) return refused('wire/no-pass')
    if (state === 'left') return refused('not-allowed')
    const isKept = await push.subscribe(runtime.id, { attendee, endpoint, until })
    return isKept ? done() : refused('push/unknown-service')
  }

  const forget: Handler = async (question) => {
    const found = await asked(question)
    if ('status' in found) return found
    await push?.unsubscribe(found.runtime.id, found.attendee, found.endpoint)
    return done()
  }

  return { subscribe, forget }
}
