// The stored commit: the events of one accepted command, chained by hash to the commit before it.
import * as v from 'valibot'
import { commandId, commitId, nightId } from './ids.ts'
import type { CommandId, CommitId, NightId } from './ids.ts'
import { instant } from './time.ts'
import type { Instant } from './time.ts'

/** What the log knows of an event: plain JSON with a type. Its schema belongs to its feature. */
export interface StoredEvent {
  readonly type: string
}

export interface Commit<E extends StoredEvent = StoredEvent> {
  readonly format: 1
  readonly night: NightId
  /** Position in the night, from 1. */
  readonly number: number
  readonly parent: CommitId | null
  /** The first 16 bytes of SHA-256 over the canonical JSON of everything else, base64url. */
  readonly id: CommitId
  readonly command: CommandId
  /** The command's type, for people who read the log. */
  readonly type: string
  /** Who sent it, as the runtime writes it: 'host:…', 'attendee:…', 'system'. */
  readonly by: string
  readonly at: Instant
  readonly events: readonly E[]
}

/** What a chain needs to know of the commit before. */
export type Parent = Pick<Commit, 'night' | 'number' | 'id'>
/** What the runtime gives; the chain adds the rest. */
export type CommitBody<E extends StoredEvent = StoredEvent> = Omit<
  Commit<E>,
  'format' | 'number' | 'parent' | 'id'
>
/** SHA-256 of a text's UTF-8 bytes, base64url without padding. */
export type Sha256 = (text: string) => string

/** A seating of the first engine, which kept less of how it came about. */
const unplanned = { input: '', engine: 1, effort: 'quick', edits: 0 }

/** Fields that an older release did not know, where a newer one has not written them. */
const withDefaults =
  (field: string, defaults: object) =>
  (event: StoredEvent): StoredEvent => ({
    ...event,
    [field]: { ...defaults, ...Object.getOwnPropertyDescriptor(event, field)?.value },
  })

/** By event type: how an event of an older release is read today. */
export type Upcasters = ReadonlyMap<string, (event: StoredEvent) => StoredEvent>

/** An entry, once released, stays for ever. */
export const upcasters: Upcasters = new Map([
  ['door/joined', withDefaults('attendee', { wishes: [], keepsTable: null })],
  ['rounds/planned', withDefaults('seating', unplanned)],
  ['rounds/announced', withDefaults('seating', unplanned)],
])

const commitSchema = v.strictObject({
  format: v.literal(1),
  night: nightId,
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  parent: v.nullable(commitId),
  id: commitId,
  command: commandId,
  type: v.pipe(v.string(), v.minLength(1)),
  by: v.string(),
  at: instant,
  // Kept as found, never rebuilt: the hash covers every field, known here or not.
  events: v.array(v.custom<StoredEvent>(isStoredEvent, 'Invalid event: Expected a type')),
})

/** The texts of commits made here: what was hashed is what is stored, written once. */
const texts = new WeakMap<object, string>()

/** The commit that follows `parent` (null for a night's first). */
export function chain<E extends StoredEvent>(
  parent: Parent | null,
  body: CommitBody<E>,
  sha256: Sha256,
): Commit<E> {
  const { night, command, type, by, at, events } = body
  const place = { number: (parent?.number ?? 0) + 1, parent: parent?.id ?? null }
  const unsigned = { format: 1, night, ...place, command, type, by, at, events } as const
  const members = membersOf(unsigned)
  const commit = { ...unsigned, id: idOfText(`{${members.join(',')}}`, sha256) }
  texts.set(commit, `{${[...members, memberOf('id', commit.id)].sort().join(',')}}`)
  return commit
}

/**
 * A commit from JSON, its events in today's shapes. Throws an Error that says what was expected.
 * An upcast commit no longer has the content that its id was made from: verify before (`readCommit`).
 */
export function parseCommit(json: unknown, table: Upcasters = upcasters): Commit {
  const parsed = v.safeParse(commitSchema, json, { abortEarly: true })
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw new Error(`expected a commit, found otherwise at ${where(issue)}: ${issue.message}`)
  }
  return upcast(parsed.output, table)
}

/**
 * Checks a commit as it was stored: its content against its id, and its place against the commit
 * before (null for a night's first). Throws an Error that names the position.
 */
export function verifyLink(parent: Parent | null, commit: Commit, sha256: Sha256): void {
  verifyId(commit, sha256)
  verifyPlace(parent, commit)
}

/** Checks a commit's content as it was stored against its id alone. Throws as `verifyLink` does. */
export function verifyId(commit: Commit, sha256: Sha256): void {
  const { id, ...unsigned } = commit
  const expected = idOf(unsigned, sha256)
  if (id !== expected) throw broken(commit, `expected id ${expected} for its content, found ${id}`)
}

