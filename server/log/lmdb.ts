// The log on this machine's disk, in LMDB. One process at a time.
import { open } from 'lmdb'
import type { Database, RootDatabase } from 'lmdb'
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Commit, Parent } from '#night/history.ts'
import { textOfCommit } from '#night/history.ts'
import type { CommandId, CommitId, NightId } from '#night/ids.ts'
import type { Instant } from '#night/time.ts'
import { HeardOnDisk } from './heard.ts'
import { lockDirectory } from './lock.ts'
import type { Appended, StoredLog } from './log.ts'
import {
  assertFollows,
  commitAt,
  isTextOf,
  misnumbered,
  pagesUpTo,
  parseHead,
  textOfHead,
  unknownCommit,
} from './stored.ts'
import type { Head, Page } from './stored.ts'
import { Tails } from './tails.ts'
import { Writes } from './writes.ts'

/** How many commits are read before others get their turn. */
const PAGE = 1024

export interface LmdbLogOptions {
  readonly dir: string
  /** To look on, also while another process has the log: nothing is made, locked or appended. */
  readonly readOnly?: boolean
}

/** Opens the log kept in a directory, which is made when missing; throws when another process has it. */
export async function openLmdbLog({ dir, readOnly }: LmdbLogOptions): Promise<StoredLog> {
  if (readOnly) return lookOn(dir)
  const unlock = lockDirectory(dir)
  try {
    // Not overlappingSync: there, what a failed sync lost is already visible and built upon, the
    // next sync may succeed over the hole, and `flushed` never settles. Here a transaction becomes
    // visible after its own pages are synced, is rejected when they are not, and with many in
    // flight one sync still serves them all: measured as fast. Not eventTurnBatching: it leaves a
    // promise behind that nobody can hear, and which ends the process when a commit fails.
    const log = new LmdbLog(
      open({ path: dir, overlappingSync: false, eventTurnBatching: false }),
      dir,
      unlock,
    )
    // The files' own names must outlive a power cut as well; LMDB leaves that to others.
    if (process.platform !== 'win32') [dir, dirname(dir)].forEach(syncDirectory)
    return log
  } catch (cause) {
    unlock()
    throw new Error(`expected a readable log in ${dir}`, { cause })
  }
}

/** LMDB itself lets processes read while another writes; each sees what is durable. */
function lookOn(dir: string): StoredLog {
  if (!existsSync(join(dir, 'data.mdb'))) throw new Error(`expected a log in ${dir}, found none`)
  try {
    return new LmdbLog(open({ path: dir, overlappingSync: false, readOnly: true }), dir, null)
  } catch (cause) {
    throw new Error(`expected a readable log in ${dir}`, { cause })
  }
}

function syncDirectory(dir: string): void {
  const opened = openSync(dir, 'r')
  fsyncSync(opened)
  closeSync(opened)
}

class LmdbLog implements StoredLog {
  readonly #root: RootDatabase
  /** How to let go of the directory; null where it is only read. */
  readonly #unlock: (() => void) | null
  /** [night, number] → the commit's text. */
  readonly #commits: Database<string, [string, number]>
  /** [night, command] → the commit's number. */
  readonly #commands: Database<number, [string, string]>
  readonly #heads: Database<string, string>
  readonly #heard: HeardOnDisk
  readonly #tails = new Tails()
  readonly #writes = new Writes()

  constructor(root: RootDatabase, dir: string, unlock: (() => void) | null) {
    this.#root = root
    this.#heard = new HeardOnDisk(dir)
    this.#unlock = unlock
    this.#commits = root.openDB({ name: 'commits', encoding: 'string' })
    this.#commands = root.openDB({ name: 'commands', encoding: 'ordered-binary' })
    this.#heads = root.openDB({ name: 'heads', encoding: 'string' })
  }

  append(night: NightId, expectedHead: CommitId | null, commit: Commit): Promise<Appended> {
    return this.appendAll(night, expectedHead, [commit])
  }

