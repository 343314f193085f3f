// A server to be measured, as the bench's own process sees it.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Kind } from './server.ts'

const file = fileURLToPath(new URL('./wire-server.js', import.meta.url))

export class Child {
  readonly port: number
  readonly #process: ChildProcess
  readonly #answers = new Map<number, (answer: unknown) => void>()
  #asked = 0

  private constructor(child: ChildProcess, port: number) {
    this.#process = child
    this.port = port
    child.on('message', ({ number, answer }: { number: number; answer: unknown }) => {
      this.#answers.get(number)?.(answer)
      this.#answers.delete(number)
    })
  }

  static async start(kind: Kind, env: Readonly<Record<string, string>> = {}): Promise<Child> {
    const child = fork(file, [kind], {
      execArgv: ['--expose-gc', ...(process.env['BENCH_PROFILE'] ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : [])],
      env: { ...process.env, ...env },
    })
    const [{ port }] = (await once(child, 'message')) as [{ port: number }]
    return new Child(child, port)
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  /** Asks for a deed by its name. */
  ask<T>(name: string, asked: unknown = null): Promise<T> {
    const number = this.#asked++
    return new Promise((resolve) => {
      this.#answers.set(number, (answer) => resolve(answer as T))
      this.#process.send({ number, name, asked })
    })
  }

  async stop(): Promise<void> {
    const gone = once(this.#process, 'exit')
    this.#process.disconnect()
    await gone
  }
}
