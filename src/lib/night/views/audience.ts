// For whom a view is made.
import type { AttendeeId } from '../ids.ts'

export type Audience =
  | { readonly kind: 'guest' }
  | { readonly kind: 'attendee'; readonly attendee: AttendeeId }
  | { readonly kind: 'door' }
  | { readonly kind: 'host' }
  | { readonly kind: 'display' }

export type AudienceKind = Audience['kind']

/** How many screens of each kind are connected. Kinds without any may be left out. */
export type Screens = Readonly<Partial<Record<AudienceKind, number>>> & {
  /** The clocks of all that can prove it are right to within so many ms. */
  readonly clocksWithin?: number
}