  async appendAll(
    night: NightId,
    expectedHead: CommitId | null,
    commits: readonly Commit[],
  ): Promise<Appended> {
    this.#assertWritable()
    assertFollows(night, expectedHead, commits)
    const texts = commits.map(textOfCommit)
    // A child transaction, so that a put that fails takes the puts before it back.
    const looked = await this.#writes.durable(() =>
      this.#root.childTransaction(() => {
        const found = this.#look(night, expectedHead, commits)
        if (!(found instanceof Error) && found.outcome === 'appended') this.#put(commits, texts)
        return found
      }),
    )
    if (looked instanceof Error) throw looked
    if (looked.outcome === 'appended') this.#tails.publish(night, commits)
    return looked
  }

  /** What an append will come to. An Error is damage or a bug: nothing was written, others may go on. */
  #look(
    night: NightId,
    expectedHead: CommitId | null,
    commits: readonly Commit[],
  ): Appended | Error {
    try {
      for (const { command } of commits) {
        const earlier = this.#find(night, command)
        if (earlier) return { outcome: 'already', commit: earlier }
      }
      const head = this.#headOf(night)
      const found = head?.id ?? null
      if (found !== expectedHead) return { outcome: 'conflict', head: found }
      const [first] = commits
      if (head && first && first.number !== head.number + 1) return misnumbered(head, first)
      return { outcome: 'appended' }
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }

  #put(commits: readonly Commit[], texts: readonly string[]): void {
    commits.forEach((commit, i) => {
      void this.#commits.put([commit.night, commit.number], texts[i] ?? '')
      void this.#commands.put([commit.night, commit.command], commit.number)
      void this.#heads.put(commit.night, textOfHead(commit))
    })
  }

  async *read(night: NightId, after: CommitId | null): AsyncGenerator<readonly Commit[]> {
    for await (const { commits } of this.#pages(night, after)) yield commits
  }

  async *texts(night: NightId): AsyncGenerator<string> {
    for await (const { texts } of this.#pages(night, null)) yield* texts
  }

  async *#pages(night: NightId, after: CommitId | null): AsyncGenerator<Page> {
    const head = this.#headOf(night)
    const parent = after === null ? null : this.#commitOf(night, after, head)
    if (!head) return
    for await (const page of pagesUpTo(head, parent, (from) => this.#textsFrom(from, head))) {
      yield page
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  find(night: NightId, command: CommandId): Promise<Commit | null> {
    return Promise.resolve().then(() => this.#find(night, command))
  }

  tail(night: NightId, onCommit: (commit: Commit) => void): Promise<() => Promise<void>> {
    return Promise.resolve(this.#tails.add(night, onCommit))
  }

  nights(): Promise<readonly NightId[]> {
    // Only nights are ever put there.
    return Promise.resolve([...this.#heads.getKeys()].map((key) => key as NightId))
  }

  heard(night: NightId, at: Instant): Promise<void> {
    this.#assertWritable()
    return this.#heard.say(night, at)
  }

  lastHeard(night: NightId): Promise<Instant | null> {
    return this.#heard.last(night)
  }

  async erase(night: NightId): Promise<void> {
    this.#assertWritable()
    this.#heard.forget(night)
    await this.#writes.durable(() =>
      this.#root.childTransaction(() => {
        const all = { start: [night], end: [night, '\uffff'] }
        for (const key of [...this.#commits.getKeys(all)]) void this.#commits.remove(key)
        for (const key of [...this.#commands.getKeys(all)]) void this.#commands.remove(key)
        void this.#heads.remove(night)
      }),
    )
  }

  async close(): Promise<void> {
    this.#tails.clear()
    const whole = await this.#writes.end()
    // After a failed write LMDB may wait for ever for a transaction that never ends.
    if (whole) await this.#root.close()
    this.#unlock?.()
  }

  #assertWritable(): void {
    if (!this.#unlock) throw new Error('expected a log to write to, found it opened to look on')
  }

  #headOf(night: NightId): Head | null {
    const text = this.#heads.get(night)
    return text === undefined ? null : parseHead(night, text)
  }

  /** The texts of a page from a number on, up to the head. */
  #textsFrom(from: number, { night, number }: Head): readonly string[] {
    const end = Math.min(from + PAGE, number + 1)
    const range = this.#commits.getRange({ start: [night, from], end: [night, end] })
    return Array.from(range, ({ value }) => value)
  }

  #find(night: NightId, command: CommandId): Commit | null {
    const number = this.#commands.get([night, command])
    if (number === undefined) return null
    return commitAt(night, number, this.#commits.get([night, number]))
  }

  /** From the newest back: as many steps as there are commits to read. */
  #commitOf(night: NightId, id: CommitId, head: Head | null): Parent {
    if (head?.id === id) return head
    for (let number = head?.number ?? 0; number > 0; number--) {
      const text = this.#commits.get([night, number])
      if (text === undefined || !isTextOf(id, text)) continue
      const commit = commitAt(night, number, text)
      if (commit.id === id) return commit
    }
    throw unknownCommit(night, id)
  }
}
