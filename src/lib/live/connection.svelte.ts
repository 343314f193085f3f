// One socket to the server, for ever: it is proved alive on every wake, and replaced when it is not.
import { io, type Socket } from 'socket.io-client'
import type {
  Answer,
  CommandFromPhone,
  Condition,
  FromPhone,
  FromServer,
  Frame,
  Hello,
  Ping,
  Welcome,
  WireCode,
} from '#protocol/messages.ts'
import type { Duration, Instant } from '#night/time.ts'
import { heartbeat } from '#protocol/heartbeat.ts'
import { Asking } from './asking.ts'
import { backoffMs } from './backoff.ts'
import type { Clock, Sent } from './clock.svelte.ts'
import { Way } from './way.ts'

export interface Listeners {
  readonly hello: () => Hello
  readonly welcome: (welcome: Welcome) => void
  readonly frame: (frame: Frame) => void
  /** Anything came, if only a sign of life. */
  readonly heard: () => void
  /** The server records again. */
  readonly well: () => void
  readonly farewell: (code: WireCode) => void
}

/** With these the same pass is never taken again. */
const forGood: ReadonlySet<WireCode> = new Set([
  'wire/no-pass',
  'wire/night-erased',
  'wire/too-old',
  'wire/unknown-night',
])
const answerWithinMs = 6_000
const aliveWithinMs = 2_000
/** After so many tries in a row something is wrong, and people are told. */
const soonEnough = 6
/** Worse than this a clock is as good as unknown. */
const mostSaidMs = 60_000
/** After more silence than this the server has given up. */
const silentMs = heartbeat.everyMs + heartbeat.withinMs + 1_000
/** A connection that was begun this lately is not begun anew by the next of several wakes. */
const freshMs = 1_500

export class Connection {
  /** live: heard and answered; connecting: on the way; away: nobody answers. */
  state = $state.raw<'connecting' | 'live' | 'away'>('connecting')
  /** How the server says it is; empty when all is well, or when nobody says. */
  condition = $state.raw<Condition>({})
  /** A wifi that wants its login first answers in the server's place. */
  portal = $state.raw(false)

  readonly #socket: Socket<FromServer, FromPhone>
  readonly #clock: Clock
  readonly #asking: Asking
  readonly #way = new Way()
  readonly #stops: (() => void)[] = []
  #attempt = 0
  /** Only while the next try is waited for. */
  #retry: ReturnType<typeof setTimeout> | undefined
  /** This device's time when something last came, and when a connection was last begun. */
  #heardAt = 0
  #knockedAt = 0
  #over = false
  #proving = false

