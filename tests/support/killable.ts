// A server that is killed and started again on the same port with the same data.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { root } from '../../scripts/sources.js'

export class Killable {
  readonly #data: string
  #port = 0
  #child: ChildProcess | null = null
  /** The owner's link. */
  host = ''

  constructor(data: string) {
    this.#data = data
  }

  /** Resolves once it listens. */
  async start(): Promise<void> {
    const args = ['main', '--json', '--port', String(this.#port), '--data', this.#data]
    const child = spawn(process.execPath, ['scripts/run.js', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, RENDEZVOUS_BUILD: 'as-it-is' },
    })
    this.#child = child
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`expected the server to listen, it ended with ${code}`)
    })
    const line = once(createInterface({ input: child.stdout }), 'line')
    const [ready] = await Promise.race([line, ended])
    const { url, host } = JSON.parse(String(ready))
    this.#port = Number(new URL(url).port)
    this.host = host
  }

  /** No warning, no last words. */
  async kill(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
}
