// The sockets as the gateway knows them: what each was let in as.
import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { PassId } from '#night/ids.ts'
import type { Actor } from '#night/order.ts'
import type { Audience } from '#night/views/audience.ts'
import type { FromPhone, FromServer } from '#protocol/messages.ts'
import type { Prepared } from './prepared.ts'

/** Who stands behind a socket: from its pass or cookie, never from a message. */
export interface Identity {
  readonly actor: Actor
  readonly audience: Audience
  /** The link that let it in, where it was one. */
  readonly pass: PassId | null
}

/** Frames and welcomes leave as JSON that was made for many. */
interface ToSocket extends Omit<FromServer, 'frame' | 'welcome'> {
  frame: (frame: Prepared) => void
  welcome: (welcome: Prepared) => void
}

export type NightServer = Server<FromPhone, ToSocket, DefaultEventsMap, unknown>
export type NightSocket = Socket<FromPhone, ToSocket, DefaultEventsMap, unknown>
