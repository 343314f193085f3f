// restore: a backup into an empty store, wholly checked before anything is written, and after.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { textOfCommit, type Commit } from '#night/history.ts'
import type { NightId } from '#night/ids.ts'
import { keysOf } from '../keys.ts'
import type { StoredLog } from '../log/log.ts'
import { BadArguments, type Place } from './arguments.ts'
import { readBackup, type Backup } from './backup-file.ts'
import type { Output } from './output.ts'
import { writing } from './store.ts'
import { writeWhole } from './whole-file.ts'

/** How many commits are written in one step. */
const batch = 256

export async function restore(place: Place, file: string, out: Output): Promise<number> {
  const backup = read(file)
  const { keys } = backup.header
  const isKept = areKeysKept(place.data, keys)
  await writing(place, async (log) => {
    const there = await log.nights()
    if (there.length > 0)
      throw new Error(
        `Expected an empty store, found one that holds nights (${there.length}): restore into another data directory or Redis`,
      )
    // First, so that a server that starts on half a restored store makes no keys of its own.
    if (!isKept) await keepKeys(place.data, keys)
    for (const [night, commits] of backup.nights) await append(log, night, commits)
    await assertRestored(log, backup)
  })
  const nights = backup.nights.size
  const commits = [...backup.nights.values()].reduce((sum, chain) => sum + chain.length, 0)
  if (out.json) await out.print(JSON.stringify({ file, nights, commits }))
  else await out.print(`nights: ${nights}, commits: ${commits}; with the keys they are restored`)
  return 0
}

function read(file: string): Backup {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new BadArguments(`${file} cannot be read: give a file that backup made.`, { cause })
  }
  try {
    const backup = readBackup(text)
    keysOf(`line 1 of ${file}`, backup.header.keys)
    return backup
  } catch (cause) {
    throw new Error(`${file} is no whole backup, and nothing was written`, { cause })
  }
}

/** Whether the same keys are there already. Throws where others are. */
function areKeysKept(data: string, keys: string): boolean {
  const path = join(data, 'keys.json')
  let found: string
  try {
    found = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
  if (found === keys) return true
  throw new Error(
    `Expected no keys in ${path}, or those of the backup, found others: restore into another data directory, or move that file away`,
  )
}

async function keepKeys(data: string, keys: string): Promise<void> {
  mkdirSync(data, { recursive: true })
  await writeWhole(join(data, 'keys.json'), (write) => write(keys), { onlyNew: true })
}

async function append(log: StoredLog, night: NightId, commits: readonly Commit[]): Promise<void> {
  for (let from = 0; from < commits.length; from += batch) {
    const next = commits.slice(from, from + batch)
    const { outcome } = await log.appendAll(night, next[0]?.parent ?? null, next)
    if (outcome !== 'appended')
      throw new Error(
        `Expected to be alone on this store, found somebody else writing night ${night}: stop the server, empty the store, and restore again`,
      )
  }
}

/** Reads everything back. */
async function assertRestored(log: StoredLog, { nights }: Backup): Promise<void> {
  for (const [night, commits] of nights) {
    const texts: string[] = []
    for await (const text of log.texts(night)) texts.push(text)
    const asWritten = commits.map(textOfCommit)
    if (texts.length !== asWritten.length || texts.some((text, i) => text !== asWritten[i]))
      throw new Error(
        `Night ${night} does not read as it was written: empty the store, and restore again`,
      )
  }
}
