// What a host wants to know of a preview: what is new in it, and what may be done with two people.
import type { AttendeeId } from '#night/ids.ts'
import type { Pairing, Two } from '#night/rounds/model.ts'
import { found, type Person } from './sight.ts'

const keyOf = ({ people }: Pick<Pairing, 'people'>): string => [...people].sort().join(' ')

/** Who sits with whom, to be compared with a later preview. */
export const lookOf = (pairings: readonly Pairing[]): ReadonlySet<string> =>
  new Set(pairings.map(keyOf))

/** The tables at which others sit than when last looked at; none where nothing was looked at. */
export const newSince = (
  looked: ReadonlySet<string> | null,
  pairings: readonly Pairing[],
): ReadonlySet<number> =>
  new Set(looked ? pairings.filter((p) => !looked.has(keyOf(p))).map((p) => p.table) : [])

/** Pairings of which somebody's name or code holds what was typed. */
export function pairingsWith(
  pairings: readonly Pairing[],
  people: readonly Person[],
  typed: string,
): readonly Pairing[] {
  if (typed.trim() === '') return pairings
  const ids = new Set(found(people, typed).map((p) => p.id))
  return pairings.filter((p) => p.people.some((id) => ids.has(id)))
}

export const isPair = (pair: Two, a: AttendeeId, b: AttendeeId): boolean =>
  pair.includes(a) && pair.includes(b)

export interface Changes {
  /** They sit at different tables. */
  readonly swap: boolean
  /** They are not together yet. */
  readonly together: boolean
  readonly apart: boolean
  /** They are kept apart. */
  readonly letMeet: boolean
}

/** What may be done with two people of a preview; whether it is allowed is for the rules. */
export function changesFor(
  pairings: readonly Pairing[],
  apart: readonly Two[],
  [a, b]: Two,
): Changes {
  const sitTogether = pairings.some((p) => p.people.includes(a) && p.people.includes(b))
  const areApart = apart.some((pair) => isPair(pair, a, b))
  return {
    swap: !sitTogether,
    together: !sitTogether && !areApart,
    apart: !areApart,
    letMeet: areApart,
  }
}
