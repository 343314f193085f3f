// What a plan was made from, in one short text: the same for the same people, in whatever order.
import { hash128 } from '#night/random.ts'
import type { PairingInput } from './model.ts'

/** The engine's version: the same input gives the same plan as long as it stays. */
export const ENGINE = 3

const sorted = <T>(items: readonly T[]): string[] =>
  items.map((item) => JSON.stringify(item)).sort()
const pairs = (all: readonly (readonly [string, string])[]): string[] =>
  sorted(all.map(([a, b]) => (a < b ? [a, b] : [b, a])))

/** A hash of all that the engine is given; neither the order of people nor of pairs counts. */
export function inputHash(input: PairingInput): string {
  const { people, met, past, apart, together, ...plain } = input
  const parts = [
    sorted(people.map((p) => [p.id, p.languages, p.offers, p.seeks, p.first, p.byes, p.avoids, p.wishes, p.keepsTable])), // prettier-ignore
    pairs(met),
    sorted(past.map(({ people: [a, b], months }) => [a < b ? [a, b] : [b, a], months])),
    pairs(apart),
    pairs(together),
    [plain.roundsLeft, plain.oddOne, plain.repeats, plain.seed],
  ]
  return hash128(JSON.stringify(parts))
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('')
}
