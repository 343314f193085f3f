// Who may sit together, cause by cause: each takes edges away from the one before.
import type { Candidate, PairingInput } from './model.ts'

export interface Graph {
  readonly n: number
  /** n × n: 1 where two may sit together. */
  readonly edges: Float64Array
  /** Of each, how many that are. */
  readonly degrees: Int32Array
}

type Two = readonly [number, number]

/** The graphs of people in the order given, and how many new partners each would have in them. */
export function graphsOf(people: readonly Candidate[], { met, apart }: PairingInput) {
  const n = people.length
  const places = new Map(people.map(({ id }, i) => [id, i]))
  if (places.size < n) throw new Error('expected every id once, found one twice: look at `people`')
  const placesOf = (pairs: PairingInput['met']): readonly Two[] =>
    pairs.flatMap(([a, b]) => {
      const [i, j] = [places.get(a), places.get(b)]
      return i === undefined || j === undefined ? [] : [[i, j] as const]
    })
  const avoided = people.flatMap(({ id, avoids }) => avoids.map((other) => [id, other] as const))
  const meetings = placesOf(met)
  const spoken = graphOf(n, sharedLanguages(people))
  const tabled = without(spoken, keptFrom(people))
  const allowed = without(tabled, placesOf([...avoided, ...apart]))
  const fresh = without(allowed, meetings)
  const everybody = graphOf(n, new Float64Array(n * n).fill(1))
  return {
    ...{ spoken, tabled, allowed, fresh },
    unmet: without(everybody, meetings).degrees,
    unmetSpoken: without(spoken, meetings).degrees,
    unmetTabled: without(tabled, meetings).degrees,
    unmetAllowed: fresh.degrees,
  }
}

function graphOf(n: number, edges: Float64Array): Graph {
  const degrees = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    edges[i * n + i] = 0
    let degree = 0
    for (let at = i * n; at < (i + 1) * n; at++) degree += edges[at] ?? 0
    degrees[i] = degree
  }
  return { n, edges, degrees }
}

function without(graph: Graph, pairs: readonly Two[]): Graph {
  if (pairs.length === 0) return graph
  const { n } = graph
  const edges = graph.edges.slice()
  for (const [i, j] of pairs) edges[i * n + j] = edges[j * n + i] = 0
  return graphOf(n, edges)
}

function sharedLanguages(people: readonly Candidate[]): Float64Array {
  const n = people.length
  const edges = new Float64Array(n * n)
  const speakers = new Map<string, number[]>()
  people.forEach(({ languages }, i) => {
    for (const language of languages) {
      const known = speakers.get(language)
      if (known) known.push(i)
      else speakers.set(language, [i])
    }
  })
  for (const group of speakers.values()) {
    for (const i of group) for (const j of group) edges[i * n + j] = 1
  }
  return edges
}

/** Whoever keeps a table, and another who keeps another. */
function keptFrom(people: readonly Candidate[]): Two[] {
  const keepers = people.flatMap(({ keepsTable }, i) => (keepsTable === null ? [] : [i]))
  const tableOf = (i: number): number | null => people[i]?.keepsTable ?? null
  return keepers.flatMap((i) =>
    keepers.filter((j) => j > i && tableOf(i) !== tableOf(j)).map((j) => [i, j] as const),
  )
}

/** The connected groups of all people, or of those who count. */
export function groupsIn(
  { n, edges }: Graph,
  counts: (i: number) => boolean = () => true,
): readonly (readonly number[])[] {
  const groups: number[][] = []
  const left = new Set<number>()
  for (let i = 0; i < n; i++) if (counts(i)) left.add(i)
  for (const first of left) {
    const group = [first]
    left.delete(first)
    for (const i of group) {
      for (const j of left) {
        if (edges[i * n + j] === 0) continue
        left.delete(j)
        group.push(j)
      }
    }
    groups.push(group)
  }
  return groups
}

/** The graph of some of the people, in their order. */
export function partOf(graph: Graph, group: readonly number[]): Graph {
  if (group.length === graph.n) return graph
  const edges = new Float64Array(group.length ** 2)
  group.forEach((i, a) => {
    group.forEach((j, b) => (edges[a * group.length + b] = graph.edges[i * graph.n + j] ?? 0))
  })
  return graphOf(group.length, edges)
}
