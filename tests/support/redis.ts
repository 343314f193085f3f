// A real redis-server of our own, on a free port, with a directory that goes away with it.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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
  const binary = redisServer()
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

/** The path of redis-server, installed first where that can be done without asking. */
export function redisServer(): string {
  const found = onPath('redis-server')
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
    execFileSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' })
    const install = ['install', '-q', '-y', '--no-install-recommends', 'redis-server']
    execFileSync('apt-get', install, { env, stdio: 'ignore' })
    const installed = onPath('redis-server')
    if (installed) return installed
  }
  throw new Error(
    'expected redis-server on the PATH, found none: install it (Debian: sudo apt-get install redis-server; macOS: brew install redis) and run the tests again',
  )
}

function onPath(name: string): string | undefined {
  const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
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
