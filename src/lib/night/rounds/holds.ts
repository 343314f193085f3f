// Whether a seating made earlier can still be announced.
import type { AttendeeId } from '../ids.ts'
import type { Night } from '../night.ts'
import type { Seating } from './model.ts'
import { mayMeet, takingPart } from './seating.ts'

/** A seating holds while just these people take part and every pairing may still meet. */
export function stillHolds(
  night: Night,
  { pairings, byes }: Pick<Seating, 'pairings' | 'byes'>,
  taking: readonly { readonly id: AttendeeId }[] = takingPart(night),
): boolean {
  const people = new Set(taking.map((a) => a.id))
  const seated = [...pairings.flatMap((p) => p.people), ...byes]
  if (seated.length !== people.size || !seated.every((id) => people.has(id))) return false
  return pairings.every((p) => everyTwo(p.people, (a, b) => mayMeet(night, a, b)))
}

export const everyTwo = (
  people: readonly AttendeeId[],
  test: (a: AttendeeId, b: AttendeeId) => boolean,
): boolean => people.every((a, i) => people.slice(i + 1).every((b) => test(a, b)))
