import { randomOf, type Random } from '#night/random.ts'
import { factsOf, forcing } from './facts.ts'
import type { Facts } from './facts.ts'
import { FLAT } from './fairness.ts'
import { Ledger } from './ledger.ts'
import type { Seating } from './ledger.ts'
import type { PairingInput, PlannedRound } from './model.ts'
import { MANY, planOf } from './plan.ts'

/**
 * All rounds left, planned together for the people given: as many seated as can be, byes going
 * round, nobody meeting twice while that can be avoided, then affinity. The same input and seed
 * give the same plan, in whatever order people come. Throws when an id comes twice.
 * Trios use people's partners up faster: where they would make somebody meet twice, as among seven
 * people over five rounds, the odd one sits out instead. Where a command waits, 'quick', the trio
 * among many is the best third chair, and not proved to be the best of all; among more than 200,
 * the next round alone is planned.
 */
export function planEvening(
  input: PairingInput,
  effort: 'full' | 'quick' = 'full',
): readonly PlannedRound[] {
  const plan = plannedAs(input, effort)
  if (input.oddOne === 'bye' || rematchesOf(plan) === 0) return plan
  const withByes = plannedAs({ ...input, oddOne: 'bye' }, effort)
  return rematchesOf(withByes) < rematchesOf(plan) ? withByes : plan
}

const rematchesOf = (plan: readonly PlannedRound[]): number =>
  plan.reduce((sum, round) => sum + round.pairings.filter((p) => p.rematch).length, 0)

function plannedAs(input: PairingInput, effort: 'full' | 'quick'): readonly PlannedRound[] {
  const random = randomOf(`pairing ${input.seed}`)
  const facts = factsOf(input, random)
  const ledger = new Ledger(facts, FLAT)
  return seatingsOf(facts, input, random, effort).map((seating) => {
    const planned = toldOf(facts, ledger, seating)
    ledger.add(seating)
    return planned
  })
}

/** Where two are put together, the next round is the best with them, and the others go around it. */
function seatingsOf(
  facts: Facts,
  { together, roundsLeft }: PairingInput,
  random: Random,
  effort: 'full' | 'quick',
): readonly Seating[] {
  const left = Math.max(0, Math.floor(roundsLeft))
  const rounds = effort === 'quick' && facts.n > MANY ? Math.min(1, left) : left
  if (together.length === 0 || rounds === 0) return planOf(facts, rounds, random, effort)
  const [next] = planOf(forcing(facts, together), 1, random, effort)
  const ledger = new Ledger(facts, FLAT)
  if (next) ledger.add(next)
  const after = { ...facts, met: ledger.met, byes: ledger.byes }
  return [...(next ? [next] : []), ...planOf(after, rounds - 1, random, effort)]
}

/** The next round of the best whole plan; one round is planned when none is said to be left. */
export function planRound(input: PairingInput): PlannedRound {
  const [next] = planEvening({ ...input, roundsLeft: Math.max(1, input.roundsLeft) })
  return next ?? { pairings: [], byes: [], certified: true }
}

function toldOf(facts: Facts, ledger: Ledger, seating: Seating): PlannedRound {
  const idOf = (place: number): string => facts.ids[place] ?? ''
  const groups = seating.groups.map((group) => [...group].sort((a, b) => a - b))
  groups.sort(([a = 0], [b = 0]) => a - b)
  return {
    pairings: groups.map((group) => ({
      people: group.map(idOf),
      rematch: ledger.costOf({ groups: [group], out: [], certified: true }).rematches > 0,
    })),
    byes: seating.out.map(idOf),
    certified: seating.certified,
  }
}
