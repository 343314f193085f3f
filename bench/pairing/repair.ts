// Places for those left alone, in the third round of a night in two languages.
import { randomOf } from '#night/random.ts'
import { planEvening, repair } from '#night/rounds/pairing/index.ts'
import type { RepairInput } from '#night/rounds/pairing/index.ts'
import { leastMsOf, median, rounded } from '../measure.ts'
import type { Row } from '../measure.ts'
import { nightOf } from './people.ts'

const SIZES = [20, 50, 200]
const MISSING = [1, 2, 5]
const NIGHTS = 60

/**
 * Per size and number missing: how many of those left alone get somebody, and ms for a night, each
 * the least of five: their median, and the slowest night.
 */
export function repairs(): Row[] {
  return SIZES.flatMap((n) => {
    const rounds = Array.from({ length: NIGHTS }, (_, i) => thirdRound(n, i))
    return MISSING.map((missing) => ({ n, missing, ...measured(rounds.map((r) => without(r, missing))) })) // prettier-ignore
  })
}

type Case = RepairInput & { readonly seed: string }

function thirdRound(n: number, i: number): Case {
  const seed = `repair ${n} ${i}`
  const night = nightOf(seed, n, 'languages')
  const rounds = planEvening({ ...night, roundsLeft: 3 }, 'quick')
  const met = rounds.flatMap(({ pairings }) =>
    pairings.map(({ people: [a = '', b = ''] }) => [a, b] as const),
  )
  const byId = new Map(night.people.map((who) => [who.id, who]))
  const tables = rounds[2]?.pairings ?? []
  const pairs = tables.map(({ people }, at) => ({
    table: at + 1,
    people: people.flatMap((id) => byId.get(id) ?? []),
  }))
  const waiting = (rounds[2]?.byes ?? []).flatMap((id) => byId.get(id) ?? [])
  return { seed, pairs, waiting, alone: [], met, apart: [] }
}

/** The same round, to which some of those who sit at tables have not come. */
function without(round: Case, missing: number): Case {
  const seated = round.pairs.flatMap(({ people }) => people)
  const gone = new Set(randomOf(round.seed).shuffled(seated).slice(0, missing))
  const here = round.pairs.map((pair) => ({
    ...pair,
    people: pair.people.filter((who) => !gone.has(who)),
  }))
  const alone = here
    .filter(({ people }) => people.length === 1)
    .flatMap(({ people, table }) => people.map((person) => ({ person, table })))
  return { ...round, alone, pairs: here.filter(({ people }) => people.length > 1) }
}

function measured(cases: readonly Case[]): Row {
  let [stranded, placed, again, disturbed] = [0, 0, 0, 0]
  let certified = true
  const times: number[] = []
  for (const input of cases) {
    const found = repair(input)
    times.push(leastMsOf(() => repair(input)))
    const seated = new Set(input.pairs.flatMap(({ people }) => people.map(({ id }) => id)))
    const moved = [...found.pairs.flat(), ...found.joins.map(({ person }) => person)]
    stranded += input.alone.length
    placed += input.alone.length - found.left.length
    disturbed += moved.filter((id) => seated.has(id)).length
    again += found.pairs.filter(([a, b]) => haveMet(input, a, b)).length
    again += found.joins.filter(({ person, table }) => knows(input, person, table)).length
    certified &&= found.certified
  }
  const share = rounded(stranded === 0 ? 1 : placed / stranded)
  const figures = { stranded, placed: share, again, disturbed, certified }
  return { ...figures, median: median(times), slowest: rounded(Math.max(...times)) }
}

const haveMet = ({ met }: RepairInput, a: string, b: string): boolean =>
  met.some((pair) => pair.includes(a) && pair.includes(b))

const knows = (input: RepairInput, person: string, table: number): boolean =>
  input.pairs.some(
    (p) => p.table === table && p.people.some(({ id }) => haveMet(input, person, id)),
  )
