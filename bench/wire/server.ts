// A server to be measured, in a process of its own: `wire-server.js KIND`. It answers questions of
// its parent: how much it has used, and, for floors, to send what a round's start would.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { bareIo, bareWs } from './floors.ts'
import { product } from './product.ts'

export type Kind = 'ws' | 'io' | 'product' | 'product-memory' | 'product-redis'

export interface Usage {
  readonly rss: number
  readonly heap: number
  readonly loopP99Ms: number
  readonly files: number
  readonly timers: number
}

/** What a server does when its parent asks: by name. */
export type Deeds = Readonly<Record<string, (asked: never) => unknown>>

const dir = mkdtempSync(join(tmpdir(), 'rendezvous-bench-'))
process.on('exit', () => rmSync(dir, { recursive: true, force: true }))
process.on('disconnect', () => process.exit(0))

const loop = monitorEventLoopDelay({ resolution: 5 })
loop.enable()

function usage(): Usage {
  globalThis.gc?.()
  const { rss, heapUsed: heap } = process.memoryUsage()
  const loopP99Ms = loop.percentile(99) / 1e6
  loop.reset()
  const timers = process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length
  const files = readdirSync('/proc/self/fd').length
  return { rss, heap, loopP99Ms, files, timers }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const kind = (process.argv[2] ?? '') as Kind
const server = createServer()
const deeds: Deeds =
  kind === 'ws' ? bareWs(server) : kind === 'io' ? bareIo(server) : await product(server, kind, dir)

process.on('message', ({ number, name, asked }: { number: number; name: string; asked: never }) => {
  const all: Deeds = { usage, cpuMs, ...deeds }
  const done = all[name]?.(asked)
  void Promise.resolve(done).then((answer) => process.send?.({ number, answer }))
})
server.listen(0, '127.0.0.1', () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
)
