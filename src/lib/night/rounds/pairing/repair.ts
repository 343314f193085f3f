// Within a round: places for those who are left alone, all found by one matching.
import { AFFINITY_MAX, affinity, mayMeet } from './affinity.ts'
import { isCertified } from './certificate.ts'
import { WEIGHT_MAX, maximumMatching } from './matching.ts'
import type { Candidate, PairingInput } from './model.ts'

export interface RepairInput {
  /** At a table without a partner, or just come in and at no table yet. */
  readonly alone: readonly { readonly person: Candidate; readonly table: number | null }[]
  /** Sitting out, ready to be asked. */
  readonly waiting: readonly Candidate[]
  /** Tables at which people sit; one of two may take a third, and nobody is taken away. */
  readonly pairs: readonly { readonly table: number; readonly people: readonly Candidate[] }[]
  readonly met: PairingInput['met']
  readonly apart: PairingInput['apart']
}

export interface Repair {
  readonly pairs: readonly (readonly [string, string])[]
  readonly joins: readonly { readonly person: string; readonly table: number }[]
  /** Of those alone, the ones nobody was found for. Who waited and still waits is not repeated. */
  readonly left: readonly string[]
  /** The dual certificate held: nothing better exists. */
  readonly certified: boolean
}

/** Somebody alone, somebody who waits, or a table: its people, and where they sit. */
interface Node {
  readonly is: 'alone' | 'waiting' | 'table'
  readonly people: readonly Candidate[]
  readonly table: number | null
}

/**
 * Seats people left alone with each other, with somebody who waits, or as a third at a table of two.
 * What counts, the most first: that many of them get somebody; that few meet again tonight; each
 * other before somebody who waits, before a third chair; a third chair near by; affinity. The order
 * of the input changes nothing. Exact, by a maximum-weight matching (matching.ts).
 */
export function repair(input: RepairInput): Repair {
  const nodes = nodesOf(input)
  const n = nodes.length
  const weights = weightsOf(nodes, input)
  const matching = maximumMatching(n, weights)
  const pairs: [string, string][] = []
  const joins: { person: string; table: number }[] = []
  const left: string[] = []
  nodes.forEach((node, i) => {
    const [id, other] = [node.people[0]?.id, nodes[matching.mate[i] ?? -1]]
    if (node.is !== 'alone' || id === undefined) return
    if (!other) left.push(id)
    else if (other.is !== 'table') {
      const partner = other.people[0]?.id ?? ''
      if (other.is === 'waiting' || id < partner) pairs.push([id, partner])
    } else if (other.table !== null) joins.push({ person: id, table: other.table })
  })
  return { pairs, joins, left, certified: isCertified(n, weights, matching) }
}

function nodesOf({ alone, waiting, pairs }: RepairInput): readonly Node[] {
  const byId = (a: Candidate, b: Candidate): number => (a.id < b.id ? -1 : 1)
  return [
    ...[...alone]
      .sort((a, b) => byId(a.person, b.person))
      .map(({ person, table }): Node => ({ is: 'alone', people: [person], table })),
    ...[...waiting]
      .sort(byId)
      .map((person): Node => ({ is: 'waiting', people: [person], table: null })),
    ...pairs
      .filter(({ people }) => people.length === 2)
      .sort((a, b) => a.table - b.table)
      .map(({ people, table }): Node => ({ is: 'table', people, table })),
  ]
}

function weightsOf(nodes: readonly Node[], { met, apart }: RepairInput): Float64Array {
  const n = nodes.length
  const units = unitsFor(nodes)
  const [haveMet, keptApart] = [lookupOf(met), lookupOf(apart)]
  const may = (a: Candidate, b: Candidate): boolean => mayMeet(a, b) && !keptApart(a, b)
  const weights = new Float64Array(n * n)
  nodes.forEach((node, i) => {
    for (let j = i + 1; j < n; j++) {
      const other = nodes[j]
      const person = node.people[0]
      if (!other || !person || node.is !== 'alone' || !fits(person, other, may)) continue
      const again = other.people.some((one) => haveMet(person, one))
      const worth = worthOf(node, person, other, units) - (again ? units.again : 0)
      weights[i * n + j] = weights[j * n + i] = worth
    }
  })
  return weights
}

type Both = (a: Candidate, b: Candidate) => boolean

/** Whether somebody may sit there: at a table, any two of the three may sit together. */
function fits(person: Candidate, { is, people, table }: Node, may: Both): boolean {
  if (!people.every((other) => may(person, other))) return false
  if (is !== 'table') return true
  const [a, b] = people
  const stays = person.keepsTable === null || person.keepsTable === table
  return stays && a !== undefined && b !== undefined && may(a, b)
}

/** What each counts: every one outweighs all that those below it can sum to. */
interface Units {
  readonly placed: number
  readonly again: number
  readonly eachOther: number
  readonly waiting: number
  readonly near: number
  /** How far a third chair may be, in table numbers, before all count as equally far. */
  readonly farthest: number
  /** Nearness and affinity are counted in steps of so many. */
  readonly grain: number
}

/** Among very many, what counts least is counted more coarsely, so that all fits into an integer. */
function unitsFor(nodes: readonly Node[]): Units {
  const count = (is: Node['is']): number => nodes.filter((node) => node.is === is).length
  const alone = count('alone')
  const tables = nodes.reduce((highest, { table }) => Math.max(highest, table ?? 0), 0)
  for (let grain = 1; ; grain *= 2) {
    const farthest = Math.floor(tables / grain)
    const near = alone * Math.floor(AFFINITY_MAX / grain) + 1
    const waiting = near * (Math.min(alone, count('table')) * farthest + 1)
    const eachOther = waiting * (Math.min(alone, count('waiting')) + 1)
    const again = eachOther * (Math.floor(alone / 2) + 1)
    const placed = again * (alone + 1)
    if (placed * 3 <= WEIGHT_MAX || grain > tables + AFFINITY_MAX)
      return { placed, again, eachOther, waiting, near, farthest, grain }
  }
}

function worthOf(
  alone: Node,
  person: Candidate,
  { is, people, table }: Node,
  units: Units,
): number {
  const { grain, farthest } = units
  const sum = people.reduce((all, other) => all + affinity(person, other), 0)
  const suits = Math.floor(sum / people.length / grain)
  if (is === 'alone') return 2 * units.placed + units.eachOther + suits
  if (is === 'waiting') return units.placed + units.waiting + suits
  const away = alone.table === null || table === null ? farthest : Math.abs(alone.table - table)
  const nearness = farthest - Math.min(farthest, Math.floor(away / grain))
  return units.placed + units.near * nearness + suits
}

function lookupOf(pairs: PairingInput['met']): Both {
  const known = new Set(pairs.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
  return (a, b) => known.has(`${a.id} ${b.id}`)
}
