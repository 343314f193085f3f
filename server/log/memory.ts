// A log that forgets when the process ends: for tests and rehearsals.
import type { Commit } from '#night/history.ts'
import type { CommandId, CommitId, NightId } from '#night/ids.ts'
import { latest, type Instant } from '#night/time.ts'
import type { Appended, Log } from './log.ts'
import { assertFollows, misnumbered, unknownCommit } from './stored.ts'
import { Tails } from './tails.ts'

interface NightLog {
  readonly commits: Commit[]
  readonly commands: Map<CommandId, Commit>
}

export function openMemoryLog(): Promise<Log> {
  return Promise.resolve(new MemoryLog())
}

class MemoryLog implements Log {
  readonly #nights = new Map<NightId, NightLog>()
  readonly #heard = new Map<NightId, Instant>()
  readonly #tails = new Tails()
  #closed = false

  append(night: NightId, expectedHead: CommitId | null, commit: Commit): Promise<Appended> {
    return this.appendAll(night, expectedHead, [commit])
  }

  async appendAll(
    night: NightId,
    expectedHead: CommitId | null,
    commits: readonly Commit[],
  ): Promise<Appended> {
    if (this.#closed) throw new Error('expected an open log, found it closed')
    assertFollows(night, expectedHead, commits)
    const log: NightLog = this.#nights.get(night) ?? { commits: [], commands: new Map() }
    for (const { command } of commits) {
      const earlier = log.commands.get(command)
      if (earlier) return { outcome: 'already', commit: earlier }
    }
    const head = log.commits.at(-1)
    if ((head?.id ?? null) !== expectedHead) return { outcome: 'conflict', head: head?.id ?? null }
    const [first] = commits
    if (head && first && first.number !== head.number + 1) throw misnumbered(head, first)
    this.#nights.set(night, log)
    for (const commit of commits) {
      log.commits.push(commit)
      log.commands.set(commit.command, commit)
    }
    this.#tails.publish(night, commits)
    return { outcome: 'appended' }
  }

  async *read(night: NightId, after: CommitId | null): AsyncGenerator<readonly Commit[]> {
    const commits = this.#nights.get(night)?.commits ?? []
    const found = after === null ? -1 : commits.findLastIndex((commit) => commit.id === after)
    if (after !== null && found < 0) throw unknownCommit(night, after)
    yield commits.slice(found + 1)
  }

  find(night: NightId, command: CommandId): Promise<Commit | null> {
    return Promise.resolve(this.#nights.get(night)?.commands.get(command) ?? null)
  }

  tail(night: NightId, onCommit: (commit: Commit) => void): Promise<() => Promise<void>> {
    return Promise.resolve(this.#tails.add(night, onCommit))
  }

  nights(): Promise<readonly NightId[]> {
    return Promise.resolve([...this.#nights.keys()].sort())
  }

  heard(night: NightId, at: Instant): Promise<void> {
    this.#heard.set(night, latest(at, this.#heard.get(night) ?? at))
    return Promise.resolve()
  }

  lastHeard(night: NightId): Promise<Instant | null> {
    return Promise.resolve(this.#heard.get(night) ?? null)
  }

  erase(night: NightId): Promise<void> {
    this.#heard.delete(night)
    this.#nights.delete(night)
    return Promise.resolve()
  }

  close(): Promise<void> {
    this.#closed = true
    this.#tails.clear()
    return Promise.resolve()
  }
}
