// Looks on at the system calls of running processes.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'

const calls = 'write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,fdatasync,fsync,msync'
/** Of <fcntl.h>: a write returns when it is on the disk. */
const dataSync = 0o10000

export class Strace {
  readonly #child: ChildProcess
  readonly #file: string

  private constructor(child: ChildProcess, file: string) {
    this.#child = child
    this.#file = file
  }

  /** Resolves once every call of these processes is written down. */
  static async attach(pids: readonly number[], file: string): Promise<Strace> {
    if (spawnSync('strace', ['-V']).status !== 0)
      throw new Error('expected strace on the PATH, found none (Debian: apt-get install strace)')
    const whom = pids.flatMap((pid) => ['-p', String(pid)])
    const args = ['-f', '-ttt', '-y', '-s', '1000000', '-e', `trace=${calls}`, '-o', file, ...whom]
    const child = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (text: Buffer) => (said += text.toString()))
    const areAll = () => pids.every((pid) => said.includes(`Process ${pid} attached`))
    while (!areAll()) {
      if (child.exitCode !== null) throw new Error(`expected strace to attach: ${said}`)
      await wait(20)
    }
    return new Strace(child, file)
  }

  /** Lets the processes go on unseen. */
  async detach(): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGINT')
    await gone
  }

  /** Each line that was written down; many are long. */
  lines(): AsyncIterable<string> {
    return createInterface({ input: createReadStream(this.#file, 'latin1') })
  }
}

/** The descriptors of a process's file on which every write is a sync of its own. */
export function syncedOn(pid: number, isFile: (path: string) => boolean): ReadonlySet<number> {
  const dir = `/proc/${pid}`
  const isSynced = (fd: string): boolean => {
    const flags = /flags:\s*(\d+)/.exec(readFileSync(`${dir}/fdinfo/${fd}`, 'utf8'))?.[1] ?? '0'
    return (parseInt(flags, 8) & dataSync) !== 0
  }
  const ofFile = readdirSync(`${dir}/fd`).filter((fd) => isFile(target(`${dir}/fd/${fd}`)))
  return new Set(ofFile.filter(isSynced).map(Number))
}

function target(link: string): string {
  try {
    return readlinkSync(link)
  } catch {
    return '' // Closed since.
  }
}
