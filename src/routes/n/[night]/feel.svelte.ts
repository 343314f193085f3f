// What makes a phone felt and heard in a loud hall: sound, vibration, a flash, and a sentence for
// those who do not see; and what keeps it lit while a round is on.
import { createContext, onDestroy, onMount, untrack } from 'svelte'
import type { NightId } from '#night/ids.ts'
import { signOf } from '#night/rounds/sign.ts'
import { Awake } from '#live/awake.ts'
import { Battery } from '#live/battery.svelte.ts'
import { claimCall } from '#live/called.ts'
import { device } from '#live/device.svelte.ts'
import { Unseen } from '#live/unseen.svelte.ts'
import { call, canVibrate, flashesOf, unlockSound, type Call } from '#ui/attention.ts'
import { announce } from '#ui/announce.svelte.ts'
import { Flash } from '#ui/flash.svelte.ts'
import { askedCue, cueOf, isLate, messageCue, nameOf, type Cue } from '#ui/attendee/cue.ts'
import type { Moment, View } from '#ui/attendee/moment.ts'
import type { Evening } from './evening.svelte.ts'
import type { Happened } from './outside.ts'
import { quietNews, sentenceOf } from './said.ts'

const calls: Readonly<Record<Cue, Call>> = {
  paired: 'start',
  sealed: 'start',
  offered: 'news',
  asked: 'news',
  message: 'news',
  'minute-left': 'one-minute',
  'round-over': 'end',
  'next-on-stage': 'news',
  'on-stage': 'start',
}

const minute = 60_000
/** Browsers fire at once what lies further ahead. */
const mostMs = 2_000_000_000

export interface Felt {
  readonly flash: Flash
  /** How often this phone called while nobody looked. */
  readonly unseen: number
  /**
   * Nobody has touched the page yet, so that it may neither sound nor vibrate; or somebody has, while
   * this moment is on: what stood there stays as long, so that nothing moves under their finger.
   */
  readonly touch: 'wanted' | 'had' | null
  /** The screen is let go dark, to keep what is left of the battery. */
  readonly isSaving: boolean
  /** To be told of the first touch. */
  touched(): void
}

/** Makes this phone felt at what happens in an evening. Call it while a component is set up. */
export function feel(evening: Evening): Felt {
  const { night } = evening.live
  const still = matchMedia('(prefers-reduced-motion: reduce)')
  const flash = new Flash(() => still.matches)
  const battery = new Battery()
  let isUntouched = $state(navigator.userActivation?.hasBeenActive === false)
  /** What was on when the page was first touched. */
  let touchedIn = $state.raw<string | null>(null)
  let unseen = $state.raw<Unseen | null>(null)
  let isRenewed = false
  let before: Moment | null = null
  let seen: View | null = null

  async function callFor(happened: Happened): Promise<void> {
    const { cue, view, moment } = happened
    if (isLate(cue, view, moment, evening.at)) return
    if (!(await claimCall(night, ...nameOf(cue, view, moment)))) return
    const { likes } = device
    call(calls[cue], likes)
    if (likes.flash) flash.play(flashesOf[calls[cue]])
    unseen?.add()
    if (document.visibilityState === 'visible' || !likes.notices) return
    const { tellOutside } = await import('./outside.ts')
    await tellOutside(night, happened)
  }

  $effect(() => {
    const { moment, view } = evening
    if (!moment || !view) return
    const cue = cueOf(before, moment) ?? askedCue(seen, view) ?? messageCue(seen, view)
    const step = { view, moment, before }
    // No line for what is told outside, or a browser that will not: the rest was done.
    if (cue) untrack(() => void callFor({ ...step, cue }).catch(() => undefined))
    const said = cue ? sentenceOf(cue, step) : seen && quietNews(seen, view, before, moment)
    if (said) announce(said)
    before = moment
    seen = view
  })

  // A hidden page's ticking is slowed down to once a minute; a timer that is set once is not.
  $effect(() => {
    const round = evening.view?.round
    if (!round) return
    const { clock } = evening.live
    const timers = untrack(() =>
      [round.revealAt, round.endsAt - minute, round.endsAt]
        .map((at) => at - clock.read())
        .filter((left) => left > 0 && left < mostMs)
        .map((left) => setTimeout(clock.tick, left / clock.rate + 1)),
    )
    return () => timers.forEach(clearTimeout)
  })

  const awake = new Awake()
  const isLit = $derived(evening.moment?.kind === 'seat' && device.likes.awake && !battery.low)
  $effect(() => awake.keep(isLit))
  onMount(() => {
    // In a task of its own: the screen comes first.
    const begin = setTimeout(() => {
      void battery.watch()
      unseen = new Unseen(() => void clearAll(night))
    })
    return () => {
      clearTimeout(begin)
      awake.stop()
      battery.stop()
      unseen?.stop()
    }
  })

  // Said anew with every page: the browser may have another endpoint, the server may have lost it.
  $effect(() => {
    const { view, live } = evening
    if (isRenewed || !live.live || !view || view.me.state === 'left') return
    if (!untrack(() => device.likes.push)) return
    isRenewed = true
    // Not on the phone yet and no line: at the next page.
    renew(night, view.about.title).catch(() => undefined)
  })

  // The bar above the page is part of the screen.
  const bar = document.querySelector('meta[name="theme-color"]')
  const plain = bar?.getAttribute('content') ?? ''
  const ground = $derived(
    evening.moment?.kind === 'seat' ? `--sign-${signOf(evening.moment.seat.sign).hue}` : '--ground',
  )
  $effect(() => {
    const name = ground
    // Read again when the theme changes.
    void device.likes.theme
    // With the next frame, which looks at all styles anyway: at once they would be looked at twice.
    const frame = requestAnimationFrame(() => {
      const colour = getComputedStyle(document.documentElement).getPropertyValue(name)
      bar?.setAttribute('content', colour.trim() || plain)
    })
    return () => cancelAnimationFrame(frame)
  })
  onDestroy(() => bar?.setAttribute('content', plain))

  return {
    flash,
    get unseen() {
      return unseen?.count ?? 0
    },
    get touch() {
      if (!device.likes.sound && !(device.likes.vibration && canVibrate())) return null
      if (isUntouched) return 'wanted'
      return touchedIn !== null && touchedIn === screenOf(evening.moment) ? 'had' : null
    },
    get isSaving() {
      return battery.low && device.likes.awake && evening.moment?.kind === 'seat'
    },
    touched: () => {
      unlockSound()
      if (!isUntouched) return
      isUntouched = false
      touchedIn = screenOf(evening.moment)
    },
  }
}

/** What the whole screen is about. */
const screenOf = (moment: Moment | null): string =>
  `${moment?.kind} ${moment && 'number' in moment ? moment.number : ''}`

export const [felt, setFelt] = createContext<Felt>()

async function renew(night: NightId, title: string): Promise<void> {
  const { callMe } = await import('./outside.ts')
  await callMe(night, title)
}

async function clearAll(night: NightId): Promise<void> {
  if (!device.likes.notices && !device.likes.push) return
  try {
    const { clearNotices } = await import('#live/elsewhere.ts')
    await clearNotices(night)
  } catch {
    // They go when they are tapped.
  }
}
