// When somebody is left over: the trio that is best together with the best pairs around it.
import { maximumMatching } from './matching.ts'
import type { Matching } from './matching.ts'

interface Question {
  readonly n: number
  readonly weights: Float64Array
  readonly ofTrio: (a: number, b: number, c: number) => number
  /** The best pairs without this trio. */
  readonly matching: Matching
  /** In trios already. */
  readonly seated: ReadonlySet<number>
  /** How many trios may be tried. */
  readonly tries: number
}

interface Answer {
  readonly trio: readonly number[]
  /** Without the people of the trio. */
  readonly weights: Float64Array
  readonly matching: Matching
}

interface Hope {
  readonly trio: readonly [number, number, number]
  readonly gain: number
  /** No round with this trio is worth more: what the duals leave when its people are taken out. */
  readonly most: number
}

/** Above this, only a person left over who joins a pair is looked at: choice is plenty among many. */
const EVERYBODY = 80

/** The trio that seats more people, best first by weight; undefined when none does. */
export function bestTrio(question: Question): Answer | undefined {
  const { n, weights, matching, tries } = question
  if (n > EVERYBODY) return bestThird(question)
  const seatedBefore = pairedCount(matching)
  let best: Answer | undefined
  let bestWorth = -1
  for (const { trio, gain, most } of hopesOf(question, tries)) {
    if (most <= bestWorth) break
    const rest = without(n, weights, trio)
    const matched = maximumMatching(n, rest)
    const worth = gain + matched.weight
    if (3 + pairedCount(matched) <= seatedBefore || worth <= bestWorth) continue
    best = { trio, weights: rest, matching: matched }
    bestWorth = worth
  }
  return best
}

const pairedCount = ({ mate }: Matching): number =>
  mate.reduce((count, partner) => count + (partner < 0 ? 0 : 1), 0)

/** The most promising trios, the best first. */
function hopesOf(question: Question, tries: number): readonly Hope[] {
  const { matching, seated, ofTrio } = question
  const { mate, duals, oddSets } = matching
  const free = [...mate.keys()].filter((i) => !seated.has(i))
  const left = free.filter((i) => (mate[i] ?? -1) < 0)
  if (left.length === 0) return []
  let total = duals.reduce((sum, dual) => sum + dual, 0)
  for (const set of oddSets) total += set.dual * ((set.members.length - 1) / 2)
  const hopes: Hope[] = []
  const consider = (a: number, b: number, c: number): void => {
    const gain = ofTrio(a, b, c)
    if (gain === 0) return
    const most = gain + (total - (duals[a] ?? 0) - (duals[b] ?? 0) - (duals[c] ?? 0)) / 2
    const last = hopes[hopes.length - 1]
    if (hopes.length >= tries && last && most <= last.most) return
    hopes.splice(placeFor(hopes, most), 0, { trio: [a, b, c], gain, most })
    if (hopes.length > tries) hopes.pop()
  }
  free.forEach((a, i) => {
    for (let j = i + 1; j < free.length; j++)
      for (let k = j + 1; k < free.length; k++) consider(a, free[j] ?? a, free[k] ?? a)
  })
  return hopes
}

/**
 * The best third for a pair. The other pairs stay the best for the people without these three, and
 * the same duals prove it, because a pair and somebody free leave every odd set as full as it was.
 */
function bestThird({ n, weights, matching, ofTrio, seated }: Question): Answer | undefined {
  const { mate } = matching
  let best: readonly [number, number, number] | undefined
  let bestWorth = -Infinity
  mate.forEach((none, a) => {
    if (none >= 0 || seated.has(a)) return
    mate.forEach((c, b) => {
      const gain = c > b ? ofTrio(a, b, c) : 0
      const worth = gain - (weights[b * n + c] ?? 0)
      if (gain === 0 || worth <= bestWorth) return
      best = [a, b, c]
      bestWorth = worth
    })
  })
  return (
    best && {
      trio: best,
      weights: without(n, weights, best),
      matching: lessTrio(n, weights, matching, best),
    }
  )
}

function lessTrio(
  n: number,
  weights: Float64Array,
  { mate, weight, duals, oddSets }: Matching,
  trio: readonly [number, number, number],
): Matching {
  const [, b, c] = trio
  return {
    mate: mate.map((partner, i) => (trio.includes(i) ? -1 : partner)),
    weight: weight - (weights[b * n + c] ?? 0),
    duals: duals.map((dual, i) => (trio.includes(i) ? 0 : dual)),
    oddSets: oddSets.map(({ members, dual }) => ({
      members: members.filter((i) => !trio.includes(i)),
      dual,
    })),
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
