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

/** Above this, only trios made of a person left over and a pair are looked at. */
const EVERYBODY = 80

/** The trio that seats more people, best first by weight; undefined when none does. */
export function bestTrio(question: Question): Answer | undefined {
  const { n, weights, matching, tries } = question
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
  const { n, matching, seated, ofTrio } = question
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
  if (n > EVERYBODY) {
    for (const a of left) mate.forEach((c, b) => c > b && consider(a, b, c))
    return hopes
  }
  free.forEach((a, i) => {
    for (let j = i + 1; j < free.length; j++)
      for (let k = j + 1; k < free.length; k++) consider(a, free[j] ?? a, free[k] ?? a)
  })
  return hopes
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
