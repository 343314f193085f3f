// One attendee's evening, as their screens need it: the view, the moment, and how to ask for things.
import { createContext } from 'svelte'
import type { Scanned } from '#night/rounds/words-link.ts'
import type { Instant } from '#night/time.ts'
import { Envelopes } from '#live/envelopes.svelte.ts'
import type { LiveNight } from '#live/night.svelte.ts'
import { minutesBegun } from '#i18n/index.svelte.ts'
import { followedByPhone, type Followed } from '#ui/following.ts'
import { effective, momentOf, type Moment, type View } from '#ui/attendee/moment.ts'
import { attendeeWords } from '#ui/attendee/words.svelte.ts'
import { Orders } from './orders.svelte.ts'

export class Evening {
  readonly live: LiveNight<'attendee'>
  readonly orders: Orders
  /** The signed text of the badge. */
  readonly badge: string

  readonly envelopes: Envelopes
  /** Words were scanned that open nothing here, and nobody has read it yet. */
  scannedInVain = $state(false)
  /** By words from the display, or by the published program, while nobody is heard. */
  readonly following: Followed<View> | null = $derived.by(() => {
    const { live } = this
    if (!live.view || !live.isAway) return null
    const { isSilent } = live
    const { opened } = this.envelopes
    const at = live.clock.now
    return followedByPhone(live.view, { at, heardAt: live.heardAt as Instant, isSilent, opened })
  })
  /** Null until the first snapshot ever. */
  readonly view: View | null = $derived.by(() => {
    const followed = this.following?.view
    return followed ? this.#tapped(followed) : this.live.view
  })
  /** The server's time, standing still while the night is paused. */
  readonly at: Instant = $derived.by(() => {
    const { now } = this.live.clock
    return this.view ? effective(this.view, now) : now
  })
  readonly moment: Moment | null = $derived.by(() => {
    const moment = this.view && momentOf(this.view, this.live.clock.now, this.following?.closed)
    return (this.#latest = isSame(this.#latest, moment) ? this.#latest : moment)
  })
  /** A second that changes nothing gives the same moment, and nothing that hangs on it is done again. */
  #latest: Moment | null = null
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
    this.envelopes = new Envelopes(live.night)
  }

  close(): void {
    this.envelopes.close()
    this.live.close()
  }

  /** Opens an envelope by typed words; says why not, or null where it is open. */
  async open(typed: string): Promise<'not-four' | 'closed' | 'none' | null> {
    const { view, clock } = this.live
    if (!view) return 'none'
    const heardAt = this.live.heardAt as Instant
    const opening = await this.envelopes.openTyped(typed, view, { at: clock.now, heardAt })
    return opening.ok ? null : opening.reason
  }

  /** Opens what was scanned with the phone's camera; where it opens nothing, that is said. */
  async openScanned(scanned: Scanned): Promise<void> {
    const { view } = this.live
    const opening = view && (await this.envelopes.openScanned(scanned, view))
    // With a line the round is on this phone already, whatever the words are for.
    this.scannedInVain = opening?.ok === false && !this.live.live
  }

  /** A seat from an envelope with what was tapped there, which waits to be sent. */
  #tapped(view: View): View {
    const { seat } = view
    if (seat?.kind !== 'pairing') return view
    const said = (type: string) =>
      this.live.outbox.waiting.some(
        ({ command }) =>
          command.type === type && 'number' in command && command.number === seat.number,
      )
    const here = seat.here || said('rounds/here') || said('rounds/all-here')
    return { ...view, seat: { ...seat, here, met: seat.met || said('rounds/met') } }
  }
}

const isSame = (one: Moment | null, other: Moment | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

function titleOf(moment: Moment, at: Instant): string | null {
  const w = attendeeWords()
  switch (moment.kind) {
    case 'badge':
      return w.tab.badge
    case 'seat': {
      // By the minute: a title that changes is read out by some screen readers.
      const left = minutesBegun(moment.until - at)
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
