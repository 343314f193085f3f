// The types that every feature's rules share.
import type { Accepted, Refused } from './decision.ts'
import type { Command, CommandType, Night, NightEvent } from './night.ts'
import type { Order } from './order.ts'
import type { RefusalCode } from './refusals.ts'

export type Decision = Accepted<NightEvent> | Refused<RefusalCode>
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>
export type OrderOf<T extends CommandType> = Order<CommandOf<T>>
/** One rule for each command of a feature. */
export type Rules<T extends CommandType> = {
  readonly [K in T]: (night: Night, order: OrderOf<K>) => Decision
}
