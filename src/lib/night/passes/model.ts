// The links a host hands out. A link's secret is never here, only its hash.
import * as v from 'valibot'
import { passId, type PassId } from '../ids.ts'
import type { Instant } from '../time.ts'
import { line } from '../text.ts'

export const passRole = v.picklist(['host', 'door', 'display'])
export type PassRole = v.InferOutput<typeof passRole>

/** SHA-256 of a link's secret, base64url. */
export const secretHash = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{43}$/))

export const passesCommands = [
  v.object({
    type: v.literal('passes/grant'),
    pass: passId,
    role: passRole,
    hash: secretHash,
    label: line(0, 40),
  }),
  v.object({ type: v.literal('passes/revoke'), pass: passId }),
] as const
export type PassesCommand = v.InferOutput<(typeof passesCommands)[number]>

export interface Pass {
  readonly id: PassId
  readonly role: PassRole
  readonly hash: string
  readonly label: string
  readonly grantedAt: Instant
}

export type Passes = Map<PassId, Pass>

export type PassesEvent =
  | { readonly type: 'passes/granted'; readonly pass: Pass }
  | { readonly type: 'passes/revoked'; readonly pass: PassId }

export function applyPasses(passes: Passes, event: { readonly type: string }): void {
  const e = event as PassesEvent
  if (e.type === 'passes/granted') passes.set(e.pass.id, e.pass)
  else if (e.type === 'passes/revoked') passes.delete(e.pass)
}
