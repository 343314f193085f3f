// The tiers of a pairing in one integer, so that a matching of greatest weight obeys them in order:
// nobody left out who could be seated, least of all those who sat out most (a gain for each person,
// which makes it as many people as possible: seated sets are a matroid) → not met tonight → the lot
// → affinity.
import type { Random } from '#night/random.ts'
import { LOTS } from './facts.ts'
import type { Facts } from './facts.ts'
import type { Ledger } from './ledger.ts'

/** Byes and meetings beyond these count like these: the weights stay below 2⁴⁷. */
const BYES = 7
const MEETINGS = 3

export interface Tiers {
  /** n × n, 0 where two may not sit together. */
  readonly weights: Float64Array
  /** What seating three together gains, or 0 where they may not. */
  readonly ofTrio: (a: number, b: number, c: number) => number
}

export interface Noise {
  readonly random: Random
  /** How many quarters of the affinity are chance: 0 to 4. */
  readonly quarters: number
}

export interface Choice {
  /** Equal claims are enough, and faster, where everybody can be seated. */
  readonly claims: 'equal' | 'by turns'
  readonly noise?: Noise
}

/** The weights of the next round beside those in the ledger. */
export function tiersOf(facts: Facts, ledger: Ledger, { claims, noise }: Choice): Tiers {
  const { n, allowed, affinity, affinityMax } = facts
  // Each tier outweighs all that the tiers below it can sum to in one round.
  const groups = Math.floor(n / 2) + 1
  const lotUnit = groups * affinityMax + 1
  const metUnit = lotUnit * (n * (LOTS - 1)) + lotUnit
  const seatUnit = metUnit * 2 * groups * MEETINGS + metUnit
  const fewest = ledger.byes.reduce((least, byes) => Math.min(least, byes), Infinity)
  const seats = Float64Array.from(ledger.byes, (byes, i) => {
    if (claims === 'equal') return seatUnit
    const claim = 1 + Math.min(BYES, byes - fewest)
    return seatUnit * claim + lotUnit * (facts.lots[i] ?? 0)
  })
  const seat = (i: number): number => seats[i] ?? 0
  const novelty = (i: number, j: number): number =>
    metUnit * (MEETINGS - Math.min(MEETINGS, ledger.met[i * n + j] ?? 0))
  const isOver = (i: number, j: number): boolean =>
    facts.repeats === 'never' && (ledger.met[i * n + j] ?? 0) > 0
  const may = (i: number, j: number): boolean => allowed[i * n + j] === 1 && !isOver(i, j)
  const weights = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      if (!may(i, j)) continue
      const suits = blend(affinity[i * n + j] ?? 0, affinityMax, noise)
      weights[i * n + j] = weights[j * n + i] = seat(i) + seat(j) + novelty(i, j) + suits
    }
  }
  const suitsOf = (i: number, j: number): number => affinity[i * n + j] ?? 0
  const ofTrio = (a: number, b: number, c: number): number => {
    if (!may(a, b) || !may(a, c) || !may(b, c)) return 0
    const suits = Math.floor((suitsOf(a, b) + suitsOf(a, c) + suitsOf(b, c)) / 3)
    const fresh = novelty(a, b) + novelty(a, c) + novelty(b, c)
    return seat(a) + seat(b) + seat(c) + fresh + suits
  }
  return { weights, ofTrio }
}

function blend(suits: number, most: number, noise: Noise | undefined): number {
  if (!noise) return suits
  const chance = noise.random.below(most + 1)
  return Math.floor((suits * (4 - noise.quarters) + chance * noise.quarters) / 4)
}
