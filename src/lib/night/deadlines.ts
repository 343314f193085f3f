// What will have to happen by itself, and when: deadlines follow from the state, nothing ticks.
import type { Command, Night } from './night.ts'
import { openRound } from './rounds/model.ts'
import { offersAt } from './rounds/offers.ts'
import * as v from 'valibot'
import { roundNumber, tableNumber } from './ids.ts'
import type { Instant } from './time.ts'

export interface Deadline {
  readonly at: Instant
  readonly command: Command
}

/**
 * The next thing that the system itself must ask for, or null. A round does not end while the night
 * is paused; open tables expire all the same, as their people can renew them.
 */
export function nextDeadline(night: Night): Deadline | null {
  const due: Deadline[] = []
  const round = openRound(night.rounds)
  if (round && night.program.pausedAt === null) {
    const number = v.parse(roundNumber, round.number)
    due.push({ at: round.endsAt, command: { type: 'rounds/end', number } })
    const at = offersAt(round)
    if (at !== null) due.push({ at, command: { type: 'rounds/offer', number } })
  }
  for (const { table, expiresAt } of night.floor.open.values())
    due.push({
      at: expiresAt,
      command: { type: 'floor/expire', table: v.parse(tableNumber, table) },
    })
  return due.reduce<Deadline | null>((first, d) => (first && first.at <= d.at ? first : d), null)
}
