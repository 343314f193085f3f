// What is said to those who do not see the screen, or are not looking: for each call a sentence, and
// for some quieter news.
import { metOf } from '#ui/attendee/met.ts'
import type { Cue } from '#ui/attendee/cue.ts'
import { offerAt, type Moment, type View } from '#ui/attendee/moment.ts'
import { whatOffered, whyOffered } from '#ui/attendee/offered.ts'
import { attendeeWords, listed } from '#ui/attendee/words.svelte.ts'
import { signNamed } from '#ui/sign-words.ts'

export interface Step {
  readonly view: View
  readonly moment: Moment
  readonly before: Moment | null
}

export function sentenceOf(cue: Cue, { view, moment, before }: Step): string | null {
  const w = attendeeWords()
  switch (cue) {
    case 'paired': {
      if (moment.kind !== 'seat') return null
      const { seat, number } = moment
      const names = listed(
        seat.partners.map((p) => p.name),
        w.round.and,
      )
      return w.said.paired(number, seat.table, signNamed(seat.sign).described, names)
    }
    case 'sealed':
      return moment.kind === 'sealed' ? w.sealed.title(moment.number) : null
    case 'offered':
      return offerSaid(moment)
    case 'asked':
      return view.round.asked === undefined ? null : w.ask.title(view.round.asked)
    case 'minute-left':
      return w.said.minute
    // Its banner is read out by itself.
    case 'message':
      return null
    case 'round-over':
      return before?.kind === 'seat' ? w.said.over(before.number) : null
    case 'next-on-stage':
      return w.said.youNext
    case 'on-stage':
      return w.said.youOn
  }
}

function offerSaid(moment: Moment): string | null {
  const offer = offerAt(moment)
  const w = attendeeWords()
  if (!offer) return null
  if (moment.kind === 'seat') return w.said.offer(whyOffered(moment.seat), whatOffered(offer))
  return `${w.offer.alone(listed(offer.with, w.round.and), offer.table)}.`
}

/** What is said and neither heard nor felt. */
export function quietNews(
  seen: View,
  view: View,
  before: Moment | null,
  moment: Moment,
): string | null {
  const w = attendeeWords()
  if (before?.kind !== moment.kind) {
    if (moment.kind === 'bye') return w.said.bye
    if (moment.kind === 'missed') return w.said.missed
  }
  const met = (of: View) => metOf(of, of.round.endsAt)?.both ?? []
  if (met(view).length > met(seen).length) return w.said.met(listed(met(view), w.round.and))
  if (seen.me.state === 'joined' && view.me.state === 'present') return w.said.in
  if (seen.program.pausedAt === null && view.program.pausedAt !== null) return w.said.paused
  if (seen.program.pausedAt !== null && view.program.pausedAt === null) return w.said.resumed
  if (before?.kind === 'seat' && moment.kind === 'seat') {
    const already = new Set(before.seat.partners.filter((p) => p.here).map((p) => p.name))
    const arrived = moment.seat.partners.find((p) => p.here && !already.has(p.name))
    if (arrived) return w.said.partner(arrived.name)
  }
  return null
}
