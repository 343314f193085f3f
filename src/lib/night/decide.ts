// The rules' one entrance: who may, then the feature's rule, then what the host may take back.
import { aboutRules } from './about/decide.ts'
import { refuse } from './decision.ts'
import { doorRules } from './door/decide.ts'
import { floorRules } from './floor/decide.ts'
import type { Command, CommandType, Night, NightEvent } from './night.ts'
import type { Order } from './order.ts'
import { passesRules } from './passes/decide.ts'
import { permissions } from './permissions.ts'
import { programRules } from './program/decide.ts'
import { roundsRules } from './rounds/decide.ts'
import type { Decision, Rules } from './rule.ts'
import { screensRules } from './screens/decide.ts'
import { talksRules } from './talks/decide.ts'
import { undoRules } from './undo/decide.ts'

const rules: Rules<CommandType> = {
  ...aboutRules,
  ...programRules,
  ...doorRules,
  ...roundsRules,
  ...talksRules,
  ...floorRules,
  ...screensRules,
  ...passesRules,
  ...undoRules,
}

/**
 * Decides an order on the newest state of the night: the events it leads to (none where it asks
 * for what is already so), or a refusal with its code. Changes nothing itself.
 */
export function decide(night: Night, order: Order<Command>): Decision {
  const { command, by } = order
  if (!permissions[command.type].includes(by.role)) return refuse('not-allowed')
  if (!night.about && command.type !== 'night/create') return refuse('night/not-there')
  const rule = rules[command.type] as (night: Night, order: Order<Command>) => Decision
  const decision = rule(night, order)
  if (!decision.ok || decision.events.length === 0) return decision
  if (by.role !== 'host' || !decision.inverse) return decision
  const offered: NightEvent = {
    type: 'undo/offered',
    of: order.id,
    command: command.type,
    at: order.at,
    inverse: decision.inverse,
  }
  return { ...decision, events: [...decision.events, offered] }
}
