// Servers in processes of their own, on one Redis, whose clocks a rehearsal drives all alike.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Instant } from '#night/time.ts'
import type { Driven } from './pace.ts'

export interface ServerOptions {
  readonly dir: string
  readonly redisUrl: string
  readonly prefix: string
  readonly start: Instant
  readonly rate?: number | undefined
}

/** What a server is asked, and what it answers with. */
export interface Asked {
  readonly number: number
  readonly deed: 'next' | 'reach' | 'settle'
  readonly at?: Instant
}
export interface Answered {
  readonly number: number
  /** To `next`: when something falls due; to `settle`: how many commits are known. */
  readonly value: number | null
}

const file = fileURLToPath(new URL('./rehearse-server.js', import.meta.url))

class ServerProcess {
  readonly url: string
  readonly #child: ChildProcess
  #asked = 0

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.url = url
  }

  static async start(options: ServerOptions): Promise<ServerProcess> {
    const child = fork(file, [JSON.stringify(options)])
    const ended = once(child, 'exit').then(() => {
      throw new Error('expected a server of the rehearsal to start, it ended')
    })
    const [{ url }] = (await Promise.race([once(child, 'message'), ended])) as [{ url: string }]
    return new ServerProcess(child, url)
  }

  ask(deed: Asked['deed'], at?: Instant): Promise<number | null> {
    const number = ++this.#asked
    return new Promise((resolve) => {
      const take = (answer: Answered) => {
        if (answer.number !== number) return
        this.#child.off('message', take)
        resolve(answer.value)
      }
      this.#child.on('message', take)
      this.#child.send({ number, deed, ...(at !== undefined && { at }) } satisfies Asked)
    })
  }

  async close(): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.disconnect()
    await gone
  }
}

export class Processes implements Driven {
  readonly #servers: readonly ServerProcess[]
  #now: Instant

  private constructor(servers: readonly ServerProcess[], start: Instant) {
    this.#servers = servers
    this.#now = start
  }

  static async start(count: number, options: ServerOptions): Promise<Processes> {
    const start = () => ServerProcess.start(options)
    const servers = await Promise.all(Array.from({ length: count }, start))
    return new Processes(servers, options.start)
  }

  get urls(): readonly string[] {
    return this.#servers.map(({ url }) => url)
  }

  now(): Instant {
    return this.#now
  }

  async next(): Promise<Instant | null> {
    const all = await Promise.all(this.#servers.map((server) => server.ask('next')))
    const due = all.filter((at) => at !== null)
    return due.length === 0 ? null : (Math.min(...due) as Instant)
  }

  async reach(at: Instant): Promise<void> {
    if (at > this.#now) this.#now = at
    await Promise.all(this.#servers.map((server) => server.ask('reach', this.#now)))
  }

  /** Until all know the same commits, and nothing is on its way. */
  async settled(): Promise<void> {
    for (let before = NaN; ;) {
      const known = await Promise.all(this.#servers.map((server) => server.ask('settle')))
      const [first] = known
      if (first === before && known.every((commits) => commits === first)) return
      before = first ?? NaN
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.close()))
  }
}
