// One process a data directory. The lock is a file that names its holder: a holder that was killed
// is found dead (or its number given to somebody else), so that nothing ever has to be cleaned up.
// It does not see processes of another container on the same volume.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const holderSchema = v.object({
  pid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  started: v.string(),
  token: v.string(),
})
type Holder = v.InferOutput<typeof holderSchema>

/** Takes the directory for this process, or throws and says who has it. Returns how to let go. */
export function lockDirectory(dir: string): () => void {
  mkdirSync(dir, { recursive: true })
  const path = join(dir, 'lock')
  const token = randomUUID()
  const own: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', token }
  const draft = join(dir, `lock.${token}`)
  writeFileSync(draft, JSON.stringify(own))
  try {
    while (!linked(draft, path)) removeStale(path, draft + '.stale')
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (holderOf(path)?.token === token) rmSync(path, { force: true })
  }
}

/** A link appears whole, with its content, or not at all; a file that is written does not. */
function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function removeStale(path: string, aside: string): void {
  const holder = holderOf(path)
  if (holder && isAlive(holder)) {
    throw new Error(
      `expected to be the only process on ${path}, found it held by process ${holder.pid}: stop that one, or use another data directory`,
    )
  }
  try {
    renameSync(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  // Somebody else may have replaced the stale lock between the look and the move: give it back.
  const moved = holderOf(aside)
  if (moved && moved.token !== holder?.token) linked(aside, path)
  rmSync(aside, { force: true })
}

function holderOf(path: string): Holder | null {
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return v.parse(holderSchema, json)
  } catch (error) {
    // A lock is linked whole: one that cannot be read is the rest of a lost disk write.
    if (error instanceof SyntaxError || v.isValiError(error) || codeOf(error) === 'ENOENT') {
      return null
    }
    throw error
  }
}

const isAlive = (holder: Holder): boolean => startOf(holder.pid) === holder.started

/** When a process started, in words that differ for every process that has its number; or null. */
function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name before may hold spaces and brackets; the start is the 22nd field of all.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return `${boot} ${fields[19]}`
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return null // Both say in their own way that there is no such process.
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
