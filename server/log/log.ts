// The log port: where a night's commits are kept, in order and for good.
import type { CommandId, CommitId, NightId } from '#night/ids.ts'
import type { Commit } from '#night/history.ts'

export type Appended =
  | { readonly outcome: 'appended' }
  /** This command was appended before: its first commit, so that it gets its first answer. */
  | { readonly outcome: 'already'; readonly commit: Commit }
  /** Somebody else was faster; `head` is the newest. */
  | { readonly outcome: 'conflict'; readonly head: CommitId | null }

export interface Log {
  /**
   * Appends a commit if `expectedHead` is still the night's head (null for a night without any).
   * The command's id is looked up first, in the same atomic step.
   * Resolves when the commit is durable. Rejects when it cannot know whether it is: stop then.
   */
  append(night: NightId, expectedHead: CommitId | null, commit: Commit): Promise<Appended>
  /**
   * Appends several commits that follow each other, in one step and one sync; all or none.
   * Outcomes as for one, `already` for the first of them that was there before.
   */
  appendAll(
    night: NightId,
    expectedHead: CommitId | null,
    commits: readonly Commit[],
  ): Promise<Appended>
  /** The commits after `after`, oldest first; all of them for null. Throws on damage, and says where. */
  read(night: NightId, after: CommitId | null): AsyncIterable<Commit>
  /** The commit that a command led to, if it was ever appended. */
  find(night: NightId, command: CommandId): Promise<Commit | null>
  /** Calls back for every commit appended by any process from now on, in order. Returns how to stop. */
  tail(night: NightId, onCommit: (commit: Commit) => void): Promise<() => Promise<void>>
  nights(): Promise<readonly NightId[]>
  /** Forgets a night wholly. */
  erase(night: NightId): Promise<void>
  close(): Promise<void>
}
