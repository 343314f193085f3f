// Who a socket is: its hello, and the pass or cookie that proves it.
import * as v from 'valibot'
import { assertNever } from '#night/decision.ts'
import { hello, type Hello, type WireCode } from '#protocol/messages.ts'
import { oldestServed, protocolVersion } from '#protocol/version.ts'
import type { Passes } from '../passes.ts'
import { screenPassOf } from '../passes.ts'
import type { NightRuntime } from '../runtime/night-runtime.ts'
import type { Registry } from '../runtime/registry.ts'
import type { Identity } from './socket.ts'

interface Handshake {
  readonly auth: unknown
  readonly cookies: string | undefined
}

export type Authenticated =
  | {
      readonly ok: true
      readonly runtime: NightRuntime
      readonly identity: Identity
      readonly said: Hello
    }
  | { readonly ok: false; readonly code: WireCode }

const refused = (code: WireCode): Authenticated => ({ ok: false, code })

export async function authenticate(
  { auth, cookies }: Handshake,
  { registry, passes }: { readonly registry: Registry; readonly passes: Passes },
): Promise<Authenticated> {
  const parsed = v.safeParse(hello, auth)
  if (!parsed.success) return refused('wire/malformed')
  const said = parsed.output
  // A newer screen than the server: after a step back, its reload brings the older one too.
  if (said.version < oldestServed || said.version > protocolVersion) return refused('wire/too-old')
  const runtime = await registry.find(said.night)
  if (!runtime) return refused('wire/unknown-night')
  const proofs = { runtime, passes, cookies }
  // Another process may have let them in a moment ago.
  const identity = identityOf(said, proofs) ?? (await afterNews(runtime, said, proofs))
  if (!identity) return refused('wire/no-pass')
  return { ok: true, runtime, identity, said }
}

async function afterNews(runtime: NightRuntime, said: Hello, proofs: Proofs) {
  await runtime.catchUp()
  return identityOf(said, proofs)
}

interface Proofs {
  readonly runtime: NightRuntime
  readonly passes: Passes
  readonly cookies: string | undefined
}

function identityOf(said: Hello, { runtime, passes, cookies }: Proofs): Identity | null {
  const { night } = runtime
  switch (said.as) {
    case 'guest':
      return { actor: { role: 'guest' }, audience: { kind: 'guest' }, pass: null }
    case 'attendee': {
      const attendee = said.pass ? passes.attendeeOf(runtime.id, said.pass) : null
      if (!attendee || !night.door.attendees.has(attendee)) return null
      const audience = { kind: 'attendee', attendee } as const
      return { actor: { role: 'attendee', attendee }, audience, pass: null }
    }
    case 'door':
    case 'host':
    case 'display': {
      const pass = screenPassOf(runtime, said.as, cookies)
      if (!pass) return null
      const actor = { role: said.as, pass: pass.id }
      return { actor, audience: { kind: said.as }, pass: pass.id }
    }
    default:
      return assertNever(said.as)
  }
}

/** Whether the pass still counts, on the newest state. */
export const isStillIn = (runtime: NightRuntime, { actor, pass }: Identity): boolean => {
  if (actor.role === 'attendee') return runtime.night.door.attendees.has(actor.attendee)
  return pass === null || runtime.night.passes.has(pass)
}
