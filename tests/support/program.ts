// The program as people run it: built, in a process of its own, on a free port, with its own data.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { root } from '../../scripts/sources.js'

/** What `npm start -- --json` prints once it listens. */
const ready = v.object({ ready: v.literal(true), url: v.string(), host: v.optional(v.string()) })

export interface Program {
  readonly url: string
  /** The owner's link. */
  readonly host: string
  readonly data: string
  readonly process: ChildProcess
  /** Ends it as a person would, with SIGTERM, and forgets its data. */
  stop(): Promise<void>
}

/** Starts it; `args` as after `npm start --`, on top of a free port and a fresh data folder. */
export async function startProgram(args: readonly string[] = []): Promise<Program> {
  const data = await mkdtemp(join(tmpdir(), 'rendezvous-'))
  const child = spawn(
    process.execPath,
    ['scripts/run.js', 'main', '--json', '--port', '0', '--data', data, ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(data, { recursive: true, force: true })
  }
  const lines = createInterface({ input: child.stdout })
  const line = await Promise.race([
    once(lines, 'line').then(([first]) => String(first)),
    ended.then(([code]) => Promise.reject(new Error(`the program ended at once, with ${code}`))),
  ])
  const { url, host } = v.parse(v.pipe(v.string(), v.parseJson(), ready), line)
  return { url, host: host ?? '', data, process: child, stop }
}
