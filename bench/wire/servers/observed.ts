// What a server under test says of itself: asked by the bench over IPC, so that nothing but the
// answer goes through the process that is measured.
import { readdirSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** What a process may be asked, by name; each server adds its own. */
export type Answers = Readonly<Record<string, (about: never) => unknown>>

export interface Memory {
  readonly rss: number
  /** The heap that is in use, and what buffers hold beside it. */
  readonly used: number
}

export interface Open {
  /** Open files and sockets; 0 where the system does not say. */
  readonly files: number
  readonly timers: number
}

interface Question {
  readonly id: number
  readonly ask: string
  readonly about: never
}

const resolutionMs = 1
const loop = monitorEventLoopDelay({ resolution: resolutionMs })

/** Milliseconds of processor time, of all threads. */
function cpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** After a full collection: what is still needed. */
function memory(): Memory {
  if (!globalThis.gc) throw new Error('expected --expose-gc')
  for (let i = 0; i < 3; i++) globalThis.gc()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rss, used: heapUsed + external }
}

function open(): Open {
  const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  return { files: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0, timers }
}

const common: Answers = {
  cpu,
  memory,
  open,
  watchLoop: () => {
    loop.reset()
    loop.enable()
  },
  /** The 99th percentile of how late the loop came, in ms, since it is watched. */
  loopP99: () => Math.max(0, loop.percentile(99) / 1e6 - resolutionMs),
}

/** The settings that the bench started this process with. */
export const settings = <T>(): T => JSON.parse(process.argv[2] ?? '{}') as T

/** Tells the bench that the server is up, and answers it from here on. */
export function observed(ready: object, own: Answers = {}): void {
  const answers: Answers = { ...common, ...own }
  process.on('message', ({ id, ask, about }: Question) => {
    void Promise.resolve()
      .then(() => {
        const answer = answers[ask]
        if (!answer) throw new Error(`expected one of ${Object.keys(answers).join()}, found ${ask}`)
        return answer(about)
      })
      .then(
        (answer) => process.send?.({ id, answer }),
        (error: unknown) => process.send?.({ id, failed: String(error) }),
      )
  })
  // No bench, no server.
  process.on('disconnect', () => process.exit(0))
  process.send?.({ ready })
}
