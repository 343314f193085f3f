// An order: a command with who gave it and when, as the server stamped it.
import type { AttendeeId, CommandId, PassId } from './ids.ts'
import type { Planned } from './rounds/seating.ts'
import type { Instant } from './time.ts'

export type Actor =
  | { readonly role: 'system' }
  | { readonly role: 'owner' }
  | { readonly role: 'guest' }
  | { readonly role: 'host'; readonly pass: PassId }
  | { readonly role: 'door'; readonly pass: PassId }
  | { readonly role: 'display'; readonly pass: PassId }
  | { readonly role: 'attendee'; readonly attendee: AttendeeId }

export type Role = Actor['role']

export interface Order<C> {
  readonly id: CommandId
  readonly at: Instant
  readonly by: Actor
  readonly command: C
  /** Rounds planned beforehand for an order that needs some; set by the runtime, never by the wire. */
  readonly planned?: Planned
}

/** Whom a command is about: oneself for an attendee, whoever it names for host and door. */
export const subjectOf = (order: Order<{ for?: AttendeeId | undefined }>): AttendeeId | null =>
  order.by.role === 'attendee' ? order.by.attendee : (order.command.for ?? null)

/** Who did it, as a short text for the log. */
export const nameOf = (actor: Actor): string =>
  actor.role === 'attendee'
    ? `attendee:${actor.attendee}`
    : 'pass' in actor
      ? `${actor.role}:${actor.pass}`
      : actor.role
