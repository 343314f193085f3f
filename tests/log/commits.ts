// Commits for tests: real chains, made from words.
import * as v from 'valibot'
import { chain } from '#night/history.ts'
import type { Commit, Parent, StoredEvent } from '#night/history.ts'
import { commandId, nightId } from '#night/ids.ts'
import type { NightId } from '#night/ids.ts'
import { instant } from '#night/time.ts'
import type { Log } from '../../server/log/log.ts'
import { sha256 } from '../../server/log/sha256.ts'

export const night = (name: string): NightId => v.parse(nightId, name)
export const command = (name: string) => v.parse(commandId, `command-${name}`)

/** The commit that command `name` would lead to after `parent`. */
export const after = (parent: Parent | null, name: string, of = night('firstnight')): Commit =>
  commitOf(parent, name, of, [
    { type: 'door/checked-in', attendee: `Zoé «${name}» \u{1F44B}\n"\\`, at: 1.5 },
  ])

export function commitOf<E extends StoredEvent>(
  parent: Parent | null,
  name: string,
  of: NightId,
  events: readonly E[],
): Commit<E> {
  const told = { command: command(name), type: 'door/check-in', by: 'door:pass0001' }
  const at = v.parse(instant, 1_700_000_000_000)
  return chain(parent, { night: of, ...told, at, events }, sha256)
}

/** A chain of `length` commits after `parent`. */
export function chained(
  length: number,
  name = 'c',
  of = night('firstnight'),
  parent: Parent | null = null,
): Commit[] {
  const commits: Commit[] = []
  for (let i = 1; i <= length; i++) commits.push(after(commits.at(-1) ?? parent, `${name}${i}`, of))
  return commits
}

export async function allOf(pages: AsyncIterable<readonly Commit[]>): Promise<Commit[]> {
  const all: Commit[] = []
  for await (const page of pages) all.push(...page)
  return all
}

/** Appends commits one after the other and expects each to be taken. */
export async function keep(log: Log, commits: readonly Commit[]): Promise<void> {
  for (const commit of commits) {
    const { outcome } = await log.append(commit.night, commit.parent, commit)
    if (outcome !== 'appended')
      throw new Error(`commit ${commit.number} was not appended: ${outcome}`)
  }
}

export function pair(): [Commit, Commit] {
  const one = after(null, 'c1')
  return [one, after(one, 'c2')]
}

export function fail(): never {
  throw new Error('expected a commit')
}
