// When somebody is left over: the trio that is best together with the best pairs around it.
import { maximumMatching } from './matching.ts'
import type { Matching } from './matching.ts'
import { nestOf } from './nest.ts'

export interface TrioQuestion {
  readonly n: number
  /** n × n, 0 where two may not sit together. */
  readonly weights: Float64Array
  /** What seating three together gains, an integer; 0 where they may not. */
  readonly ofTrio: (a: number, b: number, c: number) => number
  /** The best pairs without this trio. */
  readonly matching: Matching
  /** In trios already. */
  readonly seated: ReadonlySet<number>
  /** How many trios may be tried with the best pairs around them; 0 looks at third chairs alone. */
  readonly tries: number
}

export interface TrioAnswer {
  readonly trio: readonly number[]
  /** Without the people of the trio. */
  readonly weights: Float64Array
  readonly matching: Matching
  /** No trio is better; false where the tries ended before that was proved. */
  readonly exact: boolean
}

type Trio = readonly [number, number, number]

/** A trio, and a bound: no round with it is worth more. */
interface Hope {
  readonly trio: Trio
  readonly most: number
}

/**
 * The trio that seats more people and is worth most together with the best pairs around it, of all
 * trios; undefined when none seats more. A third for one of the pairs comes first, which is solved
 * already. Then only trios that could be worth more by the duals are tried, the most promising first.
 */
export function bestTrio(question: TrioQuestion): TrioAnswer | undefined {
  const { n, weights, matching, ofTrio } = question
  const before = pairedCount(matching)
  const third = bestThird(question)
  let best = third && { trio: third.trio, matching: lessTrio(n, weights, matching, third.trio) }
  let worth = third?.worth ?? -Infinity
  const { hopes, missed } = hopesOf(question, worth)
  for (const { trio, most } of hopes) {
    if (most <= worth) break
    const matched = maximumMatching(n, without(n, weights, trio))
    const sum = ofTrio(...trio) + matched.weight
    if (3 + pairedCount(matched) <= before || sum <= worth) continue
    best = { trio, matching: matched }
    worth = sum
  }
  return best && { ...best, weights: without(n, weights, best.trio), exact: missed <= worth }
}

const pairedCount = ({ mate }: Matching): number =>
  mate.reduce((count, partner) => count + (partner < 0 ? 0 : 1), 0)

/**
 * The trios that may be worth more than `worth`, the most promising first, no more than may be
 * tried; and the greatest bound of those that are missed by that.
 */
function hopesOf(question: TrioQuestion, worth: number): { hopes: Hope[]; missed: number } {
  const { n, weights, ofTrio, matching, seated, tries } = question
  if (tries === 0) return { hopes: [], missed: Infinity }
  const hopes: Hope[] = []
  let [missed, floor] = [-Infinity, worth]
  const free = [...matching.mate.keys()].filter((i) => !seated.has(i))
  if (!free.some((i) => (matching.mate[i] ?? -1) < 0)) return { hopes, missed }
  const restOf = boundOfRest(n, matching)
  const consider = (a: number, b: number, c: number): void => {
    const gain = ofTrio(a, b, c)
    if (gain === 0) return
    const most = gain + restOf(a, b, c)
    if (most <= floor) return
    hopes.splice(placeFor(hopes, most), 0, { trio: [a, b, c], most })
    if (hopes.length <= tries) return
    missed = Math.max(missed, hopes.pop()?.most ?? missed)
    floor = missed
  }
  const may = (a: number, b: number): boolean => (weights[a * n + b] ?? 0) > 0
  free.forEach((a, i) => {
    const others = free.slice(i + 1).filter((b) => may(a, b))
    others.forEach((b, j) => {
      for (let k = j + 1; k < others.length; k++) consider(a, b, others[k] ?? b)
    })
  })
  return { hopes, missed }
}

/**
 * No pairs among all but three are worth more than the duals that are left, with each odd set as
 * full as it can be then: a set that loses two or three of them has room for one pair less. Sets are
 * nested, so those which hold two of three people are those which hold one certain pair of them.
 */
function boundOfRest(
  n: number,
  { duals, oddSets }: Matching,
): (a: number, b: number, c: number) => number {
  const nest = nestOf(n, oddSets)
  const cover = new Float64Array(n * n)
  for (let u = 0; nest && u < n; u++) cover.set(nest.coverOf(u), u * n)
  let total = duals.reduce((sum, dual) => sum + dual, 0)
  for (const { members, dual } of oddSets) total += dual * (members.length >> 1)
  return (a, b, c) => {
    const own = (duals[a] ?? 0) + (duals[b] ?? 0) + (duals[c] ?? 0)
    const sets = Math.max(cover[a * n + b] ?? 0, cover[a * n + c] ?? 0, cover[b * n + c] ?? 0)
    return Math.floor((total - own - sets) / 2)
  }
}

/**
 * The best third for a pair. The other pairs stay the best for the people without these three, and
 * the same duals prove it, because a pair and somebody free leave every odd set as full as it was.
 */
function bestThird({ n, weights, matching, ofTrio, seated }: TrioQuestion) {
  const { mate, weight } = matching
  let best: { readonly trio: Trio; readonly worth: number } | undefined
  mate.forEach((none, a) => {
    if (none >= 0 || seated.has(a)) return
    mate.forEach((c, b) => {
      const gain = c > b ? ofTrio(a, b, c) : 0
      const worth = gain + weight - (weights[b * n + c] ?? 0)
      if (gain > 0 && worth > (best?.worth ?? -Infinity)) best = { trio: [a, b, c], worth }
    })
  })
  return best
}

function lessTrio(
  n: number,
  weights: Float64Array,
  { mate, weight, duals, oddSets }: Matching,
  trio: Trio,
): Matching {
  const [, b, c] = trio
  return {
    mate: mate.map((partner, i) => (trio.includes(i) ? -1 : partner)),
    weight: weight - (weights[b * n + c] ?? 0),
    duals: duals.map((dual, i) => (trio.includes(i) ? 0 : dual)),
    oddSets: oddSets
      .map(({ members, dual }) => ({ members: members.filter((i) => !trio.includes(i)), dual }))
      .filter(({ members }) => members.length > 1),
  }
}

function placeFor(hopes: readonly Hope[], most: number): number {
  const place = hopes.findIndex((hope) => hope.most < most)
  return place < 0 ? hopes.length : place
}

function without(n: number, weights: Float64Array, people: readonly number[]): Float64Array {
  const rest = weights.slice()
  for (const i of people) {
    for (let j = 0; j < n; j++) rest[i * n + j] = rest[j * n + i] = 0
  }
  return rest
}
