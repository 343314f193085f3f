// A real redis-server of our own, on a free port, with a directory that goes away with it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOrInstall } from '../../scripts/find-program.js'

export interface RunningRedis {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Kills it, and starts it again on the same port with what it had synced. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const ATTEMPTS = 5

/** Starts a Redis that syncs every write, as the product asks of it; `args` go to redis-server. */
export async function startRedis(args: readonly string[] = []): Promise<RunningRedis> {
  const binary = findOrInstall('redis-server')
  const dir = mkdtempSync(join(tmpdir(), 'rendezvous-redis-'))
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const start = () => startProcess(binary, [...settings(port, dir), ...args])
    let running = await start()
    if (typeof running !== 'string') {
      return {
        url: `redis://127.0.0.1:${port}`,
        port,
        get pid() {
          return typeof running === 'string' ? 0 : running.pid
        },
        restart: async () => {
          if (typeof running !== 'string') await running.kill()
          running = await start()
          if (typeof running === 'string') throw notStarted(running)
        },
        stop: async () => {
          if (typeof running !== 'string') await running.kill()
          rmSync(dir, { recursive: true, force: true })
        },
      }
    }
    // Somebody else may take the port between the look and the start.
    if (attempt === ATTEMPTS || !running.includes('Address already in use')) {
      rmSync(dir, { recursive: true, force: true })
      throw notStarted(running)
    }
  }
}

const notStarted = (said: string) => new Error(`expected redis-server to start, found:\n${said}`)

const settings = (port: number, dir: string): string[] => [
  ...['--bind', '127.0.0.1', '--port', String(port), '--dir', dir],
  ...['--save', '', '--appendonly', 'yes', '--appendfsync', 'always'],
]

interface RedisProcess {
  readonly pid: number
  kill(): Promise<void>
}

/** The process once it answers, or what it said before it ended. */
async function startProcess(
  binary: string,
  args: readonly string[],
): Promise<RedisProcess | string> {
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      process.removeListener('exit', endWithUs)
      resolve()
    }
    child.once('error', end).once('exit', end)
  })
  let said = ''
  const ready = new Promise<boolean>((resolve) => {
    const listen = (text: Buffer) => {
      said += text.toString()
      if (said.includes('Ready to accept connections')) resolve(true)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void ended.then(() => resolve(false))
  })
  if (!(await ready) || child.pid === undefined) return said
  const kill = () => {
    child.kill('SIGKILL')
    return ended
  }
  return { pid: child.pid, kill }
}

/** A port that nobody has at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('expected a free port, found none'))
      })
    })
  })
}
