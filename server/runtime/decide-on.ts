// One order on the state of a night: the answer it will get, and the commit it leads to.
import { decide } from '#night/decide.ts'
import type { Facts } from '#night/decision.ts'
import { chain, type Commit } from '#night/history.ts'
import type { NightId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import { nameOf, type Order } from '#night/order.ts'
import type { Answer } from '#protocol/messages.ts'
import { sha256 } from '../log/sha256.ts'
import type { NightState } from './night-state.ts'

export interface Decided {
  readonly answer: Answer
  /** What must be durable before the answer leaves; none where nothing has to be recorded. */
  readonly commit?: Commit
  readonly facts?: Facts
}

/** A known command gets its first answer; any other is decided. Changes nothing itself. */
export function decideOn(state: NightState, night: NightId, order: Order<Command>): Decided {
  const by = nameOf(order.by)
  const known = state.firstAnswer(order.id)
  if (known) {
    const { head, facts } = known
    // Somebody else's command: nothing of it is told.
    if (known.by !== by) return { answer: { ok: false, code: 'not-allowed' } }
    return { answer: { ok: true, head, ...(facts && { facts }) } }
  }
  const decision = decide(state.night, order)
  const facts = decision.facts && { facts: decision.facts }
  if (!decision.ok) return { answer: { ok: false, code: decision.code, ...facts } }
  if (decision.events.length === 0) return { answer: { ok: true, head: null, ...facts } }
  const { id: command, at } = order
  const told = { night, command, type: order.command.type, by, at }
  const commit = chain(state.head, { ...told, events: decision.events }, sha256)
  return { answer: { ok: true, head: commit.id, ...facts }, commit, ...facts }
}
