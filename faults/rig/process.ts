// The server as people run it: built, in a process of its own, on an address of its own, and killed,
// frozen and started again at will.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import * as v from 'valibot'

const ready = v.object({ ready: v.literal(true), url: v.string(), host: v.string() })
const mostWords = 20_000

export interface ProcessOptions {
  readonly name: string
  /** The built `main.js`. */
  readonly program: string
  readonly address: string
  readonly data: string
  readonly redisUrl?: string
  /** A module that Node loads before the program. */
  readonly preload?: string
  /** The most that one file may grow to, in blocks of 512 bytes. */
  readonly fileBlocks?: number
}

export class ServerProcess {
  readonly name: string
  /** Null until it has started once. */
  url = ''
  ownerLink = ''
  /** What it wrote to its standard error, for people. */
  words = ''
  /** How often it ended without being told to. */
  fell = 0
  readonly #options: ProcessOptions
  #child: ChildProcess | null = null

  constructor(options: ProcessOptions) {
    this.name = options.name
    this.#options = options
  }

  get pid(): number {
    if (!this.#child?.pid) throw new Error(`expected ${this.name} to run, it does not`)
    return this.#child.pid
  }

  get isRunning(): boolean {
    return this.#child !== null
  }

  /** Resolves once it listens, on the same port as before. Rejects where it ends instead. */
  async start(): Promise<void> {
    const child = this.#spawn()
    this.#child = child
    child.stderr?.on('data', (text: Buffer) => {
      this.words = (this.words + text.toString()).slice(-mostWords)
    })
    const ended = once(child, 'exit').then(([code, signal]) => {
      if (this.#child === child) {
        this.#child = null
        this.fell += 1
      }
      throw new Error(
        `expected ${this.name} to listen, it ended (${code ?? signal}): ${this.words}`,
      )
    })
    if (!child.stdout) throw new Error('expected a standard output')
    const line = once(createInterface({ input: child.stdout }), 'line')
    const [said] = await Promise.race([line, ended])
    // Later on it may well end: somebody kills it.
    ended.catch(() => undefined)
    const { url, host } = v.parse(v.pipe(v.string(), v.parseJson(), ready), said)
    this.url = url
    this.ownerLink = host
  }

  /** No warning, no last words. */
  async kill(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child?.kill('SIGCONT')
  }

  #spawn(): ChildProcess {
    const { program, address, data, redisUrl, preload, fileBlocks } = this.#options
    const port = this.url === '' ? '0' : new URL(this.url).port
    const command = [
      process.execPath,
      '--enable-source-maps',
      ...(preload === undefined ? [] : ['--import', preload]),
      ...[program, '--json', '--host', address, '--port', port, '--data', data],
    ]
    const limited = ['sh', '-c', `ulimit -f ${fileBlocks}; exec "$0" "$@"`, ...command]
    const [file = '', ...args] = fileBlocks === undefined ? command : limited
    const { REDIS_URL: _, ...env } = process.env
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...env, ...(redisUrl !== undefined && { REDIS_URL: redisUrl }) },
    })
    const endWithUs = () => child.kill('SIGKILL')
    process.once('exit', endWithUs)
    child.once('exit', () => process.removeListener('exit', endWithUs))
    return child
  }
}
