// The server's time, ticking here: exactly at the instants that matter, and on every whole second before
// them. What ticks on a second begins by so much sooner as this device takes to paint it.
import type { Instant } from '#night/time.ts'
import { LocalTime, ofThisDevice } from './local-time.ts'
import { aheadAt, nothing, withStamp } from './offset.ts'
import { Painting, type Paint } from './painting.ts'

/** How a clock was set, to set it again. */
export interface Setting {
  /** Server minus this device's own clock, ms. */
  readonly offset: number
  readonly rate: number
}

/** When something was sent, by this device's own time, and after how many leaps of it. */
export interface Sent {
  readonly at: number
  readonly leaps: number
}

/** A clock that is ahead by no more stands still until it is not: nothing on screen goes back. */
const standsStillMs = 1_000

export class Clock {
  /** The server's time, as of the last tick. */
  now = $state.raw(Math.round(Date.now()) as Instant)
  /** Told when what was proved counts no more: somebody should ask the server at once. */
  unproved: () => void = () => {}

  readonly #local: LocalTime
  readonly #paint: Paint
  #rate = 1
  #known = nothing
  /** How far the server is probably ahead, where nobody has proved more. */
  #guess = 0
  #leaps = 0
  #alarms: readonly Instant[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(local = new LocalTime(ofThisDevice()), paint: Paint = new Painting()) {
    this.#local = local
    this.#paint = paint
  }

  /** The server's time at this very moment, between ticks. */
  read(): Instant {
    return Math.round(this.exactly()) as Instant
  }

  /** The same, with fractions. */
  exactly(): number {
    const at = this.#here()
    return at + this.#aheadAt(at).ahead
  }

  /** How far `exactly` will be from the truth at most, so much later, if nothing more is heard. */
  boundIn(ms: number): number {
    return this.#aheadAt(this.#here() + ms * this.#rate).bound
  }

  /** How fast the server's time passes here; only a rehearsal's is not 1. */
  get rate(): number {
    return this.#rate
  }

  get setting(): Setting {
    const wall = this.#here() + this.#local.wallAhead * this.#rate
    return { offset: this.exactly() - wall, rate: this.#rate }
  }

  /** Starts ticking by what was known earlier: a page that opens offline goes on all the same. */
  begin({ offset, rate }: Setting): void {
    this.#rate = rate
    this.#guess = offset + this.#local.wallAhead * rate
    // Before a phone sleeps, and when it wakes up.
    if (typeof document !== 'undefined') document.addEventListener('visibilitychange', this.tick)
    this.tick()
  }

  /** Takes over the rate of the server's time; what was known at another rate is forgotten. */
  runAt(rate: number): void {
    if (rate === this.#rate) return
    this.#rate = rate
    this.#known = nothing
    this.#guess = -Infinity
  }

  /** To be noted just before the server is asked for something. */
  sent(): Sent {
    this.#look()
    return { at: this.#local.now(), leaps: this.#leaps }
  }

  /**
   * The server says what its time is: by itself, or asked for when `sent` was noted. Either proves
   * something, however late it comes.
   */
  heard(serverAt: Instant, sent?: Sent): void {
    this.#look()
    const receivedAt = this.#here()
    // What was sent before a sleep was on its way for nobody knows how long.
    const sentAt = sent && sent.leaps === this.#leaps ? sent.at * this.#rate : undefined
    const stamp = { serverAt, receivedAt, ...(sentAt !== undefined && { sentAt }) }
    const grains = { there: Math.max(1, this.#rate), here: this.#local.grain * this.#rate }
    const next = withStamp(this.#known, stamp, grains)
    if (!next) this.#guess = this.#aheadAt(receivedAt).ahead
    this.#known = next ?? withStamp(nothing, stamp, grains) ?? nothing
    this.tick()
    if (!next && sentAt === undefined) this.unproved()
  }

  /** Ticks exactly at these instants: reveals, starts, ends. */
  alarms(instants: readonly Instant[]): void {
    this.#alarms = instants
    this.tick()
  }

  /** Ticks now, and sees to it that the next tick comes. */
  tick = (): void => {
    clearTimeout(this.#timer)
    this.#look()
    const exactly = this.exactly()
    const isLittleBack = exactly < this.now && this.now - exactly <= standsStillMs
    if (!isLittleBack) this.now = this.#shown(exactly)
    const { from } = this.#next(this.now)
    this.#timer = setTimeout(this.#turn, Math.max(1, Math.ceil((from - exactly) / this.#rate)))
  }

  #turn = (): void => {
    this.tick()
    this.#paint.begun()
  }

  #shown(exactly: number): Instant {
    const { at, from } = this.#next(exactly)
    return Math.round(exactly < from ? exactly : at) as Instant
  }

  /** The next tick after an instant, and from when on it may be shown: an alarm not before it is due. */
  #next(after: number): { readonly at: number; readonly from: number } {
    const alarm = Math.min(...this.#alarms.filter((at) => at > after))
    const left = alarm < Infinity ? alarm - after : 1000 - (after % 1000)
    const at = after + (left % 1000 || 1000)
    const isAlarm = alarm - after <= 1000
    return { at, from: isAlarm ? at : at - this.#paint.leadMs * this.#rate }
  }

  stop(): void {
    clearTimeout(this.#timer)
    if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', this.tick)
  }

  /** This device's own time, at the server's rate: what proofs are measured in. */
  #here(): number {
    return this.#local.now() * this.#rate
  }

  /** After a leap nothing is proved any more; how long the device slept is the best there is. */
  #look(): void {
    const slept = this.#local.leapt()
    if (slept === null) return
    this.#guess = this.#aheadAt(this.#here()).ahead + slept * this.#rate
    this.#known = nothing
    this.#leaps++
    this.unproved()
  }

  #aheadAt(at: number): { readonly ahead: number; readonly bound: number } {
    const { low, high } = aheadAt(this.#known, at)
    if (high - low < Infinity) return { ahead: (low + high) / 2, bound: (high - low) / 2 }
    return { ahead: Math.max(low, this.#guess), bound: Infinity }
  }
}
