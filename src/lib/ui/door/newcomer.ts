import type { AttendeeId } from '#night/ids.ts'
import type { Language } from '#night/text.ts'

/** Somebody new at the door, as the volunteer wrote them down. */
export interface Newcomer {
  /** Empty: one is given. */
  readonly name: string
  readonly languages: readonly Language[]
  readonly first: boolean
  readonly phoneless: boolean
  readonly broughtBy: AttendeeId | null
}
