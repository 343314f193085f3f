// A Redis of our own that can be killed, frozen, filled, and made to forget.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { findOrInstall } from '../../scripts/find-program.js'

const address = '127.0.2.1'

export class RedisStore {
  readonly dir = mkdtempSync(join(tmpdir(), 'rendezvous-faults-redis-'))
  #port = 0
  #child: ChildProcess | null = null

  get url(): string {
    return `redis://${address}:${this.#port}`
  }

  get pid(): number {
    if (!this.#child?.pid) throw new Error('expected Redis to run, it does not')
    return this.#child.pid
  }

  /** Starts it, on the same port as before, with what it had synced. */
  async start(): Promise<void> {
    this.#port ||= await freePort(address)
    const settings = [
      ...['--bind', address, '--port', String(this.#port), '--dir', this.dir, '--save', ''],
      ...['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'],
      // One file that only grows: a scenario may take its end away.
      ...['--auto-aof-rewrite-percentage', '0', '--aof-use-rdb-preamble', 'no'],
    ]
    const child = spawn(findOrInstall('redis-server'), settings, {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    const endWithUs = () => child.kill('SIGKILL')
    process.once('exit', endWithUs)
    child.once('exit', () => process.removeListener('exit', endWithUs))
    await new Promise<void>((resolve, reject) => {
      let said = ''
      const listen = (text: Buffer) => {
        said += text.toString()
        if (said.includes('Ready to accept connections')) resolve()
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('error', reject)
      child.once('exit', () => reject(new Error(`expected redis-server to start, found:\n${said}`)))
    })
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** As an administrator ends it. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child?.kill('SIGCONT')
  }

  /** Puts a copy of what it has on disk aside. */
  keepCopy(): void {
    cpSync(join(this.dir, 'appendonlydir'), join(this.dir, 'older'), { recursive: true })
  }

  /** Puts the copy in the place of what there is: what was written since is lost. Stop it first. */
  bringCopyBack(): void {
    rmSync(join(this.dir, 'appendonlydir'), { recursive: true, force: true })
    cpSync(join(this.dir, 'older'), join(this.dir, 'appendonlydir'), { recursive: true })
  }

  /** Asks it something, on a connection of its own. */
  async ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(this.url, { lazyConnect: true, maxRetriesPerRequest: 2 })
    redis.on('error', () => undefined)
    try {
      return await question(redis)
    } finally {
      redis.disconnect()
    }
  }

  async remove(): Promise<void> {
    this.thaw()
    await this.kill()
    rmSync(this.dir, { recursive: true, force: true })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
}

async function freePort(host: string): Promise<number> {
  const server = createServer()
  server.listen(0, host)
  await once(server, 'listening')
  const found = server.address()
  server.close()
  if (!found || typeof found !== 'object') throw new Error('expected a free port, found none')
  return found.port
}
