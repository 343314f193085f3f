// The writer as a real process. Node 20 cannot run TypeScript: bundled first, as the server is.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'

/** Bundles the writer into a directory inside node_modules, where it finds its packages. */
export async function bundledWriter(): Promise<{ readonly dir: string; readonly file: string }> {
  const root = join(import.meta.dirname, '../..')
  const parent = join(root, 'node_modules/.rendezvous')
  await mkdir(parent, { recursive: true })
  const dir = await mkdtemp(join(parent, 'writer-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: join(import.meta.dirname, 'writer.ts'),
      outDir: dir,
      rolldownOptions: { output: { entryFileNames: 'writer.js' } },
    },
  })
  return { dir, file: join(dir, 'writer.js') }
}

export interface Writing {
  readonly pid: number
  /** All it said, line by line. */
  readonly said: readonly string[]
  /** Resolves when it has said that many lines. */
  saying(lines: number): Promise<void>
  /** Its exit status, when it is gone and everything it said is known; null when it was killed. */
  readonly ended: Promise<number | null>
  kill(): Promise<unknown>
}

/** Starts a command whose standard output is followed line by line. */
export function follow(command: string, ...args: readonly string[]): Writing {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const said: string[] = []
  const waiting: { lines: number; resolve: () => void }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line)
    for (const { lines, resolve } of waiting) if (said.length >= lines) resolve()
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    pid: child.pid ?? 0,
    said,
    ended,
    saying: (lines) =>
      Promise.race([
        new Promise<void>((resolve) => {
          if (said.length >= lines) resolve()
          else waiting.push({ lines, resolve })
        }),
        ended.then(() => {
          if (said.length < lines) throw new Error(`expected ${lines} lines, found ${said.length}`)
        }),
      ]),
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}
