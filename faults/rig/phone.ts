// A phone, or any other screen: it speaks the real protocol, goes to another process when its own is
// gone, asks under the same id until it is answered, and writes everything down.
import { setTimeout as wait } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import * as v from 'valibot'
import { commandId, type CommandId, type CommitId, type NightId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { Instant } from '#night/time.ts'
import type { Audience } from '#night/views/audience.ts'
import type { Slices } from '#night/views/index.ts'
import type { Answer, FromPhone, FromServer } from '#protocol/messages.ts'
import { protocolVersion } from '#protocol/version.ts'
import { isFinal } from '../checker/answers.ts'
import type { Entry, Transcript } from '../checker/transcript.ts'

export interface PhoneOptions {
  readonly name: string
  readonly night: NightId
  readonly audience: Audience
  readonly pass?: string
  readonly cookie?: string
  /** Where it may go, first choice first; it goes round. */
  readonly urls: readonly string[]
}

const answerWithinMs = 4_000
const aliveWithinMs = 1_500
const connectWithinMs = 2_000
const proveEveryMs = 5_000
/** Every so many commands, one is asked again although it was answered. */
const againEvery = 4

export class Phone {
  readonly name: string
  readonly entries: Entry[] = []
  /** The newest of each slice, for people who decide what to tap: the checker has its own. */
  seen: Slices = {}
  head: CommitId | null = null
  readonly #options: PhoneOptions
  readonly #outstanding = new Set<CommandId>()
  readonly #done = new Map<CommandId, Command>()
  #socket: Socket<FromServer, FromPhone> | null = null
  #answered: CommitId | null = null
  #at = 0
  #commands = 0
  #isClosed = false
  readonly #proving: NodeJS.Timeout

  constructor(options: PhoneOptions) {
    this.#options = options
    this.name = options.name
    this.#connect()
    this.#proving = setInterval(() => void this.prove(), proveEveryMs)
  }

  get transcript(): Transcript {
    const { name: screen, audience } = this.#options
    return { screen, audience, entries: this.entries }
  }

  /** How many commands wait for their answer. */
  get waiting(): number {
    return this.#outstanding.size
  }

  get isGone(): boolean {
    return this.#isClosed
  }

  /** Where its line leads now. */
  get url(): string {
    const { urls } = this.#options
    return urls[this.#at % urls.length] ?? ''
  }

  /** Asks until there is an answer; null where the phone was put away before. */
  async send(command: Command): Promise<Answer | null> {
    const id = v.parse(commandId, `${this.name.replace(/\W+/g, '-')}-command-${++this.#commands}`)
    this.entries.push({ kind: 'sent', at: Date.now(), id, command })
    const answer = await this.#until(id, command)
    if (this.#commands % againEvery === 0 && answer?.ok) await this.#until(id, command)
    return answer
  }

  /** Whether the line is alive; one that is not is given up. */
  async prove(): Promise<boolean> {
    const socket = this.#socket
    if (!socket?.connected) return false
    try {
      const sentAt = Date.now() as Instant
      await socket.timeout(aliveWithinMs).emitWithAck('ping', { sentAt })
      return true
    } catch {
      // Nobody there, or deaf: what an app does on every wake.
      if (this.#socket === socket) this.#lose(socket)
      return false
    }
  }

  close(): void {
    this.#isClosed = true
    clearInterval(this.#proving)
    this.#socket?.removeAllListeners()
    this.#socket?.disconnect()
  }

  async #until(id: CommandId, command: Command): Promise<Answer | null> {
    this.#outstanding.add(id)
    while (!this.#isClosed) {
      const answer = await this.#ask(id, command)
      if (answer && isFinal(answer)) {
        this.#outstanding.delete(id)
        if (answer.ok && answer.head) {
          this.#answered = answer.head
          this.#done.set(id, command)
        }
        return answer
      }
      await wait(100 + Math.random() * 300)
    }
    return null
  }

  async #ask(id: CommandId, command: Command): Promise<Answer | null> {
    const socket = this.#socket
    if (!socket?.connected) return null
    try {
      const answer = await socket.timeout(answerWithinMs).emitWithAck('command', { id, command })
      this.entries.push({ kind: 'answered', at: Date.now(), id, answer })
      return answer
    } catch {
      // No answer says nothing of whether it was done; perhaps there is nobody any more.
      await this.prove()
      return null
    }
  }

  #connect(): void {
    const { night, audience, pass, cookie } = this.#options
    const socket: Socket<FromServer, FromPhone> = io(this.url, {
      ...{ forceNew: true, reconnection: false, transports: ['websocket'] },
      timeout: connectWithinMs,
      ...(cookie !== undefined && { extraHeaders: { cookie } }),
      auth: {
        ...{ version: protocolVersion, night, as: audience.kind, head: this.head },
        ...(pass !== undefined && { pass }),
        ...(this.#answered !== null && { answered: this.#answered }),
      },
    })
    this.#socket = socket
    socket.on('welcome', ({ head, snapshot, forgotten = false }) => {
      this.entries.push({ kind: 'welcome', at: Date.now(), head, snapshot, forgotten })
      this.head = head
      if (snapshot) this.seen = snapshot
      if (forgotten) this.#offerAgain()
    })
    socket.on('frame', ({ head, slices, roster }) => {
      const told = { kind: 'frame', at: Date.now(), head, slices } as const
      this.entries.push(roster ? { ...told, roster } : told)
      this.head = head
      this.seen = { ...this.seen, ...slices }
    })
    socket.on('farewell', (code) => {
      this.entries.push({ kind: 'farewell', at: Date.now(), code })
      this.close()
    })
    socket.on('disconnect', () => this.#lose(socket))
    socket.on('connect_error', () => this.#lose(socket))
  }

  /** To the next process, after a moment: not all phones at the same instant. */
  #lose(socket: Socket<FromServer, FromPhone>): void {
    socket.removeAllListeners()
    socket.disconnect()
    if (this.#isClosed || this.#socket !== socket) return
    this.#socket = null
    this.entries.push({ kind: 'lost', at: Date.now(), from: this.url })
    this.#at += 1
    setTimeout(() => this.#isClosed || this.#connect(), 50 + Math.random() * 250)
  }

  /** What the log does not know any more is asked again, under the old ids. */
  #offerAgain(): void {
    for (const [id, command] of this.#done)
      if (!this.#outstanding.has(id)) void this.#until(id, command)
  }
}
