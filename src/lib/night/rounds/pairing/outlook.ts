// Told, not hidden: why somebody cannot but sit out or meet again, and what would help.
import { graphsOf, groupsIn, partOf } from './graphs.ts'
import type { Graph } from './graphs.ts'
import { maximumMatching } from './matching.ts'
import type { Candidate, PairingInput } from './model.ts'

/** Who is left over in a round sits out, or is a third where two can take them. */
type By = PairingInput['oddOne']

/** Why so many have no partner for themselves in each round. */
export type Shortage =
  /** The number is odd. */
  | { readonly code: 'odd-one'; readonly perRound: 1; readonly by: By }
  /** So many people speak these languages alone, which nobody else here does, and are odd in number. */
  | {
      readonly code: 'language'
      readonly languages: readonly string[]
      readonly people: number
      readonly perRound: 1
      readonly by: By
      readonly helps: 'bilingual'
    }
  /** Groups of odd numbers, so many people in all, meet others only by way of fewer bilingual ones. */
  | {
      readonly code: 'bridges'
      readonly groups: number
      readonly people: number
      readonly bridges: number
      readonly perRound: number
      readonly by: By
      readonly helps: 'bilingual'
    }
  /** They have not said which languages they speak. */
  | { readonly code: 'no-language'; readonly perRound: number; readonly by: 'bye' }
  /** Some must keep different tables. */
  | { readonly code: 'tables'; readonly perRound: number; readonly by: By }
  /** What people asked for, or the host; never whose wish, nor which. */
  | { readonly code: 'wishes'; readonly perRound: number; readonly by: By }

/**
 * Why the rounds left cannot all bring new people together: by round `fromRound`, the next one being
 * 1, somebody has met again or sat out beside those in shortages. `people`: how many, at least, have
 * too few new partners.
 */
export interface Repeat {
  readonly code: 'everybody-met' | 'language-partners' | 'table-partners' | 'wish-partners'
  readonly fromRound: number
  readonly people: number
}

export type Reason = Shortage | Repeat

/**
 * What no plan for these people can avoid, and why: facts for the host, to be put into words. The
 * `perRound` of all reasons add up to those whom a largest matching leaves (Tutte and Berge). Takes
 * people as for a plan: those who are there, or before the evening those who want to come. The order
 * of the input changes nothing. Throws when an id comes twice.
 */
export function outlook(input: PairingInput): readonly Reason[] {
  const people = [...input.people].sort((a, b) => (a.id < b.id ? -1 : 1))
  const graphs = graphsOf(people, input)
  const left = leftBy(graphs.allowed)
  const repeat = repeatOf(graphs, input.roundsLeft, left)
  return [...shortagesOf(people, graphs, left, input.oddOne), ...(repeat ? [repeat] : [])]
}

type Graphs = ReturnType<typeof graphsOf>

/** How many a largest matching leaves. */
const leftBy = (graph: Graph): number =>
  groupsIn(graph).reduce((sum, group) => sum + leftIn(partOf(graph, group)), 0)

/**
 * The same in a connected graph. Where any two people know n − 1 others between them, one way leads
 * through everybody (Ore 1960), and every other step of it is a pair.
 */
function leftIn({ n, edges, degrees }: Graph): number {
  if (degrees.every((degree) => 2 * degree >= n - 1)) return n % 2
  return maximumMatching(n, edges).mate.filter((partner) => partner < 0).length
}

function shortagesOf(
  people: readonly Candidate[],
  graphs: Graphs,
  left: number,
  by: By,
): Shortage[] {
  if (left === 0) return []
  const reasons = languageShortages(people, graphs.spoken, by)
  const told = reasons.reduce((sum, { perRound }) => sum + perRound, 0)
  const kept = left === told ? told : leftBy(graphs.tabled)
  if (kept > told) reasons.push({ code: 'tables', perRound: kept - told, by })
  if (left > kept) reasons.push({ code: 'wishes', perRound: left - kept, by })
  return reasons
}

function languageShortages(people: readonly Candidate[], spoken: Graph, by: By): Shortage[] {
  const reasons: Shortage[] = []
  for (const group of groupsIn(spoken)) {
    const part = partOf(spoken, group)
    const left = leftIn(part)
    const languages = [...new Set(group.flatMap((i) => people[i]?.languages ?? []))].sort()
    if (left === 0 || languages.length === 0) continue
    const third = part.n === 1 ? 'bye' : by
    if (left > 1) reasons.push(bridgesOf(part, left, by))
    else if (part.n === spoken.n) reasons.push({ code: 'odd-one', perRound: 1, by: third })
    else {
      const found = { code: 'language', languages, people: part.n, perRound: 1 } as const
      reasons.push({ ...found, by: third, helps: 'bilingual' })
    }
  }
  const silent = people.filter((person) => person.languages.length === 0).length
  if (silent > 0) reasons.push({ code: 'no-language', perRound: silent, by: 'bye' })
  return reasons
}

/** The duals name the bridges: an edge weighs one, and whoever covers it alone is one of them. */
function bridgesOf(group: Graph, left: number, by: By): Shortage {
  const { duals } = maximumMatching(group.n, group.edges)
  const others = groupsIn(group, (i) => duals[i] !== 2)
  const odd = others.filter(({ length }) => length % 2 === 1)
  const bridges = group.n - others.flat().length
  const found = { groups: odd.length, people: odd.flat().length, bridges, perRound: left }
  return { code: 'bridges', ...found, by, helps: 'bilingual' }
}

/** The earliest repeat that cannot be avoided, by the first cause that is enough for it. */
function repeatOf(graphs: Graphs, rounds: number, left: number): Repeat | undefined {
  const causes = [
    ['everybody-met', graphs.unmet],
    ['language-partners', graphs.unmetSpoken],
    ['table-partners', graphs.unmetTabled],
    ['wish-partners', graphs.unmetAllowed],
  ] as const
  let first: Repeat | undefined
  for (const [code, degrees] of causes) {
    const fromRound = roundTooMany(degrees, rounds, left)
    if (fromRound >= (first?.fromRound ?? rounds + 1)) continue
    const few = degrees.filter((degree) => degree < fromRound).length
    first = { code, fromRound, people: few }
  }
  const next = rounds < 1 || first?.fromRound === 1 ? left : leftBy(graphs.fresh)
  return next > left ? { code: 'everybody-met', fromRound: 1, people: next - left } : first
}

/** The first round by which there are not enough new partners for all who have a place, or Infinity. */
function roundTooMany(degrees: Int32Array, rounds: number, left: number): number {
  for (let round = 1; round <= rounds; round++) {
    const meetings = degrees.reduce((sum, degree) => sum + Math.min(degree, round), 0)
    if (meetings < round * (degrees.length - left)) return round
  }
  return Infinity
}
