// The log port: where a night's commits are kept, in order and for good.
import type { CommandId, CommitId, NightId } from '#night/ids.ts'
import type { Commit } from '#night/history.ts'
import type { Instant } from '#night/time.ts'
import type { Screens } from '#night/views/audience.ts'

export type Appended =
  | { readonly outcome: 'appended' }
  /** This command was appended before: its first commit, so that it gets its first answer. */
  | { readonly outcome: 'already'; readonly commit: Commit }
  /** Somebody else was faster, or has waited longer; `head` is the newest. */
  | { readonly outcome: 'conflict'; readonly head: CommitId | null }
  /** By the log's own clock it is not `notBefore` yet. */
  | { readonly outcome: 'early' }

/**
 * The log cannot be asked now. What was asked of it may have been done or not: nobody knows. Read
 * again, and ask again under the same command ids, until it answers.
 */
export class LogAway extends Error {}

/** The log has no such commit: what was told of it once is not its history any more. */
export class HistoryCut extends Error {}

/** What a tail says beside commits. A log on this machine's own disk has nothing of it to say. */
export interface Signals {
  /** The log does not answer (any more), or does again. */
  readonly away?: (isAway: boolean) => void
  /** What was told before is not the history that is kept now: read all of it. The tail goes on from there. */
  readonly cut?: () => void
  /** Some process has erased the night. */
  readonly erased?: () => void
}

export interface Log {
  /**
   * Appends a commit if `expectedHead` is still the night's head (null for a night without any).
   * The command's id is looked up first, in the same atomic step.
   * Resolves when the commit is durable. Rejects with `LogAway` when it cannot know whether it is;
   * with anything else when nothing can be written any more. Appends are taken in the order they
   * were asked for.
   */
  append(night: NightId, expectedHead: CommitId | null, commit: Commit): Promise<Appended>
  /**
   * Appends several commits that follow each other, in one step and one sync; all or none.
   * Outcomes as for one, `already` for the first of them that was there before. A log that has a
   * clock of its own, because several machines share it, appends nothing before `notBefore`.
   */
  appendAll(
    night: NightId,
    expectedHead: CommitId | null,
    commits: readonly Commit[],
    notBefore?: Instant,
  ): Promise<Appended>
  /**
   * The commits after `after`, oldest first, up to the head of now, a page at a time; all of them for
   * null. Every one is verified and in today's shapes. Throws on damage, after what is whole, and says
   * where; throws `HistoryCut` when the night has no commit `after`.
   */
  read(night: NightId, after: CommitId | null): AsyncIterable<readonly Commit[]>
  /** The commit that a command led to, if it was ever appended. */
  find(night: NightId, command: CommandId): Promise<Commit | null>
  /**
   * Calls back for every durable commit appended by any process from now on, in order, once. Returns
   * how to stop. A callback that throws ends the process.
   */
  tail(
    night: NightId,
    onCommit: (commit: Commit) => void,
    signals?: Signals,
  ): Promise<() => Promise<void>>
  nights(): Promise<readonly NightId[]>
  /** What could make it lose what it answered, as «setting value»; none where it keeps its word. */
  readonly risks?: readonly string[]
  /** The time by the log's own clock, where several machines share it. */
  time?(): Promise<Instant>
  /**
   * Where several processes share the log: says how many screens are connected here, and is told how
   * many are at each. It is said again every few seconds, and forgotten after a few more: presence is
   * no history. Rejects with `LogAway`.
   */
  present?(night: NightId, here: Screens): Promise<readonly Screens[]>
  /**
   * Says that some screen of a night is connected at `at`, so that whoever opens the night next knows
   * how long nobody was told anything. Kept beside the history, as well as the store does without
   * syncing. Rejects with `LogAway`.
   */
  heard(night: NightId, at: Instant): Promise<void>
  /** The latest of what `heard` was told; null where it was told nothing. Rejects with `LogAway`. */
  lastHeard(night: NightId): Promise<Instant | null>
  /** Forgets a night wholly. Stop its tails first. */
  erase(night: NightId): Promise<void>
  /** Waits for what is on its way, then lets go. Nothing can be appended afterwards. */
  close(): Promise<void>
}

/** A log that can also be read as it is stored, which is what the ids were made from: for backups. */
export interface StoredLog extends Log {
  /** The texts of all commits, oldest first, up to the head of now. Verified; throws as `read` does. */
  texts(night: NightId): AsyncIterable<string>
}
