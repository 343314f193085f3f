// The way from phones to the server. It dies as wifi dies, silently, or as a server dies, at once.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export class Way {
  url = ''
  /** When each connection came, and whether it was let through: ms since the epoch. */
  readonly knocks: { readonly at: number; readonly through: boolean }[] = []
  readonly #to: URL
  readonly #sockets = new Set<Socket>()
  readonly #server = createServer((near) => this.#join(near))
  #state: 'up' | 'silent' | 'refusing' = 'up'

  constructor(to: string) {
    this.#to = new URL(to)
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', 2048, resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  /** What is open stays open and carries nothing ever again; what comes new hears nothing. */
  silence(): void {
    this.#state = 'silent'
    for (const socket of this.#sockets) socket.pause().removeAllListeners('data')
    this.#sockets.clear()
  }

  /** What is open is closed, what comes new too. */
  refuse(): void {
    this.#state = 'refusing'
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Whoever comes from now on is let through. */
  mend(): void {
    this.#state = 'up'
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  #join(near: Socket): void {
    const through = this.#state === 'up'
    this.knocks.push({ at: Date.now(), through })
    near.on('error', () => near.destroy())
    if (this.#state === 'refusing') return void near.destroy()
    if (!through) return
    const far = connect(Number(this.#to.port), this.#to.hostname)
    far.on('error', () => far.destroy())
    for (const [from, onto] of [
      [near, far],
      [far, near],
    ] as const) {
      from.setNoDelay(true)
      this.#sockets.add(from)
      from.on('data', (bytes) => onto.write(bytes))
      from.on('close', () => {
        if (this.#sockets.delete(from)) onto.destroy()
      })
    }
  }
}
