// One attendee's evening, as their screens need it: the view, the moment, and how to ask for things.
import { createContext } from 'svelte'
import type { Instant } from '#night/time.ts'
import type { LiveNight } from '#live/night.svelte.ts'
import { countdown } from '#i18n/index.svelte.ts'
import { effective, momentOf, type Moment, type View } from '#ui/attendee/moment.ts'
import { attendeeWords } from '#ui/attendee/words.svelte.ts'
import { Orders } from './orders.svelte.ts'

export class Evening {
  readonly live: LiveNight<'attendee'>
  readonly orders: Orders
  /** The signed text of the badge. */
  readonly badge: string

  /** Null until the first snapshot ever. */
  readonly view: View | null = $derived.by(() => this.live.view)
  /** The server's time, standing still while the night is paused. */
  readonly at: Instant = $derived.by(() => {
    const { now } = this.live.clock
    return this.view ? effective(this.view, now) : now
  })
  readonly moment: Moment | null = $derived.by(() =>
    this.view ? momentOf(this.view, this.live.clock.now) : null,
  )
  /** For the browser's tab and the list of apps: how things stand, in three words. */
  readonly title: string = $derived.by(() => {
    const name = this.view?.about.title ?? 'Rendezvous'
    const said = this.moment && titleOf(this.moment, this.at)
    return said ? `${said} · ${name}` : name
  })

  constructor(live: LiveNight<'attendee'>, badge: string) {
    this.live = live
    this.badge = badge
    this.orders = new Orders(live)
  }
}

function titleOf(moment: Moment, at: Instant): string | null {
  const w = attendeeWords()
  switch (moment.kind) {
    case 'badge':
      return w.tab.badge
    case 'seat': {
      const left = countdown(moment.until - at)
      return moment.stage === 'changeover'
        ? w.tab.changeover(left, moment.seat.table)
        : w.tab.talking(left)
    }
    case 'on-stage':
      return w.stage.youOn
    case 'next-on-stage':
      return w.stage.youNext
    default:
      return null
  }
}

export const [evening, setEvening] = createContext<Evening>()
