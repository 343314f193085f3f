// What every store does alike: a commit as text, a head as text, and saying where damage is.
import { readCommit, verifyPlace } from '#night/history.ts'
import type { Commit, Parent } from '#night/history.ts'
import type { CommitId, NightId } from '#night/ids.ts'
import { HistoryCut } from './log.ts'
import { sha256 } from './sha256.ts'

/** The newest commit of a night. */
export type Head = Parent

/**
 * Throws when the commits do not follow each other and `expectedHead`: that would be a bug of the
 * caller, and once written nobody could read the night any more.
 */
export function assertFollows(
  night: NightId,
  expectedHead: CommitId | null,
  commits: readonly Commit[],
): void {
  let parent: { id: CommitId | null; number: number | undefined } = {
    id: expectedHead,
    number: expectedHead === null ? 0 : undefined,
  }
  for (const commit of commits) {
    const follows =
      commit.night === night &&
      commit.parent === parent.id &&
      (parent.number === undefined || commit.number === parent.number + 1)
    if (!follows) {
      throw new Error(
        `night ${night}: expected a commit that follows ${parent.id}, found commit ${commit.number} of night ${commit.night} that follows ${commit.parent}`,
      )
    }
    parent = commit
  }
  if (commits.length === 0)
    throw new Error(`night ${night}: expected a commit to append, found none`)
  if (new Set(commits.map((commit) => commit.command)).size < commits.length) {
    throw new Error(`night ${night}: expected one commit a command, found two of the same`)
  }
}

/** The refusal to append a commit whose parent fits but whose number does not. */
export const misnumbered = (head: Head, commit: Commit): Error =>
  new Error(`night ${head.night}: expected commit ${head.number + 1}, found ${commit.number}`)

export const textOfHead = (head: Head): string => `${head.number} ${head.id}`

export function parseHead(night: NightId, text: string): Head {
  const [, number, id] = /^([1-9]\d{0,14}) ([0-9A-Za-z_-]{22})$/.exec(text) ?? []
  if (number === undefined || id === undefined) {
    throw new Error(`log of night ${night} is damaged at its head: found «${text}»`)
  }
  return { night, number: Number(number), id: id as CommitId }
}

/** The stored commit that follows `parent`, verified. Throws and says where when it is damaged. */
export function commitAfter(
  night: NightId,
  parent: Parent | null,
  text: string | undefined,
): Commit {
  const number = (parent?.number ?? 0) + 1
  return told(night, number, text, (stored) => {
    if (stored.night !== night) throw new Error(`found a commit of night ${stored.night}`)
    verifyPlace(parent, stored)
  })
}

/** Some commits that follow each other, verified, and the texts they are stored as. */
export interface Page {
  readonly commits: readonly Commit[]
  readonly texts: readonly string[]
}

/**
 * The stored commits that follow `parent`, up to `head`. `textsFrom` gives some texts from a number on.
 * On damage it gives what is whole before that, then throws as `commitAfter` does.
 */
export async function* pagesUpTo(
  head: Head,
  parent: Parent | null,
  textsFrom: (number: number) => readonly string[] | Promise<readonly string[]>,
): AsyncGenerator<Page> {
  let last = parent
  while ((last?.number ?? 0) < head.number) {
    const stored = await textsFrom((last?.number ?? 0) + 1)
    const commits: Commit[] = []
    let damage: unknown = null
    try {
      for (const text of stored) commits.push((last = commitAfter(head.night, last, text)))
      if (stored.length === 0) commitAfter(head.night, last, undefined)
    } catch (error) {
      damage = error
    }
    if (commits.length > 0) yield { commits, texts: stored.slice(0, commits.length) }
    if (damage) throw damage
  }
  assertReached(head, last)
}

/** The stored commit at a position, verified against its own id. Throws as `commitAfter` does. */
export function commitAt(night: NightId, number: number, text: string | undefined): Commit {
  return told(night, number, text, (stored) => {
    if (stored.night !== night || stored.number !== number) {
      throw new Error(`found commit ${stored.number} of night ${stored.night}`)
    }
  })
}

function told(
  night: NightId,
  number: number,
  text: string | undefined,
  place: (stored: Commit) => void,
): Commit {
  try {
    if (text === undefined) throw new Error('expected a commit, found none')
    return readCommit(text, sha256, place)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`log of night ${night} is damaged at commit ${number}: ${reason}`, { cause })
  }
}

/** Whether a stored text is of the commit with this id: cheap, for looking through many. */
export const isTextOf = (id: CommitId, text: string): boolean => text.includes(`"id":"${id}"`)

/** The end of a chain must be the head that was promised; a lost tail is damage too. */
export function assertReached(head: Head, last: Parent | null): void {
  if (last?.id !== head.id) {
    throw new Error(
      `log of night ${head.night} is damaged at commit ${head.number}: expected head ${head.id}, found ${last?.id ?? 'nothing'}`,
    )
  }
}

/** What `read` throws when it is asked for what follows a commit that the night does not have. */
export const unknownCommit = (night: NightId, id: CommitId): HistoryCut =>
  new HistoryCut(
    `night ${night}: expected commit ${id} in its log, found none; take all of it instead`,
  )
