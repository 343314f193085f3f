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
   * Resolves when the commit is durable. Rejects when it cannot know whether it is: stop then, or
   * ask again under the same command id. Appends are taken in the order they were asked for.
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
  /**
   * The commits after `after`, oldest first, up to the head of now; all of them for null. Every one is
   * verified and in today's shapes. Throws on damage, and says where; throws when the night has no
   * commit `after`.
   */
  read(night: NightId, after: CommitId | null): AsyncIterable<Commit>
  /** The commit that a command led to, if it was ever appended. */
  find(night: NightId, command: CommandId): Promise<Commit | null>
  /**
   * Calls back for every durable commit appended by any process from now on, in order, once. Returns
   * how to stop. A callback that throws ends the process.
   */
  tail(night: NightId, onCommit: (commit: Commit) => void): Promise<() => Promise<void>>
  nights(): Promise<readonly NightId[]>
  /** Forgets a night wholly. Stop its tails first. */
  erase(night: NightId): Promise<void>
  /** Waits for what is on its way, then lets go. Nothing can be appended afterwards. */
  close(): Promise<void>
}
