// A planner that takes no time: everybody sits with somebody new each round, by the circle method.
// Planning has a bench of its own; here it would only take the processor from what is measured, and
// for thousands it takes minutes.
import { inputHash } from '#night/rounds/pairing/index.ts'
import type { PairingInput, PlannedRound } from '#night/rounds/pairing/index.ts'
import type { Planner } from '../../../server/runtime/planner.ts'

export const plannerOfNeighbours = (): Planner => ({
  plan: (input) => Promise.resolve({ input: inputHash(input), rounds: [roundOf(input)] }),
  ahead: () => Promise.resolve(undefined),
  outlook: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
})

/** The first stays, all others move on by one place a round; who is left over sits out. */
function roundOf({ people, met }: PairingInput): PlannedRound {
  const ids = people.map(({ id }) => id)
  const bye = ids.length % 2 === 1 ? ids.splice(-1) : []
  const [first = '', ...circle] = ids
  const turned = Math.round((met.length * 2) / Math.max(1, ids.length)) % Math.max(1, circle.length)
  const round = [first, ...circle.slice(turned), ...circle.slice(0, turned)]
  const pairings = round.slice(0, round.length / 2).map((id, i) => ({
    people: [id, round[round.length - 1 - i] ?? ''],
    rematch: false,
  }))
  return { pairings, byes: bye, certified: false }
}
