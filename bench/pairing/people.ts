// Nights of people of all sorts. The same on every machine.
import { randomOf } from '#night/random.ts'
import type { Candidate, PairingInput } from '#night/rounds/pairing/index.ts'

const topics = ['dht', 'gossip', 'keys', 'crdt', 'nat', 'mesh', 'radio', 'law']
const spoken = { free: [['fr']], languages: [['fr'], ['en'], ['fr', 'en'], ['fr', 'en']] }

export type Sort = keyof typeof spoken

/** The first of five rounds, nothing behind; in `languages`, a quarter each speak one of two alone. */
export function nightOf(seed: string, n: number, sort: Sort): PairingInput {
  const random = randomOf(seed)
  const people = Array.from({ length: n }, (_, i): Candidate => ({
    id: `p${String(i).padStart(4, '0')}`,
    languages: random.pick(spoken[sort]) ?? [],
    offers: random.shuffled(topics).slice(0, random.below(4)),
    seeks: random.shuffled(topics).slice(0, random.below(4)),
    first: random.below(2) === 0,
    byes: 0,
    avoids: [],
    wishes: [],
    keepsTable: null,
  }))
  const nothing = { met: [], past: [], apart: [], together: [] }
  return { people, ...nothing, roundsLeft: 5, oddOne: 'bye', repeats: 'last-resort', seed }
}
