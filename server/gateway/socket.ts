// The sockets as the gateway knows them: what each was let in as.
import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { PassId } from '#night/ids.ts'
import type { Actor } from '#night/order.ts'
import type { Audience } from '#night/views/audience.ts'
import type { FromPhone, FromServer } from '#protocol/messages.ts'

/** Who stands behind a socket: from its pass or cookie, never from a message. */
export interface Identity {
  readonly actor: Actor
  readonly audience: Audience
  /** The link that let it in, where it was one. */
  readonly pass: PassId | null
}

export type NightServer = Server<FromPhone, FromServer, DefaultEventsMap, unknown>
export type NightSocket = Socket<FromPhone, FromServer, DefaultEventsMap, unknown>
