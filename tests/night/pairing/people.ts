// People to pair, and evenings played round by round.
import { randomOf } from '#night/random.ts'
import type { Random } from '#night/random.ts'
import { planRound } from '#night/rounds/pairing/index.ts'
import type { Candidate, PlannedRound } from '#night/rounds/pairing/index.ts'

const topics = ['dht', 'gossip', 'keys', 'crdt', 'nat', 'mesh', 'radio', 'law']

export function person(id: string, said: Partial<Candidate> = {}): Candidate {
  const nothing = {
    offers: [],
    seeks: [],
    avoids: [],
    wishes: [],
    keepsTable: null,
    first: false,
    byes: 0,
  }
  return { id, languages: ['fr', 'en'], ...nothing, ...said }
}

/** People of all sorts, who share a language unless told which ones there are. */
export function crowd(random: Random, n: number, languages: readonly string[][] = [['fr']]) {
  return Array.from({ length: n }, (_, i) =>
    person(`p${String(random.below(1_000_000)).padStart(6, '0')}${i}`, {
      languages: random.pick(languages) ?? [],
      offers: random.shuffled(topics).slice(0, random.below(4)),
      seeks: random.shuffled(topics).slice(0, random.below(4)),
      first: random.below(2) === 0,
    }),
  )
}

/** Nothing behind, and nothing asked for by the host. */
export const plain = { past: [], apart: [], together: [], repeats: 'last-resort' } as const

interface Evening {
  readonly people: readonly Candidate[]
  readonly rounds: number
  readonly oddOne: 'trio' | 'bye'
  readonly seed: string
  /** Who is there before each round, when people come and go. */
  readonly present?: (round: number, people: readonly Candidate[]) => readonly Candidate[]
}

export interface Played {
  readonly rounds: readonly PlannedRound[]
  readonly rematches: number
  /** Somebody sat out again before somebody who had sat out less. */
  readonly secondByes: number
  readonly people: readonly Candidate[]
}

/** Plays a whole evening, planned anew before each round from what lies behind. */
export function play({ people, rounds, oddOne, seed, present }: Evening): Played {
  const random = randomOf(`order ${seed}`)
  const byes = new Map(people.map(({ id }) => [id, 0]))
  const met: [string, string][] = []
  const planned: PlannedRound[] = []
  let secondByes = 0
  const now = () => people.map((who) => ({ ...who, byes: byes.get(who.id) ?? 0 }))
  for (let round = 1; round <= rounds; round++) {
    const there = random.shuffled(present ? present(round, now()) : now())
    const roundsLeft = rounds - round + 1
    const next = planRound({
      ...plain,
      people: there,
      met,
      roundsLeft,
      oddOne,
      seed: `${seed} ${round}`,
    })
    planned.push(next)
    for (const { people: group } of next.pairings) {
      for (const a of group) for (const b of group) if (a < b) met.push([a, b])
    }
    const fewest = Math.min(...there.map((who) => who.byes))
    for (const id of next.byes) {
      const before = byes.get(id) ?? 0
      if (before > fewest) secondByes++
      byes.set(id, before + 1)
    }
  }
  const rematches = planned.flatMap((r) => r.pairings).filter((p) => p.rematch).length
  return { rounds: planned, rematches, secondByes, people: now() }
}

/** Whether a round seats everybody there once, and nobody with somebody unfit. */
export function isSound(round: PlannedRound, people: readonly Candidate[]): boolean {
  const named = [...round.pairings.flatMap((pairing) => pairing.people), ...round.byes]
  const byId = new Map(people.map((who) => [who.id, who]))
  const fits = (a: string, b: string): boolean => {
    const [one, other] = [byId.get(a), byId.get(b)]
    if (!one || !other || one.avoids.includes(b) || other.avoids.includes(a)) return false
    return one.languages.some((language) => other.languages.includes(language))
  }
  return (
    round.certified &&
    named.sort().join() === [...byId.keys()].sort().join() &&
    round.pairings.every(({ people: group }) =>
      group.every((a) => group.every((b) => a === b || fits(a, b))),
    )
  )
}
