// Within a round: new partners for those whose partner did not come.
import { AFFINITY_MAX, affinity, mayMeet } from './affinity.ts'
import { maximumMatching } from './matching.ts'
import type { Candidate } from './model.ts'

export interface RescueInput {
  /** At a table without a partner. */
  readonly alone: readonly Candidate[]
  /** Sitting out, ready to be asked. */
  readonly waiting: readonly Candidate[]
  /** Pairings in which both are there. */
  readonly pairs: readonly { readonly table: number; readonly people: readonly Candidate[] }[]
  readonly met: readonly (readonly [string, string])[]
}

export interface Rescue {
  readonly pairs: readonly (readonly [string, string])[]
  readonly joins: readonly { readonly person: string; readonly table: number }[]
  /** Of those alone, the ones nobody was found for. Who waited and still waits is not repeated. */
  readonly byes: readonly string[]
}

type Person = Candidate & { readonly isAlone: boolean }
type Table = RescueInput['pairs'][number]

const byId = (a: Candidate, b: Candidate): number => (a.id < b.id ? -1 : 1)

/**
 * Seats people left alone: with each other, with somebody who waits, as a third at a pair's table,
 * or nowhere; first with people they have not met tonight, then with those they have. Each step
 * seats as many of those alone as it can. The order of the input changes nothing.
 */
export function rescue(input: RescueInput): Rescue {
  const met = new Set(input.met.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
  const isNew = (a: Candidate, b: Candidate): boolean => !met.has(`${a.id} ${b.id}`)
  let people: Person[] = [
    ...input.alone.map((person) => ({ ...person, isAlone: true })),
    ...input.waiting.map((person) => ({ ...person, isAlone: false })),
  ].sort(byId)
  let tables = [...input.pairs].filter((pair) => pair.people.length === 2)
  tables.sort((a, b) => a.table - b.table)
  const pairs: [string, string][] = []
  const joins: { person: string; table: number }[] = []
  for (const may of [(a: Candidate, b: Candidate) => isNew(a, b) && mayMeet(a, b), mayMeet]) {
    const found = pairsAmong(people, may)
    pairs.push(...found)
    const placed = new Set(found.flat())
    people = people.filter((person) => !placed.has(person.id))
    const joined = joinsAt(people.filter((person) => person.isAlone), tables, may) // prettier-ignore
    joins.push(...joined)
    people = people.filter((person) => !joined.some((join) => join.person === person.id))
    tables = tables.filter(({ table }) => !joined.some((join) => join.table === table))
  }
  return { pairs, joins, byes: people.filter(({ isAlone }) => isAlone).map(({ id }) => id) }
}

type May = (a: Candidate, b: Candidate) => boolean

/** As many of those alone as can be, then of those waiting, then alone with alone, then affinity. */
function pairsAmong(people: readonly Person[], may: May): [string, string][] {
  const n = people.length
  const each = (n + 1) * (AFFINITY_MAX + 1)
  const [forWaiting, forAlone] = [each * (n + 1), each * (n + 1) * (n + 1)]
  const weights = weightsBetween(people, (a, b) => {
    if (!may(a, b) || !(a.isAlone || b.isAlone)) return 0
    const claims = [a, b].map(({ isAlone }) => (isAlone ? forAlone : forWaiting))
    const both = a.isAlone && b.isAlone ? each : 0
    return claims.reduce((sum, claim) => sum + claim, both) + affinity(a, b)
  })
  const { mate } = maximumMatching(n, weights)
  return people.flatMap((a, i) => {
    const b = people[mate[i] ?? -1]
    return b && i < (mate[i] ?? -1) ? [[a.id, b.id] satisfies [string, string]] : []
  })
}

/** As many thirds as can be, one at a table, each fit for both who sit there. */
function joinsAt(
  alone: readonly Candidate[],
  tables: readonly Table[],
  may: May,
): { person: string; table: number }[] {
  const n = alone.length + tables.length
  const weights = new Float64Array(n * n)
  alone.forEach((person, i) => {
    tables.forEach(({ people }, t) => {
      if (!people.every((other) => may(person, other))) return
      const suits = people.reduce((sum, other) => sum + affinity(person, other), 0)
      const j = alone.length + t
      weights[i * n + j] = weights[j * n + i] = (n + 1) * 2 * (AFFINITY_MAX + 1) + suits
    })
  })
  const { mate } = maximumMatching(n, weights)
  return alone.flatMap((person, i) => {
    const at = tables[(mate[i] ?? -1) - alone.length]
    return at ? [{ person: person.id, table: at.table }] : []
  })
}

function weightsBetween(
  people: readonly Person[],
  weightOf: (a: Person, b: Person) => number,
): Float64Array {
  const n = people.length
  const weights = new Float64Array(n * n)
  people.forEach((a, i) => {
    for (let j = i + 1; j < n; j++) {
      const b = people[j]
      if (b) weights[i * n + j] = weights[j * n + i] = weightOf(a, b)
    }
  })
  return weights
}
