// The people of an evening as numbers: who may meet whom, how well, and what lies behind them.
// People are counted in the order of their ids, so the order they came in changes nothing.
import type { Random } from '#night/random.ts'
import { AFFINITY_MAX, affinity, mayMeet } from './affinity.ts'
import type { Candidate, PairingInput } from './model.ts'

/** How many lots there are to draw when somebody has to sit out. */
export const LOTS = 8

export interface Facts {
  readonly n: number
  readonly ids: readonly string[]
  /** n × n: 1 where two may sit together. */
  readonly allowed: Uint8Array
  /** n × n: integers from 0. */
  readonly affinity: Float64Array
  /** The greatest of them that there may be. */
  readonly affinityMax: number
  /** n × n: how long ago two met at an earlier night, in steps; null where nobody has. */
  readonly since: Uint8Array | null
  readonly repeats: 'last-resort' | 'never'
  /** n × n: how often two have met tonight. */
  readonly met: Int32Array
  /** How often each has sat out tonight. */
  readonly byes: Int32Array
  /** Among those who sat out equally often, the lower lot sits out first: chance, not what they said. */
  readonly lots: Uint8Array
  readonly oddOne: 'trio' | 'bye'
}

/** The facts of an input. Throws when an id comes twice. */
export function factsOf(input: PairingInput, random: Random): Facts {
  const people = [...input.people].sort((a, b) => (a.id < b.id ? -1 : 1))
  const n = people.length
  const ids = people.map((person) => person.id)
  const places = new Map(ids.map((id, place) => [id, place]))
  if (places.size < n) throw new Error('expected every id once, found one twice: look at `people`')
  const lots = new Uint8Array(n)
  random
    .shuffled(ids.map((_, i) => i))
    .forEach((i, lot) => (lots[i] = Math.floor((lot * LOTS) / n)))
  const byes = Int32Array.from(people, (person) => person.byes)
  const { oddOne, repeats } = input
  const pairs = pairFacts(people)
  keepApart(places, input.apart, pairs.allowed)
  const since = sinceOf(places, input.past)
  const met = metOf(places, input.met)
  const affinityMax = AFFINITY_MAX
  return { n, ids, ...pairs, affinityMax, since, met, byes, lots, oddOne, repeats }
}

function keepApart(
  places: ReadonlyMap<string, number>,
  apart: PairingInput['apart'],
  allowed: Uint8Array,
): void {
  for (const [a, b] of apart) {
    const [i, j] = [places.get(a), places.get(b)]
    if (i !== undefined && j !== undefined)
      allowed[i * places.size + j] = allowed[j * places.size + i] = 0
  }
}

function pairFacts(people: readonly Candidate[]): Pick<Facts, 'allowed' | 'affinity'> {
  const n = people.length
  const allowed = new Uint8Array(n * n)
  const suits = new Float64Array(n * n)
  people.forEach((a, i) => {
    for (let j = i + 1; j < n; j++) {
      const b = people[j]
      if (!b || !mayMeet(a, b)) continue
      allowed[i * n + j] = allowed[j * n + i] = 1
      suits[i * n + j] = suits[j * n + i] = affinity(a, b)
    }
  })
  return { allowed, affinity: suits }
}

/** Months since an earlier meeting, in steps: the last one, two or three, half a year, longer. */
const STEPS = [1, 3, 6]

/** The step of two who have never met. */
export const NEVER = STEPS.length + 1

function sinceOf(
  places: ReadonlyMap<string, number>,
  past: PairingInput['past'],
): Uint8Array | null {
  const n = places.size
  const since = new Uint8Array(n * n).fill(NEVER)
  let known = false
  for (const { people, months } of past) {
    const [i, j] = people.map((id) => places.get(id))
    if (i === undefined || j === undefined || i === j) continue
    const step = STEPS.filter((least) => months > least).length
    since[i * n + j] = since[j * n + i] = Math.min(step, since[i * n + j] ?? step)
    known = true
  }
  return known ? since : null
}

/** The same people with these two together and nobody else, for one round. */
export function forcing(facts: Facts, pairs: PairingInput['together']): Facts {
  const { n, ids } = facts
  const allowed = facts.allowed.slice()
  for (const pair of pairs) {
    const [i = -1, j = -1] = pair.map((id) => ids.indexOf(id))
    if (i < 0 || j < 0 || facts.allowed[i * n + j] !== 1) continue
    for (let k = 0; k < n; k++) {
      if (k !== j) allowed[i * n + k] = allowed[k * n + i] = 0
      if (k !== i) allowed[j * n + k] = allowed[k * n + j] = 0
    }
  }
  return { ...facts, allowed }
}

/** Meetings with people who are not there any more do not matter. */
function metOf(places: ReadonlyMap<string, number>, met: PairingInput['met']): Int32Array {
  const n = places.size
  const counts = new Int32Array(n * n)
  for (const [a, b] of met) {
    const [i, j] = [places.get(a), places.get(b)]
    if (i === undefined || j === undefined || i === j) continue
    const count = (counts[i * n + j] ?? 0) + 1
    counts[i * n + j] = counts[j * n + i] = count
  }
  return counts
}
