// «We met»: from the last minute of a round until the next one is announced.
import type { Instant } from '#night/time.ts'
import type { View } from './moment.ts'

export interface Met {
  readonly number: number
  /** Whom one sat with. */
  readonly names: readonly string[]
  readonly isOver: boolean
  /** One has said so. */
  readonly said: boolean
  /** Who has said so too. */
  readonly both: readonly string[]
}

const lastMinute = 60_000

/** What there is to say of the last meeting, or null while there is nothing. */
export function metOf({ me, round, seat, program }: View, at: Instant): Met | null {
  if (seat?.kind !== 'pairing' || seat.number !== round.number) return null
  if (program.phase === 'over' || me.state === 'joined' || me.state === 'left') return null
  const isOver = round.phase === 'over' || at >= round.endsAt
  const isLast = at >= round.startsAt && round.endsAt - at <= lastMinute
  if (!isOver && !isLast) return null
  return {
    ...{ number: seat.number, isOver },
    names: seat.partners.map(({ name }) => name),
    said: seat.met,
    both: seat.partners.filter(({ token }) => token !== null).map(({ name }) => name),
  }
}
