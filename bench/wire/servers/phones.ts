// A crowd of phones with the product's own client library, which come back after a cut: by our
// back-off, as `src/lib/live/connection.svelte.ts` does it, or by the library's own.
import { io, type Socket } from 'socket.io-client'
import type { CommitId } from '#night/ids.ts'
import { backoffMs } from '#live/backoff.ts'
import type { FromPhone, FromServer } from '#protocol/messages.ts'
import { observed } from './observed.ts'

export interface Come {
  readonly url: string
  readonly hellos: readonly object[]
  readonly backoff: 'ours' | 'the library’s'
}

/** When each phone was welcomed again, ms since the epoch, 0 for one that was not; and where it is now. */
export type Back = readonly { readonly at: number; readonly head: CommitId | null }[]

class Phone {
  backAt = 0
  head: CommitId | null = null
  readonly #socket: Socket<FromServer, FromPhone>
  #attempt = 0

  constructor(hello: object, { url, backoff }: Come) {
    const isOurs = backoff === 'ours'
    this.#socket = io(url, {
      ...{ forceNew: true, transports: ['websocket'], reconnection: !isOurs },
      ...(isOurs && { timeout: 5_000 }),
      auth: (send) => send({ ...hello, head: this.head }),
    })
    this.#socket.on('welcome', ({ head }) => {
      this.#attempt = 0
      this.head = head
      this.backAt = Date.now()
    })
    this.#socket.on('frame', ({ head }) => (this.head = head))
    if (!isOurs) return
    const again = () => setTimeout(() => this.#socket.connect(), backoffMs(this.#attempt++))
    this.#socket.on('disconnect', again)
    this.#socket.on('connect_error', again)
  }

  close(): void {
    this.#socket.removeAllListeners()
    this.#socket.disconnect()
  }
}

let phones: Phone[] = []

observed(
  { url: '' },
  {
    come: (come: Come) => {
      for (const phone of phones) phone.close()
      phones = come.hellos.map((hello) => new Phone(hello, come))
    },
    cut: () => phones.forEach((phone) => (phone.backAt = 0)),
    back: (): Back => phones.map(({ backAt, head }) => ({ at: backAt, head })),
  },
)
