// Stores to look into: real ones, with an evening and an older night in them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Commit } from '#night/history.ts'
import type { NightId } from '#night/ids.ts'
import { openKeys } from '../../server/keys.ts'
import { openLmdbLog } from '../../server/log/lmdb.ts'
import type { StoredLog } from '../../server/log/log.ts'
import { openRedisLog } from '../../server/log/redis.ts'
import { runLogTool } from '../../server/log-tool/run.ts'
import { commitOf, night } from '../log/commits.ts'
import { tonight } from '../night/story.ts'

export const [evening, older] = [night('evening00001'), night('older0000001')]

export interface Store {
  /** What the tool is told to find it by. */
  readonly args: readonly string[]
  readonly data: string
  open(): Promise<StoredLog>
  remove(): Promise<void>
}

/** An empty one: on this machine's disk, or in a Redis of which nothing else is kept. */
export async function newStore(redisUrl?: string): Promise<Store> {
  const data = await mkdtemp(join(tmpdir(), 'rendezvous-tool-'))
  const url = redisUrl
  return {
    data,
    args: ['--data', data, ...(url ? ['--redis', url] : [])],
    open: () => (url ? openRedisLog({ url }) : openLmdbLog({ dir: join(data, 'log') })),
    remove: () => rm(data, { recursive: true }),
  }
}

/** One commit an event of a told evening. */
export function eveningCommits(): readonly Commit[] {
  const story = tonight()
  for (let i = 0; i < 150; i++) story.enters(`Person ${i}`)
  return chainOf(evening, story.events)
}

/** Somebody as a release saw them that knew no wishes and no kept tables. */
const zoe = {
  ...{ id: 'attendee0001', name: 'Zoé «\u{1F44B}\n"', code: 'K7Q4', languages: ['fr'] },
  ...{ offers: [], seeks: [], first: false, phoneless: false, with: null, state: 'joined' },
  ...{ joinedAt: 1, checkedInAt: null, avoids: [] },
}

export const olderCommits = (): readonly Commit[] => {
  const joined = { type: 'door/joined', attendee: zoe, at: 1 }
  const entered = { type: 'door/checked-in', attendee: zoe.id, at: 2 }
  return chainOf(older, [joined, entered])
}

function chainOf(of: NightId, events: readonly { readonly type: string }[]): readonly Commit[] {
  const commits: Commit[] = []
  for (const [i, event] of events.entries())
    commits.push(commitOf(commits.at(-1) ?? null, `${of}-${i}`, of, [event]))
  return commits
}

/** Puts keys and both nights there. */
export async function fill(store: Store): Promise<void> {
  openKeys(store.data)
  const log = await store.open()
  await log.appendAll(evening, null, eveningCommits())
  await log.appendAll(older, null, olderCommits())
  await log.close()
}

/** All that a store holds, as it is stored. */
export async function textsIn(store: Store): Promise<Readonly<Record<string, readonly string[]>>> {
  const log = await store.open()
  const all: Record<string, string[]> = {}
  for (const id of await log.nights()) {
    const texts: string[] = (all[id] = [])
    for await (const text of log.texts(id)) texts.push(text)
  }
  await log.close()
  return all
}

export interface Told {
  readonly code: number
  readonly lines: readonly string[]
  readonly complaints: readonly string[]
}

export async function tool(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const lines: string[] = []
  const complaints: string[] = []
  const code = await runLogTool(args, {
    env,
    from: tmpdir(),
    print: (line) => Promise.resolve(void lines.push(line)),
    complain: (sentence) => void complaints.push(sentence),
  })
  return { code, lines, complaints }
}
