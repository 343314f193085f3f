// One screen of a rehearsal: a real socket that speaks the real protocol, keeps what it is shown,
// and asks again under the same id until it is answered.
import { setTimeout as wait } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import type { AttendeeId, CommandId, CommitId, NightId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { Instant } from '#night/time.ts'
import type { AudienceKind } from '#night/views/audience.ts'
import type { RosterEntry, Slices } from '#night/views/index.ts'
import type { Answer, Frame, FromPhone, FromServer } from '#protocol/messages.ts'
import { protocolVersion } from '#protocol/version.ts'
import type { Tally } from './tally.ts'

export interface ScreenOptions {
  readonly url: string
  readonly night: NightId
  readonly as: AudienceKind
  /** Who it is, in its commands' ids. */
  readonly name: string
  readonly pass?: string
  readonly cookie?: string
  readonly tally: Tally
  /** Until every server has heard of what one of them answered. */
  readonly settled?: () => Promise<void>
}

const answerWithinMs = 5_000
const againAfterMs = 100
const patienceMs = 60_000

export class Screen {
  view: Slices = {}
  head: CommitId | null = null

  readonly #socket: Socket<FromServer, FromPhone>
  readonly #options: ScreenOptions
  readonly #accepted: { id: CommandId; command: Command; head: CommitId }[] = []
  #commands = 0
  #closed = false
  #watchers: (() => void)[] = []

  constructor(options: ScreenOptions) {
    this.#options = options
    const { url, night, as, pass, cookie, tally } = options
    this.#socket = io(url, {
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
      ...(cookie && { extraHeaders: { cookie } }),
      auth: (send) => send({ version: protocolVersion, night, as, pass, head: this.head }),
    })
    const again = () => {
      if (!this.#closed) setTimeout(() => this.#socket.connect(), againAfterMs)
    }
    this.#socket.on('disconnect', again)
    this.#socket.on('connect_error', again)
    this.#socket.on('welcome', ({ head, snapshot }) => {
      this.head = head
      if (snapshot) {
        this.view = snapshot
        tally.snapshot(as, JSON.stringify(snapshot).length)
      }
      this.#changed()
    })
    this.#socket.on('frame', (frame) => {
      tally.frame(as, Buffer.byteLength(JSON.stringify(frame)))
      this.head = frame.head
      const roster = frame.roster && { roster: patched(this.view.roster, frame.roster) }
      this.view = { ...this.view, ...frame.slices, ...roster }
      this.#changed()
    })
  }

  /** Sends a command until it is answered, always under one id, also over a server's death. */
  async send(command: Command): Promise<Answer> {
    const id = `${this.#options.name}-${String(++this.#commands).padStart(4, '0')}` as CommandId
    const { tally } = this.#options
    tally.sent()
    for (;;) {
      const answer = await this.#ask(id, command)
      if (answer && (answer.ok || answer.code !== 'wire/too-fast')) {
        tally.answered({ id, type: command.type, answer })
        if (answer.ok && answer.head) this.#accepted.push({ id, command, head: answer.head })
        await this.#options.settled?.()
        return answer
      }
      await wait(againAfterMs)
    }
  }

  /**
   * Asks every accepted command again, under its old id. True for each that the server still knows:
   * it gives its first answer, the same commit. A lost one would be decided anew.
   */
  async repeatAll(): Promise<readonly boolean[]> {
    const known: boolean[] = []
    for (const { id, command, head } of this.#accepted) {
      let answer = await this.#ask(id, command)
      for (
        ;
        !answer || (!answer.ok && answer.code === 'wire/too-fast');
        answer = await this.#ask(id, command)
      )
        await wait(againAfterMs)
      known.push(answer.ok && answer.head === head)
    }
    return known
  }

  /** Resolves as soon as what is shown fulfils the condition; rejects after a minute of real time. */
  async until(what: string, holds: (view: Slices) => boolean): Promise<void> {
    if (holds(this.view)) return
    await new Promise<void>((resolve, reject) => {
      const giveUp = setTimeout(() => {
        reject(new Error(`${this.#options.name} waited a minute for: ${what}`))
      }, patienceMs)
      const look = () => {
        if (!holds(this.view)) return
        clearTimeout(giveUp)
        this.#watchers = this.#watchers.filter((each) => each !== look)
        resolve()
      }
      this.#watchers.push(look)
    })
  }

  /** Resolves when everything that the server has sent is here; at once where there is no line. */
  async heard(): Promise<void> {
    if (!this.#socket.connected) return
    const sentAt = Date.now() as Instant
    await this.#socket
      .timeout(answerWithinMs)
      .emitWithAck('ping', { sentAt })
      .catch(() => null)
  }

  connected(): Promise<void> {
    return this.until('a first snapshot', (view) => view.about !== undefined)
  }

  close(): void {
    this.#closed = true
    this.#socket.disconnect()
  }

  async #ask(id: CommandId, command: Command): Promise<Answer | null> {
    if (!this.#socket.connected) return null
    try {
      return await this.#socket.timeout(answerWithinMs).emitWithAck('command', { id, command })
    } catch {
      // No answer says nothing of whether it was done: the same id is asked again.
      return null
    }
  }

  #changed(): void {
    for (const look of [...this.#watchers]) look()
  }
}

type Roster = NonNullable<Slices['roster']>

function patched(roster: Roster = {}, patch: NonNullable<Frame['roster']>): Roster {
  const next: Record<AttendeeId, RosterEntry> = { ...roster }
  for (const [id, entry] of Object.entries(patch) as [AttendeeId, RosterEntry | null][]) {
    if (entry) next[id] = entry
    else delete next[id]
  }
  return next
}
