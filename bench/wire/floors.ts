// What nobody can go below: a bare `ws` server, and a bare socket.io one.
import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Deeds } from './server.ts'

const textOf = (bytes: number, of: string): string => of.padEnd(bytes - 12, '.')

/** Sends each client two messages when one of them says so: 300 bytes of its own, and 500 that are the same for all. */
export function bareWs(http: HttpServer): Deeds {
  const clients = new Set<WebSocket>()
  let number = 0
  const fan = () => {
    const common = JSON.stringify({ common: textOf(500, `round ${++number}`) })
    for (const socket of clients) {
      socket.send(JSON.stringify({ own: textOf(300, `seat ${number}`) }))
      socket.send(common)
    }
  }
  const server = new WebSocketServer({ server: http, perMessageDeflate: false })
  server.on('connection', (socket) => {
    clients.add(socket)
    socket.on('close', () => clients.delete(socket))
    // Somebody asks for it, as a host does.
    socket.on('message', fan)
  })
  return {}
}

/** Welcomes with `snapshot` bytes, acknowledges every vote, and tells all the counts ten times a second. */
export function bareIo(http: HttpServer): Deeds {
  const io = new Server(http, { serveClient: false, transports: ['websocket'] })
  let snapshot = textOf(4_000, 'snapshot')
  let frame = textOf(800, 'frame')
  let votes = 0
  let isWaiting = false
  io.on('connection', (socket) => {
    socket.emit('welcome', { snapshot })
    socket.on('command', (_: unknown, answered: unknown) => {
      votes += 1
      if (typeof answered === 'function') answered({ ok: true, head: null })
      if (isWaiting) return
      isWaiting = true
      setTimeout(() => {
        isWaiting = false
        io.emit('frame', { support: votes })
      }, 100)
    })
  })
  return {
    bytes: (asked: { snapshot: number; frame: number }) => {
      snapshot = textOf(asked.snapshot, 'snapshot')
      frame = textOf(asked.frame, 'frame')
    },
    fan: () => io.emit('frame', { frame }),
  }
}
