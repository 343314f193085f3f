// The way from one phone to the server, which can be cut as a dead zone cuts it: nothing is closed,
// nothing is refused, nothing arrives.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Line {
  /** Where the phone reaches the server. */
  readonly url: string
  /** From now on everything vanishes. */
  cut(): void
  /** The same, and the phone notices: what was open breaks, and nobody takes a call. */
  drop(): void
  /** There is a line again; what was open is gone, as after a change of cell. */
  mend(): void
  /** From now on it leads to another server; who is connected stays so until the line is cut. */
  lead(to: string): void
  close(): void
}

/** Lays a line to the server at `to`. */
export async function layLine(to: string): Promise<Line> {
  let { hostname, port } = new URL(to)
  const sockets = new Set<Socket>()
  let dead = false
  let refusing = false

  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // The other end may go without a word: that is what a line does.
    socket.on('error', () => socket.destroy())
  }
  const carry = (from: Socket, onto: Socket) => {
    from.on('data', (bytes) => dead || onto.write(bytes))
    from.on('close', () => dead || onto.destroy())
  }
  const server = createServer((phone) => {
    keep(phone)
    if (refusing) phone.destroy()
    if (dead) return
    const far = connect(Number(port), hostname)
    keep(far)
    carry(phone, far)
    carry(far, phone)
  })
  const hangUp = () => sockets.forEach((socket) => socket.destroy())

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut: () => (dead = true),
    drop: () => {
      dead = refusing = true
      hangUp()
    },
    mend: () => {
      dead = refusing = false
      hangUp()
    },
    lead: (elsewhere) => ({ hostname, port } = new URL(elsewhere)),
    close: () => {
      server.close()
      hangUp()
    },
  }
}