  constructor(clock: Clock, listeners: Listeners) {
    this.#clock = clock
    this.#asking = new Asking(clock, async () => this.#socket.connected && this.#ping())
    clock.unproved = () => void this.#asking.begin()
    let saidHello: Sent | undefined
    this.#socket = io({
      autoConnect: false,
      // The client's own back-off loses its jitter at its cap: ours keeps it.
      reconnection: false,
      transports: this.#way.transports,
      timeout: this.#way.patienceMs,
      auth: (send) => {
        saidHello = clock.sent()
        send(listeners.hello())
      },
    })
    // The server's own heartbeat: an evening may be quiet, and the line alive.
    this.#socket.io.on('ping', () => {
      this.#heard()
      listeners.heard()
    })
    this.#socket.on('welcome', (welcome) => {
      this.#heard()
      this.#attempt = 0
      this.state = 'live'
      this.portal = false
      const { engine } = this.#socket.io
      if (engine.transport.name === 'websocket') this.#way.forget()
      else engine.once('upgrade', () => this.#way.forget())
      // Said anew after every welcome where there is something to say.
      this.condition = {}
      this.#clock.runAt(welcome.rate ?? 1)
      this.#clock.heard(welcome.at, saidHello)
      listeners.welcome(welcome)
      void this.#asking.begin()
    })
    this.#socket.on('frame', (frame) => {
      this.#clock.heard(frame.at)
      listeners.frame(frame)
    })
    this.#socket.on('condition', (condition) => {
      this.condition = condition
      if (!condition.away) listeners.well()
    })
    this.#socket.on('farewell', (code) => {
      listeners.farewell(code)
      // Anything else may be put right by asking once more: it goes on with the back-off.
      if (!forGood.has(code)) return
      this.#over = true
      this.state = 'away'
    })
    this.#socket.on('disconnect', () => this.#again())
    this.#socket.on('connect_error', () => {
      this.#again()
      void this.#look()
    })
    this.#listen(window, 'online', () => this.#way.forget())
    this.#listen(window, 'online', this.#prove)
    this.#listen(window, 'pageshow', this.#prove)
    this.#listen(window, 'focus', this.#prove)
    this.#listen(document, 'visibilitychange', this.#prove)
    // Thawed: before anything of what was frozen is seen.
    this.#listen(document, 'resume', this.#prove)
    this.#stops.push(() => this.#asking.stop())
    // In a task of its own: what the phone remembers is on its screen first.
    this.#retry = setTimeout(this.#knock)
  }

  /** Sends a command once. Null when no answer came in time: the same id may be sent again. */
  async ask(message: CommandFromPhone): Promise<Answer | null> {
    if (!this.#socket.connected) return null
    try {
      return await this.#socket.timeout(answerWithinMs).emitWithAck('command', message)
    } catch {
      // No answer in time says nothing of whether it was done: unknown, so it is asked again.
      void this.#prove()
      return null
    }
  }

  close(): void {
    this.#over = true
    clearTimeout(this.#retry)
    for (const stop of this.#stops) stop()
    this.#socket.disconnect()
  }

  #again(): void {
    if (this.#over) return
    if (this.#attempt === 0) this.state = 'connecting'
    this.#setOut()
    clearTimeout(this.#retry)
    this.#retry = setTimeout(this.#knock, backoffMs(this.#attempt++))
  }

  #knock = (): void => {
    clearTimeout(this.#retry)
    this.#retry = undefined
    this.#knockedAt = Date.now()
    this.#socket.connect()
  }

  #heard = (): void => {
    this.#heardAt = Date.now()
  }

  /** No connection came about: is there a line at all, and who is at its other end? */
  async #look(): Promise<void> {
    const who = await this.#way.look()
    if (this.#over || this.state === 'live') return
    this.#setOut()
    this.portal = who === 'portal'
    // A line that is fine and only needs another way is nothing to speak of, nor is a blink.
    const isSoon = who === 'ours' ? this.#attempt < soonEnough : this.#attempt < 2
    this.state = isSoon && !this.portal ? 'connecting' : 'away'
  }

  /** From the next try on it goes this way. */
  #setOut(): void {
    this.#socket.io.opts.transports = this.#way.transports
    this.#socket.io.timeout(this.#way.patienceMs)
  }

  /** On wake: an answer in time proves the socket alive; otherwise it is replaced at once. */
  #prove = async (): Promise<void> => {
    if (this.#over || document.visibilityState === 'hidden') return
    this.#clock.tick()
    if (!this.#socket.connected) return this.#isOnTheWay ? undefined : this.#replace()
    // Asleep for longer than the server waits: nobody need be asked, whatever the socket says.
    if (Math.abs(Date.now() - this.#heardAt) > silentMs) return this.#replace()
    // A wake comes as several events: one proof is enough.
    if (this.#proving) return
    this.#proving = true
    const isAlive = await this.#ping()
    this.#proving = false
    if (isAlive) void this.#asking.begin()
    // Meanwhile it may have been replaced, or put away.
    if (!isAlive && !this.#over && !this.#isOnTheWay) this.#replace()
  }

  get #isOnTheWay(): boolean {
    const isWaiting = this.#retry !== undefined
    return !this.#socket.connected && !isWaiting && Date.now() - this.#knockedAt < freshMs
  }

  #replace(): void {
    this.#socket.disconnect()
    this.#attempt = 0
    // Letting go has asked for another try: a second knock would have the server hang up on both.
    this.#knock()
  }

  async #ping(): Promise<boolean> {
    const bound = this.#clock.boundIn(0)
    const sent = this.#clock.sent()
    try {
      const message: Ping = {
        sentAt: Math.max(0, Math.round(sent.at)) as Instant,
        ...(bound < mostSaidMs && { bound: Math.ceil(bound) as Duration }),
      }
      this.#clock.heard(
        await this.#socket.timeout(aliveWithinMs).emitWithAck('ping', message),
        sent,
      )
      this.#heard()
      return true
    } catch {
      // Silence is the answer.
      return false
    }
  }

  #listen(target: EventTarget, event: string, listener: () => unknown): void {
    target.addEventListener(event, listener)
    this.#stops.push(() => target.removeEventListener(event, listener))
  }
}
