// What makes a phone felt and heard in a loud hall: sound, vibration, a flash, and a sentence for
// those who do not see; and what keeps it lit while a round is on.
import { onDestroy, onMount } from 'svelte'
import { signOf } from '#night/rounds/sign.ts'
import { Awake } from '#live/awake.ts'
import { device } from '#live/device.svelte.ts'
import { call, type Call } from '#ui/attention.ts'
import { announce } from '#ui/announce.svelte.ts'
import { askedCue, cueOf, type Cue } from '#ui/attendee/cue.ts'
import { metOf } from '#ui/attendee/met.ts'
import { offerAt, type Moment, type View } from '#ui/attendee/moment.ts'
import { whatOffered, whyOffered } from '#ui/attendee/offered.ts'
import { attendeeWords, listed } from '#ui/attendee/words.svelte.ts'
import { signNamed } from '#ui/sign-words.ts'
import type { Evening } from './evening.svelte.ts'

const calls: Readonly<Record<Cue, Call>> = {
  paired: 'start',
  offered: 'start',
  asked: 'one-minute',
  'minute-left': 'one-minute',
  'round-over': 'end',
  'next-on-stage': 'one-minute',
  'on-stage': 'start',
}

const flashMs = 180

/** Makes this phone felt at what happens in an evening. Call it while a component is set up. */
export function feel(evening: Evening): { readonly on: boolean } {
  let on = $state(false)
  let before: Moment | null = null
  let seen: View | null = null

  $effect(() => {
    const { moment, view } = evening
    if (!moment || !view) return
    const cue = cueOf(before, moment) ?? askedCue(seen, view)
    if (cue) {
      call(calls[cue], device.likes)
      if (device.likes.flash) {
        on = true
        setTimeout(() => (on = false), flashMs)
      }
    }
    const said = cue
      ? sentenceOf(cue, { view, moment, before })
      : seen && quietNews(seen, view, before, moment)
    if (said) announce(said)
    before = moment
    seen = view
  })

  onMount(() => {
    const awake = new Awake()
    $effect(() =>
      awake.keep(evening.moment?.kind === 'seat' || evening.moment?.kind === 'on-stage'),
    )
    return () => awake.stop()
  })

  // The bar above the page is part of the screen.
  const bar = document.querySelector('meta[name="theme-color"]')
  const plain = bar?.getAttribute('content') ?? ''
  $effect(() => {
    const seat = evening.moment?.kind === 'seat' ? evening.moment.seat : null
    // Read again when the theme changes.
    void device.likes.theme
    const style = getComputedStyle(document.documentElement)
    const colour = style.getPropertyValue(seat ? `--sign-${signOf(seat.sign).hue}` : '--ground')
    bar?.setAttribute('content', colour.trim() || plain)
  })
  onDestroy(() => bar?.setAttribute('content', plain))

  return {
    get on() {
      return on
    },
  }
}

interface Step {
  readonly view: View
  readonly moment: Moment
  readonly before: Moment | null
}

function sentenceOf(cue: Cue, { view, moment, before }: Step): string | null {
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
    case 'offered':
      return offerSaid(moment)
    case 'asked':
      return view.round.asked === undefined ? null : w.ask.title(view.round.asked)
    case 'minute-left':
      return w.said.minute
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
function quietNews(seen: View, view: View, before: Moment | null, moment: Moment): string | null {
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
