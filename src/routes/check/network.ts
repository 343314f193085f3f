// What lies between this phone and the server: who answers, by which way, and how fast.
import { io } from 'socket.io-client'
import { whoAnswers } from '#live/answered.ts'
import { get } from '#live/api.ts'
import type { Checked } from '#protocol/http.ts'
import type { OfNetwork } from '#ui/check/findings.ts'

const tries = 8
const connectWithinMs = 5_000

export interface Looked {
  readonly network: OfNetwork
  /** What the server says of itself; null where it does not answer. */
  readonly server: Checked | null
  /** The version of the screens that it hands out. */
  readonly screens: string | null
}

export async function lookAtNetwork(): Promise<Looked> {
  const reached = await whoAnswers()
  if (reached !== 'ours')
    return { network: { reached, line: 'none', trips: [], offset: 0 }, server: null, screens: null }
  const line = await lineOf()
  const trips: number[] = []
  let server: Checked | null = null
  let offset = 0
  for (let i = 0; i < tries; i++) {
    const [sentAt, from] = [Date.now(), performance.now()]
    const reply = await get<Checked>('/api/check')
    const trip = performance.now() - from
    if (!reply.ok) continue
    // The shortest one errs least; the server read its clock somewhere within it.
    if (trip <= Math.min(...trips, Infinity)) offset = reply.value.at - (sentAt + trip / 2)
    trips.push(trip)
    server ??= reply.value
  }
  const newest = await get<{ readonly version: string }>('/_app/version.json')
  const screens = newest.ok ? newest.value.version : null
  return { network: { reached: server ? reached : 'nobody', line, trips, offset }, server, screens }
}

async function lineOf(): Promise<OfNetwork['line']> {
  if (await connects('websocket')) return 'websocket'
  return (await connects('polling')) ? 'polling' : 'none'
}

/** Whether a message goes there and back; who says nothing of a night is let go of by the server. */
function connects(transport: 'websocket' | 'polling'): Promise<boolean> {
  const socket = io({
    ...{ transports: [transport], upgrade: false, forceNew: true, reconnection: false },
    timeout: connectWithinMs,
  })
  return new Promise((resolve) => {
    const end = (connected: boolean) => {
      clearTimeout(late)
      socket.disconnect()
      resolve(connected)
    }
    const late = setTimeout(() => end(false), connectWithinMs)
    socket.once('connect', () => end(true)).once('connect_error', () => end(false))
  })
}
