// The floor of what a socket is told and answered: bare socket.io, set as the product sets its own.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { observed } from './observed.ts'

const server = createServer()
const io = new Server(server, {
  serveClient: false,
  transports: ['websocket'],
  perMessageDeflate: false,
  httpCompression: false,
  maxHttpBufferSize: 32_768,
  pingInterval: 10_000,
  pingTimeout: 10_000,
})

const gatherMs = 100
let welcome: unknown = null
let votes = 0
let gathering: NodeJS.Timeout | null = null

/** Counts are told to all, gathered. */
function tell(): void {
  gathering = null
  io.emit('frame', { support: { talk: votes } })
}

io.on('connection', (socket) => {
  if (welcome) socket.emit('welcome', welcome)
  socket.on('command', (_: unknown, answered: (answer: unknown) => void) => {
    votes++
    gathering ??= setTimeout(tell, gatherMs)
    answered({ ok: true, head: null })
  })
})
server.listen(0, '127.0.0.1', () =>
  observed(
    { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    {
      /** What everybody gets as they come, from here on. */
      welcome: (of: unknown) => {
        welcome = of
      },
    },
  ),
)
