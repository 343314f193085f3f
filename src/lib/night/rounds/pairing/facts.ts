// The people of an evening as numbers: who may meet whom, how well, and what lies behind them.
// People are counted in the order of their ids, so the order they came in changes nothing.
import type { Random } from '#night/random.ts'
import { affinity, mayMeet } from './affinity.ts'
import type { Candidate, PairingInput } from './model.ts'

/** How many lots there are to draw when somebody has to sit out. */
export const LOTS = 8

export interface Facts {
  readonly n: number
  readonly ids: readonly string[]
  /** n × n: 1 where two may sit together. */
  readonly allowed: Uint8Array
  /** n × n. */
  readonly affinity: Uint8Array
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
  const { oddOne } = input
  const pairs = pairFacts(people)
  keepApart(places, input.apart, pairs.allowed)
  return { n, ids, ...pairs, met: metOf(places, input.met), byes, lots, oddOne }
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
  const suits = new Uint8Array(n * n)
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
