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
  /** n × n: affinity, and above it how long ago two met at an earlier night. */
  readonly affinity: Float64Array
  /** The greatest of it that there may be. */
  readonly affinityMax: number
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
  const affinityMax = preferFresh(places, input.past, pairs.affinity)
  const met = metOf(places, input.met)
  return { n, ids, ...pairs, affinityMax, met, byes, lots, oddOne, repeats }
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

/** Up to here an earlier meeting outweighs what a whole round's affinity can sum to: the tiers have room. */
const ROOM_FOR_STEPS = 250

/** Adds to each pair's affinity how long ago they met, never being best; the greatest there may be. */
function preferFresh(
  places: ReadonlyMap<string, number>,
  past: PairingInput['past'],
  suits: Float64Array,
): number {
  const n = places.size
  const known = past.flatMap(({ people: [a, b], months }) => {
    const [i, j] = [places.get(a), places.get(b)]
    return i === undefined || j === undefined || i === j ? [] : [{ i, j, months }]
  })
  if (known.length === 0) return AFFINITY_MAX
  const unit = n <= ROOM_FOR_STEPS ? Math.floor(n / 2 + 1) * AFFINITY_MAX + 1 : AFFINITY_MAX + 1
  const steps = new Uint8Array(n * n).fill(STEPS.length + 1)
  for (const { i, j, months } of known) {
    const step = STEPS.filter((least) => months > least).length
    steps[i * n + j] = steps[j * n + i] = Math.min(step, steps[i * n + j] ?? step)
  }
  steps.forEach((step, at) => (suits[at] = (suits[at] ?? 0) + unit * step))
  return unit * (STEPS.length + 1) + AFFINITY_MAX
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
