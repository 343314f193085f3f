// Whole evenings of five rounds: how long they take, and how near they come to what is possible.
import { randomOf } from '#night/random.ts'
import { affinity, planEvening } from '#night/rounds/pairing/index.ts'
import { mayMeet } from '#night/rounds/pairing/affinity.ts'
import { wholeEvening } from '#night/rounds/pairing/audit/evening.ts'
import { median, msOf, rounded } from '../measure.ts'
import type { Row } from '../measure.ts'
import { highestFloor, mostPoints } from './bounds.ts'
import type { Edge } from './bounds.ts'
import { nightOf } from './people.ts'

const ROUNDS = 5
const NIGHTS = 8

/** Points for each pair, undefined where two may not meet. */
type Points = (i: number, j: number) => number | undefined

/** What pairs are worth: by chance, by what people said, or very little but to a few. */
const SORTS: Readonly<Record<string, (n: number, seed: string) => Points>> = {
  uniform: (_, seed) => byChance(seed, (chance) => chance.below(101)),
  'heavy-tailed': (_, seed) => byChance(seed, (chance) => Math.floor(1000 / (1 + chance.below(200)))), // prettier-ignore
  'what people said': (n, seed) => bySaying(n, seed, 'free'),
  'French/English': (n, seed) => bySaying(n, seed, 'languages'),
}

function byChance(seed: string, draw: (random: ReturnType<typeof randomOf>) => number): Points {
  const random = randomOf(seed)
  return () => draw(random)
}

function bySaying(n: number, seed: string, sort: 'free' | 'languages'): Points {
  const { people } = nightOf(seed, n, sort)
  return (i, j) => {
    const [a, b] = [people[i], people[j]]
    return a && b && mayMeet(a, b) ? affinity(a, b) : undefined
  }
}

/**
 * Per sort and size: ms for an evening planned in full; everybody's points against the most that
 * five rounds can have, and that they can have where nobody has less than here; the worst-off
 * person's against the highest floor. The bounds are linear programmes that need not make whole
 * rounds: even the best plan may fall short of 1.
 */
export const quality = (): Row[] =>
  [20, 50, 100].flatMap((n) =>
    Object.keys(SORTS).map((sort) => ({ n, sort, ...measured(n, sort) })),
  )

function measured(n: number, sort: string): Row {
  const [times, sums, given, floors]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let night = 0; night < NIGHTS; night++) {
    const edges = edgesOf(n, SORTS[sort]?.(n, `${sort} ${n} ${night}`) ?? (() => undefined))
    const instance = instanceOf(n, edges)
    const found: ReturnType<typeof wholeEvening>[] = []
    times.push(msOf(() => found.push(wholeEvening(instance, ROUNDS))))
    for (const { sum, min, sitOuts } of found) {
      const question = { n, edges, rounds: ROUNDS, allSeated: sitOuts.flat().length === 0 }
      sums.push(sum / mostPoints(question))
      given.push(sum / mostPoints(question, min))
      floors.push(min / highestFloor(question))
    }
  }
  return {
    ...{ nights: NIGHTS, ms: median(times), slowest: rounded(Math.max(...times)) },
    ...{ points: middle(sums), least: lowest(sums), 'under this floor': lowest(given) },
    ...{ floor: middle(floors), lowest: lowest(floors) },
  }
}

function edgesOf(n: number, points: Points): Edge[] {
  const edges: Edge[] = []
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const worth = points(i, j)
      if (worth !== undefined) edges.push([i, j, worth])
    }
  }
  return edges
}

function instanceOf(n: number, edges: readonly Edge[]) {
  const worth = new Float64Array(n * n).fill(NaN)
  for (const [i, j, points] of edges) worth[i * n + j] = worth[j * n + i] = points
  const ids = Array.from({ length: n }, (_, i) => i)
  return { ids, worth, priority: ids.map(() => 0), rounds: ROUNDS, seed: '' }
}

const inThousandths = (figure: number): number => Math.round(figure * 1000) / 1000
const middle = (figures: readonly number[]): number =>
  inThousandths([...figures].sort((a, b) => a - b)[figures.length >> 1] ?? NaN)
const lowest = (figures: readonly number[]): number => inThousandths(Math.min(...figures))

/** Per size: ms for the evening of a night, with an odd one out, and with a trio. */
export const evening = (): Row[] => [20, 50, 100, 150].map((n) => {
  const times = (size: number, oddOne: 'bye' | 'trio'): number[] =>
    Array.from({ length: 5 }, (_, i) => {
      const night = nightOf(`evening ${size} ${i}`, size, 'languages')
      return msOf(() => planEvening({ ...night, oddOne }))
    })
  const even = times(n, 'bye')
  const bye = times(n - 1, 'bye')
  const trio = times(n - 1, 'trio')
  return {
    ...{ n, ms: median(even), slowest: rounded(Math.max(...even)) },
    ...{ 'one fewer, bye': median(bye), 'one fewer, trio': median(trio) },
  }
}) // prettier-ignore
