// A server under test, in a process of its own, and what it is asked.
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ProductSettings } from './servers/product.ts'
import type { Memory, Open } from './servers/observed.ts'

type Entry = 'product' | 'bare-ws' | 'bare-io' | 'replayed' | 'phones'

interface Reply {
  readonly id: number
  readonly answer?: unknown
  readonly failed?: string
}

const quietMs = 100
const patienceMs = 30_000

export class Child {
  readonly url: string
  /** The product's, else empty. */
  readonly ownerLink: string
  readonly #process: ChildProcess
  readonly #waiting = new Map<number, (reply: Reply) => void>()
  #asked = 0

  private constructor(process: ChildProcess, ready: { url: string; ownerLink?: string }) {
    this.#process = process
    this.url = ready.url
    this.ownerLink = ready.ownerLink ?? ''
    process.on('message', (reply: Reply) => {
      this.#waiting.get(reply.id)?.(reply)
      this.#waiting.delete(reply.id)
    })
    process.on('exit', () => {
      for (const [id, wake] of this.#waiting) wake({ id, failed: 'the process has ended' })
    })
  }

  static async start(entry: Entry, settings: object = {}): Promise<Child> {
    const file = fileURLToPath(new URL(`./wire-${entry}.js`, import.meta.url))
    // What a server says goes to stderr: stdout is the bench's own.
    const child = fork(file, [JSON.stringify(settings)], {
      execArgv: ['--expose-gc', '--enable-source-maps'],
      stdio: ['ignore', 2, 2, 'ipc'],
      env: { ...process.env, NODE_ENV: 'production' },
    })
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) =>
        reject(new Error(`expected ${entry} to start, it ended with ${code}`))
      child.once('exit', ended)
      child.once('message', ({ ready }: { ready: { url: string } }) => {
        child.off('exit', ended)
        resolve(new Child(child, ready))
      })
    })
  }

  async ask<T>(ask: string, about?: unknown): Promise<T> {
    const id = ++this.#asked
    const reply = await new Promise<Reply>((resolve) => {
      this.#waiting.set(id, resolve)
      this.#process.send({ id, ask, about })
    })
    if (reply.failed !== undefined) throw new Error(`${ask}: ${reply.failed}`)
    return reply.answer as T
  }

  cpu = (): Promise<number> => this.ask('cpu')
  memory = (): Promise<Memory> => this.ask('memory')
  open = (): Promise<Open> => this.ask('open')

  /** Until the process does next to nothing: what came before is not measured with what follows. */
  async quiet(): Promise<void> {
    const giveUpAt = performance.now() + patienceMs
    for (let before = await this.cpu(); performance.now() < giveUpAt;) {
      await sleep(quietMs)
      const now = await this.cpu()
      if (now - before < quietMs / 20) return
      before = now
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#process.kill('SIGKILL')
    await ended
  }
}

export interface Product {
  start(settings?: Partial<ProductSettings>): Promise<Child>
  forget(): void
}

/** A place for the product's data. Several processes may follow each other there. */
export function productIn(usual: Partial<ProductSettings> = {}): Product {
  const data = mkdtempSync(join(tmpdir(), 'rendezvous-bench-'))
  return {
    start: (settings = {}) => Child.start('product', { data, ...usual, ...settings }),
    forget: () => rmSync(data, { recursive: true, force: true }),
  }
}
