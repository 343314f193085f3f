// One attendee's evening, as their screens need it: the view, the moment, and how to ask for things.
import { createContext } from 'svelte'
import type { LiveNight } from '#live/night.svelte.ts'
import { effective, momentOf, type Moment, type View } from '#ui/attendee/moment.ts'
import type { Instant } from '#night/time.ts'
import { Orders } from './orders.svelte.ts'

export class Evening {
  readonly live: LiveNight<'attendee'>
  readonly orders: Orders

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

  constructor(live: LiveNight<'attendee'>) {
    this.live = live
    this.orders = new Orders(live)
  }
}

export const [evening, setEvening] = createContext<Evening>()
