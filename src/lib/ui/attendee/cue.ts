// When a phone should make itself felt: at the changes that somebody who talks would miss.
import type { Instant } from '#night/time.ts'
import { offerAt, type Moment, type View } from './moment.ts'

export type Cue =
  | 'paired'
  | 'sealed'
  | 'offered'
  | 'asked'
  | 'message'
  | 'minute-left'
  | 'round-over'
  | 'next-on-stage'
  | 'on-stage'

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
  if (after.kind === 'sealed') {
    const known = before.kind === 'sealed' && before.number === after.number
    return after.has && !known ? 'sealed' : null
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

/** The host says something to everybody, whatever else goes on. */
export const messageCue = (before: View | null, { screens }: View): Cue | null =>
  before && screens.message !== null && screens.message !== before.screens.message
    ? 'message'
    : null

/** Whether a cue comes too late to be of use: a phone that slept is not called to what is past. */
export function isLate(cue: Cue, view: View, moment: Moment, at: Instant): boolean {
  if (cue === 'round-over') return at - view.round.endsAt > overFor
  if (cue === 'minute-left') return moment.kind === 'seat' && moment.until - at < minuteAtLeast
  return false
}
const overFor = 30_000
const minuteAtLeast = 40_000

/** By what a call is known to every tab of a phone, and for how long it is the same one, ms. */
export function nameOf(cue: Cue, view: View, moment: Moment): readonly [string, number] {
  const { round } = view
  const [brief, long] = [60_000, 3_600_000]
  switch (cue) {
    case 'paired': {
      if (moment.kind !== 'seat') return [`paired:${round.number}`, long]
      const { table, sign, partners } = moment.seat
      const names = partners.map(({ name }) => name).join()
      return [`paired:${round.number}:${round.startsAt}:${table}:${sign}:${names}`, long]
    }
    case 'sealed':
      return [`sealed:${round.number}`, long]
    case 'minute-left':
      return [`minute:${round.number}:${round.endsAt}`, long]
    case 'round-over':
      return [`over:${round.number}`, brief]
    case 'offered':
      return [`offered:${JSON.stringify(offerAt(moment))}`, brief]
    case 'asked':
      return [`asked:${round.asked ?? 0}`, long]
    case 'message':
      return [`message:${view.screens.message ?? ''}`, brief]
    case 'next-on-stage':
    case 'on-stage':
      return [`${cue}:${'talk' in moment ? moment.talk.id : ''}`, long]
  }
}

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
