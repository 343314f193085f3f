// When a phone should make itself felt: at the changes that somebody who talks would miss.
import { offerAt, type Moment, type View } from './moment.ts'

export type Cue =
  'paired' | 'offered' | 'asked' | 'minute-left' | 'round-over' | 'next-on-stage' | 'on-stage'

/** What the step from one moment to the next deserves, if anything. */
export function cueOf(before: Moment | null, after: Moment): Cue | null {
  if (!before) return null
  const seatedBefore = before.kind === 'seat' ? before : null
  if (after.kind === 'seat') {
    const same = seatedBefore?.number === after.number && sameSeat(seatedBefore, after)
    if (!same) return 'paired'
    if (isNewOffer(before, after)) return 'offered'
    return after.lastMinute && !seatedBefore?.lastMinute ? 'minute-left' : null
  }
  if (isNewOffer(before, after)) return 'offered'
  // Somebody who sat out, or was missed, left the table by a tap: no need to be told.
  if (seatedBefore && (after.kind === 'between' || after.kind === 'free')) return 'round-over'
  if (after.kind === 'on-stage' && before.kind !== 'on-stage') return 'on-stage'
  if (after.kind === 'next-on-stage' && before.kind !== 'next-on-stage') return 'next-on-stage'
  return null
}

/** «Still in?» has just been asked, whatever else goes on. */
export const askedCue = (before: View | null, { me, round }: View): Cue | null =>
  before && me.asked && !(before.me.asked && before.round.asked === round.asked) ? 'asked' : null

type Seated = Extract<Moment, { kind: 'seat' }>

/** Another table, another sign or all others gone is another rendezvous; a third who joins is not. */
const sameSeat = (a: Seated, b: Seated): boolean =>
  a.seat.table === b.seat.table &&
  a.seat.sign === b.seat.sign &&
  a.seat.partners.some(({ name }) => b.seat.partners.some((still) => still.name === name))

/** Offers are made anew whenever somebody comes or goes: often it is the same one. */
function isNewOffer(before: Moment, after: Moment): boolean {
  const [old, now] = [offerAt(before), offerAt(after)]
  if (!now) return false
  return JSON.stringify(old) !== JSON.stringify(now)
}
