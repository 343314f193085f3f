// One screen as the server sees it: a real socket, with the state that its frames lead to.
import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import * as v from 'valibot'
import { commandId, type CommitId, type NightId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { RosterEntry, Slices } from '#night/views/index.ts'
import type {
  Answer,
  Condition,
  Frame,
  FromPhone,
  FromServer,
  Hello,
  Welcome,
  WireCode,
} from '#protocol/messages.ts'
import { protocolVersion } from '#protocol/version.ts'

export interface ScreenOptions {
  readonly night: NightId
  readonly as: Hello['as']
  readonly pass?: string
  readonly cookie?: string
  readonly origin?: string
  readonly head?: CommitId | null
  readonly answered?: CommitId
  readonly version?: number
  readonly device?: string
}

export class Screen {
  /** What the screen shows: the snapshot, and every frame since laid over it. */
  view: Slices = {}
  head: CommitId | null = null
  welcome: Welcome | null = null
  farewell: WireCode | null = null
  /** How the server last said it is. */
  condition: Condition = {}
  readonly frames: Frame[] = []
  readonly socket: Socket<FromServer, FromPhone>

  constructor(url: string, { cookie, origin, ...said }: ScreenOptions) {
    const headers = { ...(cookie && { cookie }), ...(origin && { origin }) }
    const auth = { version: protocolVersion, head: null, ...said }
    this.socket = io(url, {
      ...{ auth, transports: ['websocket'], reconnection: false, forceNew: true },
      extraHeaders: headers,
    })
    this.socket.on('welcome', (welcome) => {
      this.welcome = welcome
      this.head = welcome.head
      if (welcome.snapshot) this.view = welcome.snapshot
    })
    this.socket.on('frame', (frame) => this.#take(frame))
    this.socket.on('condition', (condition) => (this.condition = condition))
    this.socket.on('farewell', (code) => (this.farewell = code))
  }

  /** Until the server has said welcome or farewell, or the door stayed shut. */
  async met(): Promise<this> {
    if (this.welcome || this.farewell) return this
    await new Promise<void>((resolve) => {
      this.socket.once('welcome', () => resolve())
      this.socket.once('farewell', () => resolve())
      this.socket.once('connect_error', () => resolve())
    })
    return this
  }

  send(command: Command, id: string = randomUUID()): Promise<Answer> {
    return this.socket.emitWithAck('command', { id: v.parse(commandId, id), command })
  }

  /** Until everything that the server sent before now has come: messages keep their order. */
  async heard(): Promise<void> {
    await this.socket.emitWithAck('ping', { sentAt: Date.now() as Frame['at'] })
  }

  async gone(): Promise<void> {
    if (this.socket.connected)
      await new Promise((resolve) => this.socket.once('disconnect', resolve))
  }

  close(): void {
    this.socket.disconnect()
  }

  #take(frame: Frame): void {
    this.frames.push(frame)
    this.head = frame.head
    this.view = { ...this.view, ...frame.slices }
    if (!frame.roster) return
    const roster: Record<string, RosterEntry> = { ...this.view.roster }
    for (const [id, line] of Object.entries(frame.roster)) {
      if (line) roster[id] = line
      else delete roster[id]
    }
    this.view = { ...this.view, roster }
  }
}
