// What a command would have planned, for whoever can plan it beforehand.
import type { Command, Night } from '../night.ts'
import { isPair, isTouched } from './desk.ts'
import { stillHolds } from './holds.ts'
import type { PairingInput } from './pairing/index.ts'
import { pairingInput, takingPart } from './seating.ts'

/** The input of the plan that a command asks for; null where it asks for none, or would be refused. */
export function wantedPlan(night: Night, command: Command): PairingInput | null {
  switch (command.type) {
    case 'rounds/start': {
      const { plan, sealed } = night.rounds
      const holds = plan?.number === command.number && stillHolds(night, plan.seating)
      const isSealed = sealed?.rounds.some((r) => r.number === command.number)
      return holds || isSealed ? null : inputFor(night, command.number)
    }
    case 'rounds/plan':
      return inputFor(night, command.number)
    case 'rounds/put-together':
      return inputFor(night, command.number, { together: [[command.a, command.b]] })
    case 'rounds/keep-apart':
    case 'rounds/let-meet': {
      const { plan, apart } = night.rounds
      const isApart = command.type === 'rounds/keep-apart'
      if (!plan || !isTouched(plan.seating, command, isApart)) return null
      const { a, b } = command
      const others = apart.filter((pair) => !isPair(pair, a, b))
      const asIfSaid = { ...night.rounds, apart: isApart ? [...apart, [a, b] as const] : others }
      return inputFor({ ...night, rounds: asIfSaid }, plan.number)
    }
    default:
      return null
  }
}

function inputFor(
  night: Night,
  number: number,
  asked: Parameters<typeof pairingInput>[2] = {},
): PairingInput | null {
  const { list, settings } = night.rounds
  if (number !== list.length + 1 || number > settings.count) return null
  return takingPart(night).length < 2 ? null : pairingInput(night, number, asked)
}
