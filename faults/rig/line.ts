// A line that can be bad in every way a line is bad: cut, late, thin, or deaf in one direction.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

type Direction = 'up' | 'down'

export class Line {
  /** Directions in which everything vanishes: nothing is closed, nothing is refused. */
  vanishing: ReadonlySet<Direction> = new Set()
  delayMs = 0
  /** 0 is as fast as it goes. */
  bytesPerSecond = 0
  readonly #to: { readonly host: string; readonly port: number }
  readonly #sockets = new Set<Socket>()
  readonly #server = createServer((near) => this.#join(near))
  #port = 0

  /** A line to the address of a URL, of any scheme. */
  constructor(to: string) {
    const { hostname: host, port } = new URL(to)
    this.#to = { host, port: Number(port) }
  }

  async open(host = '127.0.3.1'): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, host, resolve))
    const { port } = this.#server.address() as AddressInfo
    this.#port = port
    return this
  }

  /** Where its near end is, with a scheme like `http`. */
  url(scheme: string, host = '127.0.3.1'): string {
    return `${scheme}://${host}:${this.#port}`
  }

  cut(...directions: readonly Direction[]): void {
    this.vanishing = new Set(directions.length > 0 ? directions : ['up', 'down'])
  }

  /** All is well again; what was open is gone, as after a change of cell. */
  mend(): void {
    this.vanishing = new Set()
    this.delayMs = 0
    this.bytesPerSecond = 0
    this.hangUp()
  }

  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  close(): void {
    this.#server.close()
    this.hangUp()
  }

  #join(near: Socket): void {
    this.#keep(near)
    // Whoever calls while nothing comes through hears nothing at all.
    if (this.vanishing.has('up')) return
    const far = connect(this.#to.port, this.#to.host)
    this.#keep(far)
    this.#carry(near, far, 'up')
    this.#carry(far, near, 'down')
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('close', () => this.#sockets.delete(socket))
    // The other end may go without a word: that is what a line does.
    socket.on('error', () => socket.destroy())
  }

  #carry(from: Socket, onto: Socket, direction: Direction): void {
    /** When the line is free for the next bytes, so that they keep their order. */
    let freeAt = 0
    from.on('data', (bytes) => {
      if (this.vanishing.has(direction)) return
      const now = performance.now()
      const takes = this.bytesPerSecond > 0 ? (bytes.length / this.bytesPerSecond) * 1000 : 0
      freeAt = Math.max(freeAt, now + this.delayMs) + takes
      if (freeAt <= now) onto.write(bytes)
      else setTimeout(() => onto.writable && onto.write(bytes), freeAt - now)
    })
    from.on('close', () => {
      if (this.vanishing.has(direction)) return
      setTimeout(() => onto.destroy(), Math.max(0, freeAt - performance.now()))
    })
  }
}
