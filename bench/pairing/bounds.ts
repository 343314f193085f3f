// What an evening cannot exceed, by linear programmes that know nothing of how it was planned.
import loadHighs from 'highs'

/** Two people and their points. */
export type Edge = readonly [number, number, number]

const highs = await loadHighs()

interface Programme {
  readonly objective: string
  readonly sense: 'Maximize' | 'Minimize'
  readonly rows: readonly string[]
  readonly bounds: readonly string[]
  readonly binary?: readonly string[]
}

function solve({ objective, sense, rows, bounds, binary = [] }: Programme): number {
  const parts = [sense, ` o: ${objective}`, 'Subject To', ...rows, 'Bounds', ...bounds]
  const whole = binary.length > 0 ? ['Binary', ...binary.map((name) => ` ${name}`)] : []
  const { Status, ObjectiveValue } = highs.solve([...parts, ...whole, 'End'].join('\n'))
  if (Status !== 'Optimal') throw new Error(`expected an optimum, found «${Status}»`)
  return ObjectiveValue
}

/** Lines are kept short: the format allows 560 characters. */
const summed = (terms: readonly string[]): string => terms.map((term) => `+ ${term}`).join('\n')

const edgesOf = (i: number, edges: readonly Edge[]): number[] =>
  edges.flatMap(([a, b], at) => (a === i || b === i ? [at] : []))

const isShare = (edges: readonly Edge[]): string[] => edges.map((_, at) => ` 0 <= x${at} <= 1`)

/** Everybody's rounds, as shares of meetings; `sign` says whether they may sit out. */
const degrees = (n: number, edges: readonly Edge[], rounds: number, sign: '=' | '<='): string[] =>
  Array.from({ length: n }, (_, i) => edgesOf(i, edges)).flatMap((at, i) =>
    at.length > 0 ? [` d${i}: ${summed(at.map((e) => `x${e}`))} ${sign} ${rounds}`] : [],
  )

interface Question {
  readonly n: number
  readonly edges: readonly Edge[]
  readonly rounds: number
  /** Whether nobody sits out. */
  readonly allSeated: boolean
}

/** The most points that all pairs of an evening can have together, everybody with a floor's at least. */
export function mostPoints({ n, edges, rounds, allSeated }: Question, floor?: number): number {
  const objective = summed(edges.map(([, , points], at) => `${points} x${at}`))
  const rows = degrees(n, edges, rounds, allSeated ? '=' : '<=')
  if (floor !== undefined)
    for (const [i, own] of ownPoints(n, edges)) rows.push(` f${i}: ${own} >= ${floor}`)
  return solve({ objective, sense: 'Maximize', rows, bounds: isShare(edges) })
}

/** The most points that the worst-off person can have. */
export function highestFloor({ n, edges, rounds, allSeated }: Question): number {
  const rows = degrees(n, edges, rounds, allSeated ? '=' : '<=')
  for (const [i, own] of ownPoints(n, edges)) rows.push(` f${i}: ${own} - t >= 0`)
  return solve({ objective: 't', sense: 'Maximize', rows, bounds: [...isShare(edges), ' t free'] })
}

const ownPoints = (n: number, edges: readonly Edge[]): (readonly [number, string])[] =>
  Array.from({ length: n }, (_, i) => edgesOf(i, edges)).flatMap((at, i) =>
    at.length > 0 ? [[i, summed(at.map((e) => `${edges[e]?.[2] ?? 0} x${e}`))] as const] : [],
  )

/** Whether a pair meets in a round, exactly: nobody twice in a round, no pair twice. */
function meetings({ n, edges, rounds }: Omit<Question, 'allSeated'>) {
  const inRound = (at: number, round: number): string => `x${at}_${round}`
  const numbers = Array.from({ length: rounds }, (_, round) => round)
  const all = edges.flatMap((_, at) => numbers.map((round) => inRound(at, round)))
  const once = edges.map((_, at) => ` e${at}: ${summed(numbers.map((r) => inRound(at, r)))} <= 1`)
  const own = Array.from({ length: n }, (_, i) => edgesOf(i, edges))
  const seated = own.flatMap((at, i) =>
    at.length === 0
      ? []
      : numbers.map((r) => ` v${i}_${r}: ${summed(at.map((e) => inRound(e, r)))} <= 1`),
  )
  return { all, own, numbers, inRound, rows: [...once, ...seated] }
}

/** The most pairs that an evening can have without one of them twice, exactly. */
export function mostPairs(question: Omit<Question, 'allSeated'>): number {
  const { all, rows } = meetings(question)
  if (all.length === 0) return 0
  return Math.round(solve({ objective: summed(all), sense: 'Maximize', rows, bounds: [], binary: all })) // prettier-ignore
}

/** The fewest times that somebody sits out again in an evening of so many pairs, exactly. */
export function fewestAgain(question: Omit<Question, 'allSeated'>, pairs: number): number {
  const { all, own, numbers, inRound, rows } = meetings(question)
  const again = own.map((_, i) => `y${i}`)
  const seated = own.map((at, i) => {
    const times = at.flatMap((e) => numbers.map((r) => inRound(e, r)))
    return ` s${i}: ${summed([...times, `y${i}`])} >= ${question.rounds - 1}`
  })
  const enough = ` p: ${summed(all)} >= ${pairs}`
  const bounds = again.map((name) => ` ${name} >= 0`)
  const objective = summed(again)
  return Math.round(solve({ objective, sense: 'Minimize', rows: [...rows, ...seated, enough], bounds, binary: all })) // prettier-ignore
}
