// backup: everything a store holds, and the keys, in one file; while the server goes on.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { NightId } from '#night/ids.ts'
import { keysOf } from '../keys.ts'
import type { StoredLog } from '../log/log.ts'
import { BadArguments } from './arguments.ts'
import { BackupWriter, type Amount } from './backup-file.ts'
import type { Output } from './output.ts'
import { writeWhole } from './whole-file.ts'

export interface BackupOptions {
  readonly file: string
  /** The data directory, for its keys. */
  readonly data: string
}

export async function backup(
  log: StoredLog,
  { file, data }: BackupOptions,
  out: Output,
): Promise<number> {
  const keys = keysIn(data)
  let amount: Amount = { nights: 0, commits: 0 }
  await writeWhole(resolve(file), async (write) => {
    const at = new Date().toISOString()
    const writer = new BackupWriter(write, { format: 'rendezvous backup 1', at, keys })
    for (const night of [...(await log.nights())].sort()) {
      const texts = await textsOf(log, night)
      if (texts.length > 0) writer.night(texts)
    }
    amount = writer.end()
  })
  const { nights, commits } = amount
  if (out.json) await out.print(JSON.stringify({ file, nights, commits }))
  else await out.print(`nights: ${nights}, commits: ${commits}; with the keys they are in ${file}`)
  return 0
}

/** A night up to one head; nothing where it was erased while we looked. */
async function textsOf(log: StoredLog, night: NightId): Promise<readonly string[]> {
  const texts: string[] = []
  try {
    for await (const text of log.texts(night)) texts.push(text)
    return texts
  } catch (error) {
    if (!(await log.nights()).includes(night)) return []
    throw error
  }
}

/** The text of keys.json, once it is known to be one. */
function keysIn(data: string): string {
  const path = join(data, 'keys.json')
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new BadArguments(
      `The keys of the server cannot be read in ${path}, and without them badges and links are void: give its data directory with --data.`,
      { cause },
    )
  }
  keysOf(path, text)
  return text
}
