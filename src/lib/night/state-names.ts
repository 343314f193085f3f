// How a state is told without ids: an attendee by their name, a talk by its title and speaker.
import type { Attendee } from './door/model.ts'
import { canonical } from './history.ts'
import type { AttendeeId, TalkId } from './ids.ts'
import type { Night } from './night.ts'

/** A name, and which of its bearers, from 1; none for somebody who was removed. */
export type Named = readonly [string, number] | null

export interface Names {
  readonly who: (id: AttendeeId | null) => Named
  /** Several people, in the order of their names. */
  readonly all: (ids: Iterable<AttendeeId>) => readonly Named[]
  readonly talk: (id: TalkId) => readonly [string, Named | string] | null
}

/** Items in an order that follows from their content alone. */
export const inOrder = <T>(items: Iterable<T>): readonly T[] =>
  [...items]
    .map((item) => ({ item, text: canonical(item) }))
    .sort((a, b) => compare(a.text, b.text))
    .map(({ item }) => item)

export function namesOf({ door, talks }: Night): Names {
  const named = new Map<AttendeeId, Named>()
  const bearers = new Map<string, number>()
  for (const { id, name } of [...door.attendees.values()].sort(byName)) {
    const nth = (bearers.get(name) ?? 0) + 1
    bearers.set(name, nth)
    named.set(id, [name, nth])
  }
  const who = (id: AttendeeId | null) => (id === null ? null : (named.get(id) ?? null))
  const told = new Map(talks.list.map((t) => [t.id, [t.title, t.speaker ?? who(t.by)] as const]))
  return { who, all: (ids) => inOrder([...ids].map(who)), talk: (id) => told.get(id) ?? null }
}

/** Those of one name by what they said of themselves, then by when they joined. */
const byName = (a: Attendee, b: Attendee): number =>
  compare(a.name, b.name) || compare(saidBy(a), saidBy(b)) || a.joinedAt - b.joinedAt

const saidBy = ({ languages, offers, seeks, first, phoneless }: Attendee): string =>
  canonical([languages, offers, seeks, first, phoneless])

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