/** Checks a commit's place alone, which its id covers. Throws as `verifyLink` does. */
export function verifyPlace(parent: Parent | null, commit: Commit): void {
  const expected = { number: (parent?.number ?? 0) + 1, parent: parent?.id ?? null }
  if (commit.number !== expected.number) {
    throw broken(commit, `expected number ${expected.number}`)
  }
  if (commit.parent !== expected.parent) {
    throw broken(commit, `expected parent ${expected.parent}, found ${commit.parent}`)
  }
  if (parent !== null && commit.night !== parent.night) {
    throw broken(commit, `expected a commit of night ${parent.night}`)
  }
}

/** The text a commit is stored as. */
export const textOfCommit = (commit: Commit): string => texts.get(commit) ?? canonical(commit)

/** A commit from its stored text, verified against its id, in the shapes of its day. Throws as `parseCommit` and `verifyId` do. */
export function storedCommit(text: string, sha256: Sha256): Commit {
  const json: unknown = JSON.parse(text)
  if (isAsChained(json, text, sha256)) return json
  const commit = parseCommit(json, new Map())
  verifyId(commit, sha256)
  return commit
}

/** A commit from its stored text: verified, its place checked by `place`, its events in today's shapes. */
export function readCommit(
  text: string,
  sha256: Sha256,
  place: (stored: Commit) => void,
  table: Upcasters = upcasters,
): Commit {
  const stored = storedCommit(text, sha256)
  place(stored)
  return upcast(stored, table)
}

/**
 * JSON that depends on the content alone: keys sorted by UTF-16 units as in RFC 8785, no spaces,
 * keys without a value left out. Throws on what JSON cannot hold.
 */
export function canonical(json: unknown): string {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') {
    return JSON.stringify(json)
  }
  if (typeof json === 'number' && Number.isFinite(json)) return JSON.stringify(json)
  if (Array.isArray(json)) return `[${Array.from(json, canonicalItem).join(',')}]`
  if (typeof json === 'object' && Object.prototype.toString.call(json) === '[object Object]') {
    return `{${membersOf(json).join(',')}}`
  }
  throw new Error(`expected plain JSON, found ${typeof json} ${String(json)}`)
}

/** In the order of their keys, which `sort` takes by UTF-16 units. */
function membersOf(json: object): string[] {
  const fields: Readonly<Record<string, unknown>> = { ...json }
  const keys = Object.keys(fields).filter((key) => fields[key] !== undefined)
  return keys.sort().map((key) => memberOf(key, fields[key]))
}

const memberOf = (key: string, value: unknown): string =>
  `${JSON.stringify(key)}:${canonical(value)}`

const canonicalItem = (item: unknown): string => canonical(item)

function isStoredEvent(json: unknown): boolean {
  return (
    typeof json === 'object' && json !== null && 'type' in json && typeof json.type === 'string'
  )
}

function upcast(commit: Commit, table: Upcasters): Commit {
  if (!commit.events.some(({ type }) => table.has(type))) return commit
  const current = (event: StoredEvent) => table.get(event.type)?.(event) ?? event
  return { ...commit, events: commit.events.map(current) }
}

const idOf = (unsigned: Omit<Commit, 'id'>, sha256: Sha256): CommitId =>
  idOfText(canonical(unsigned), sha256)

const idOfText = (text: string, sha256: Sha256): CommitId => first128Bits(sha256(text)) as CommitId

/**
 * Whether a text is, to the letter, one that `chain` made: then it is of a commit in its whole shape,
 * and what was hashed does not have to be written anew to see that it still has its id.
 */
function isAsChained(json: unknown, text: string, sha256: Sha256): json is Commit {
  if (typeof json !== 'object' || json === null || !('id' in json && 'format' in json)) return false
  const member = `"id":"${String(json.id)}",`
  const at = text.lastIndexOf(member)
  if (json.format !== 1 || at < 0) return false
  return idOfText(text.slice(0, at) + text.slice(at + member.length), sha256) === json.id
}

const broken = (commit: Commit, reason: string): Error =>
  new Error(`night ${commit.night}, commit ${commit.number}: ${reason}`)

const where = (issue: v.BaseIssue<unknown>): string => v.getDotPath(issue) ?? 'the top'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Six bits a character: of the 22nd, the first two. */
export function first128Bits(base64url: string): string {
  const last = ALPHABET.indexOf(base64url.charAt(21)) & 0b110000
  return base64url.slice(0, 21) + ALPHABET.charAt(last)
}
