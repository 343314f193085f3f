// The floor of a fan-out: nothing but sockets. When somebody says «go», each of the others gets 300
// bytes of their own, made into text for them, and 500 that are the same for all, made once.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { observed } from './observed.ts'

const ownBytes = 300
const commonBytes = 500

const server = createServer()
const sockets = new WebSocketServer({ server, perMessageDeflate: false })

/** An object whose text has just this many bytes. */
function sized<T extends object>(content: T, bytes: number): T & { pad: string } {
  const pad = 'x'.repeat(Math.max(0, bytes - JSON.stringify({ ...content, pad: '' }).length))
  return { ...content, pad }
}

/** As much of a seat as anybody's. */
const seatOf = (number: number) => ({
  at: 1_790_000_000_000,
  seat: { kind: 'pairing', number, table: 1000 + number, sign: 1000 + number, here: false },
  partners: [{ name: `Attendee ${number}`, here: false, token: null, languages: ['fr', 'en'] }],
})

const own = new Map<unknown, ReturnType<typeof seatOf>>()
const common = sized({ at: 1_790_000_000_000, seat: null }, commonBytes)

function go(): void {
  const text = JSON.stringify(common)
  for (const socket of sockets.clients) {
    const seat = own.get(socket)
    if (!seat) continue
    socket.send(JSON.stringify(seat))
    socket.send(text)
  }
}

sockets.on('connection', (socket, { url }) => {
  if (url === '/go') return void socket.on('message', go)
  own.set(socket, sized(seatOf(own.size), ownBytes))
  socket.on('close', () => own.delete(socket))
})
server.listen(0, '127.0.0.1', () =>
  observed({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
