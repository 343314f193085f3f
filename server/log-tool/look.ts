// verify, dump, hash: what only looks.
import type { Commit } from '#night/history.ts'
import type { NightId } from '#night/ids.ts'
import { apply, emptyNight, type Night } from '#night/night.ts'
import { stateHash } from '#night/state-hash.ts'
import type { StoredLog } from '../log/log.ts'
import { sha256 } from '../log/sha256.ts'
import type { Output } from './output.ts'
import { nightsOf } from './store.ts'

interface Read {
  readonly night: Night
  readonly head: Commit | null
  /** What is wrong with the chain, where that is. */
  readonly damage: string | null
}

/** A night as far as its chain is whole. */
async function read(log: StoredLog, id: NightId): Promise<Read> {
  const night = emptyNight()
  let head: Commit | null = null
  try {
    for await (const page of log.read(id, null))
      for (const commit of page) {
        for (const event of commit.events) apply(night, event)
        head = commit
      }
    return { night, head, damage: null }
  } catch (error) {
    return { night, head, damage: error instanceof Error ? error.message : String(error) }
  }
}

/** Reads and checks every chain. 1 where one is damaged, after having looked at all of them. */
export async function verify(log: StoredLog, asked: NightId | null, out: Output): Promise<number> {
  let damaged = 0
  for (const id of await nightsOf(log, asked)) {
    const { night, head, damage } = await read(log, id)
    const [commits, title] = [head?.number ?? 0, night.about?.title ?? '']
    const told = { night: id, commits, head: head?.id ?? null, title }
    if (out.json) await out.print(JSON.stringify({ ...told, damage }))
    else if (damage === null) await out.print(`${id}  ${commits}  ${head?.id ?? '-'}  ${title}`)
    if (damage === null) continue
    damaged++
    out.complain(`${damage}. Its first ${commits} commits are whole.`)
  }
  return damaged === 0 ? 0 : 1
}

/** The commits as they are stored. */
export async function dump(log: StoredLog, asked: NightId, out: Output): Promise<number> {
  await nightsOf(log, asked)
  for await (const text of log.texts(asked)) await out.print(text)
  return 0
}

/** Where nights stand. 1 where one is damaged: it stands nowhere. */
export async function hash(log: StoredLog, asked: NightId | null, out: Output): Promise<number> {
  let damaged = 0
  for (const id of await nightsOf(log, asked)) {
    const { night, head, damage } = await read(log, id)
    if (damage !== null || head === null) {
      damaged++
      out.complain(`${damage ?? `night ${id} has gone`}.`)
      continue
    }
    const told = { night: id, head: head.id, number: head.number, hash: stateHash(night, sha256) }
    await out.print(out.json ? JSON.stringify(told) : Object.values(told).join('  '))
  }
  return damaged === 0 ? 0 : 1
}
