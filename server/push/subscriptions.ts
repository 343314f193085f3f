// Which phones want to be pushed, night by night. Outside the log, whose history is for good: these
// are deleted when somebody takes theirs back, leaves, or the night is erased.
import * as v from 'valibot'
import { attendeeId, type AttendeeId, type NightId } from '#night/ids.ts'
import { instant, type Instant } from '#night/time.ts'

/** One browser of one attendee. Its keys are not asked for: nothing is ever said in a push. */
export const subscription = v.object({
  attendee: attendeeId,
  /** The address that the browser's maker gave it. */
  endpoint: v.string(),
  since: instant,
})
export type Subscription = v.InferOutput<typeof subscription>

export interface Subscriptions {
  /** Keeps it until the night is erased; of what was kept for the same endpoint, this takes the place. */
  add(night: NightId, subscription: Subscription, until: Instant): Promise<void>
  of(night: NightId): Promise<readonly Subscription[]>
  remove(night: NightId, endpoints: readonly string[]): Promise<void>
  /** Forgets all of a night. */
  erase(night: NightId): Promise<void>
  /** True for the first who asks under a name, whichever process it is. */
  claim(night: NightId, name: string): Promise<boolean>
  close(): Promise<void>
}

/** For tests, and where nothing outlives the process. */
export function openMemorySubscriptions(): Subscriptions {
  const nights = new Map<NightId, Map<string, Subscription>>()
  const claims = new Claims()
  return {
    add: async (night, one) => {
      const kept = nights.get(night) ?? new Map<string, Subscription>()
      nights.set(night, kept.set(one.endpoint, one))
    },
    of: async (night) => [...(nights.get(night)?.values() ?? [])],
    remove: async (night, endpoints) => endpoints.forEach((e) => nights.get(night)?.delete(e)),
    erase: async (night) => {
      nights.delete(night)
      claims.erase(night)
    },
    claim: async (night, name) => claims.take(night, name),
    close: async () => {},
  }
}

/** What was claimed in a process that is alone. */
export class Claims {
  readonly #taken = new Map<NightId, Set<string>>()

  take(night: NightId, name: string): boolean {
    const taken = this.#taken.get(night) ?? new Set()
    this.#taken.set(night, taken)
    if (taken.has(name)) return false
    taken.add(name)
    return true
  }

  erase(night: NightId): void {
    this.#taken.delete(night)
  }
}

const mostDevices = 3

/** What of somebody's is one device too many: the oldest go. */
export const tooMany = (all: readonly Subscription[], attendee: AttendeeId): readonly string[] =>
  all
    .filter((one) => one.attendee === attendee)
    .sort((a, b) => b.since - a.since)
    .slice(mostDevices)
    .map(({ endpoint }) => endpoint)
