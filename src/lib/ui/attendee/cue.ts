// When a phone should make itself felt: at the changes that somebody who talks would miss.
import type { Moment } from './moment.ts'

export type Cue = 'paired' | 'minute-left' | 'round-over' | 'next-on-stage' | 'on-stage'

/** What the step from one moment to the next deserves, if anything. */
export function cueOf(before: Moment | null, after: Moment): Cue | null {
  if (!before) return null
  const seatedBefore = before.kind === 'seat' ? before : null
  if (after.kind === 'seat') {
    const same = seatedBefore?.number === after.number && sameSeat(seatedBefore, after)
    if (!same) return 'paired'
    return after.lastMinute && !seatedBefore?.lastMinute ? 'minute-left' : null
  }
  // Somebody who sat out, or was missed, left the table by a tap: no need to be told.
  if (seatedBefore && (after.kind === 'between' || after.kind === 'free')) return 'round-over'
  if (after.kind === 'on-stage' && before.kind !== 'on-stage') return 'on-stage'
  if (after.kind === 'next-on-stage' && before.kind !== 'next-on-stage') return 'next-on-stage'
  return null
}

type Seated = Extract<Moment, { kind: 'seat' }>

/** Another table or another sign is another rendezvous; a third who joins is not. */
const sameSeat = (a: Seated, b: Seated): boolean =>
  a.seat.table === b.seat.table && a.seat.sign === b.seat.sign
