// The log as the checker reads it: on its own, from the stored texts.
import { createHash } from 'node:crypto'
import { readCommit, verifyPlace, type Commit } from '#night/history.ts'
import type { CommandId, CommitId } from '#night/ids.ts'
import { apply, emptyNight, type Night } from '#night/night.ts'
import type { Violation } from './transcript.ts'

export const sha256 = (text: string): string =>
  createHash('sha256').update(text).digest('base64url')

export class History {
  readonly commits: readonly Commit[]
  readonly #byId: ReadonlyMap<CommitId, Commit>
  readonly #byCommand: ReadonlyMap<CommandId, Commit>

  constructor(commits: readonly Commit[]) {
    this.commits = commits
    this.#byId = new Map(commits.map((commit) => [commit.id, commit]))
    this.#byCommand = new Map(commits.map((commit) => [commit.command, commit]))
  }

  get newest(): Commit | null {
    return this.commits.at(-1) ?? null
  }

  /** The position of a head, from 1; undefined where the log has no such commit. */
  numberOf(head: CommitId): number | undefined {
    return this.#byId.get(head)?.number
  }

  commitOf(command: CommandId): Commit | undefined {
    return this.#byCommand.get(command)
  }

  /** Calls back with the night after each commit, oldest first; the same night, changed in place. */
  play(seen: (commit: Commit, night: Night) => void): Night {
    const night = emptyNight()
    for (const commit of this.commits) {
      for (const event of commit.events) apply(night, event)
      seen(commit, night)
    }
    return night
  }
}

/** The history up to the first damage, and what is damaged there. */
export function readHistory(texts: readonly string[]): {
  readonly history: History
  readonly violations: readonly Violation[]
} {
  const commits: Commit[] = []
  try {
    for (const text of texts) {
      const parent = commits.at(-1) ?? null
      commits.push(readCommit(text, sha256, (stored) => verifyPlace(parent, stored)))
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const sentence = `the log cannot be read beyond commit ${commits.length}: ${reason}`
    return { history: new History(commits), violations: [{ code: 'replay', sentence }] }
  }
  return { history: new History(commits), violations: [] }
}
