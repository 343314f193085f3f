// The tiers of a pairing in one integer, so that a matching of greatest weight obeys them in order:
// nobody left out who could be seated, least of all those who sat out most (a gain for each person,
// which makes it as many people as possible: seated sets are a matroid) → not met tonight → the lot
// → not met lately → what the points count for.
import type { Random } from '#night/random.ts'
import { LOTS, NEVER } from './facts.ts'
import type { Facts } from './facts.ts'
import { pointsFor } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { WEIGHT_MAX } from './matching.ts'

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
  /** How much of what two people can have in points is added by chance at most, in 32nds: 1 to 32. */
  readonly share: number
}

export interface Choice {
  /** Equal claims are enough, and faster, where everybody can be seated. */
  readonly claims: 'equal' | 'by turns'
  readonly noise?: Noise
}

interface Units {
  /** The most that two can gain together, chance included. */
  readonly gain: number
  readonly lately: number
  readonly lot: number
  readonly met: number
  readonly seat: number
}

/** Each tier's unit outweighs all that the tiers below it can sum to in one round, trios included. */
function unitsOf(facts: Facts, steep: number, claims: Choice['claims'], isTight: boolean): Units {
  const { n, affinityMax, since, repeats } = facts
  const [groups, pairs] = [Math.floor(n / 2) + 1, Math.floor(n / 2) + 2]
  const gain = 2 * affinityMax * (steep + 1)
  // Where there is no room, not having met lately outweighs the points of a pair, not of a round.
  const lately = since ? (isTight ? 1 : groups) * gain + 1 : 0
  const lot = pairs * NEVER * lately + groups * gain + 1
  const met = claims === 'equal' ? lot : lot * n * LOTS
  const seat = repeats === 'never' ? met : met * (pairs * MEETINGS + 1)
  return { gain, lately, lot, met: repeats === 'never' ? 0 : met, seat }
}

const fits = ({ seat }: Units): boolean => 2 * (BYES + 2) * seat <= WEIGHT_MAX

/** How much steeper than a point a point may count at most, of these people, to keep below 2⁴⁷. */
export function steepestOf(facts: Facts, most: number): number {
  let steep = most
  while (steep > 1 && !fits(unitsOf(facts, steep, 'by turns', false))) steep >>= 1
  return steep
}

/** The weights of the next round beside those in the ledger. */
export function tiersOf(facts: Facts, ledger: Ledger, { claims, noise }: Choice): Tiers {
  const { n, allowed, affinity, affinityMax, since } = facts
  const steep = ledger.fairness.steepness
  const ample = unitsOf(facts, steep, claims, false)
  const unit = fits(ample) ? ample : unitsOf(facts, steep, claims, true)
  const fewest = ledger.byes.reduce((least, byes) => Math.min(least, byes), Infinity)
  const seats = Float64Array.from(ledger.byes, (byes, i) => {
    if (claims === 'equal') return unit.seat
    // By chance whoever sits out in this round may be another, for the good of all others.
    if (noise && noise.share > 4) return unit.seat + unit.lot * noise.random.below(LOTS)
    const claim = 1 + Math.min(BYES, byes - fewest)
    return unit.seat * claim + unit.lot * (facts.lots[i] ?? 0)
  })
  const seat = (i: number): number => seats[i] ?? 0
  const isNew = (i: number, j: number): number => {
    const times = Math.min(MEETINGS, ledger.met[i * n + j] ?? 0)
    return unit.met * (MEETINGS - times) + unit.lately * (since?.[i * n + j] ?? 0)
  }
  const isOver = (i: number, j: number): boolean =>
    facts.repeats === 'never' && (ledger.met[i * n + j] ?? 0) > 0
  const may = (i: number, j: number): boolean => allowed[i * n + j] === 1 && !isOver(i, j)
  const weights = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      if (!may(i, j)) continue
      const points = affinity[i * n + j] ?? 0
      const chance = noise ? chanceOf(noise, 2 * affinityMax) : 0
      const gain = ledger.gainOf(i, points) + ledger.gainOf(j, points) + chance
      weights[i * n + j] = weights[j * n + i] = seat(i) + seat(j) + isNew(i, j) + gain
    }
  }
  const ofTrio = (a: number, b: number, c: number): number => {
    if (!may(a, b) || !may(a, c) || !may(b, c)) return 0
    const three = [a, b, c]
    const gain = three.reduce((sum, i) => sum + ledger.gainOf(i, pointsFor(facts, three, i)), 0)
    return seat(a) + seat(b) + seat(c) + isNew(a, b) + isNew(a, c) + isNew(b, c) + gain
  }
  return { weights, ofTrio }
}

const chanceOf = ({ random, share }: Noise, most: number): number =>
  Math.floor((random.below(most + 1) * share) / 32)
