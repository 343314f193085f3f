// A backup: a line that says what it is and holds the keys, the stored text of every commit, night by
// night and oldest first, and a line that says how much there was, so that a cut one is known.
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { storedCommit, verifyPlace, type Commit } from '#night/history.ts'
import type { NightId } from '#night/ids.ts'
import { sha256 } from '../log/sha256.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const header = v.strictObject({
  format: v.literal('rendezvous backup 1'),
  /** When it was made, ISO 8601. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** The text of keys.json. */
  keys: v.string(),
})
const footer = v.strictObject({
  nights: count,
  commits: count,
  /** Of all lines before, base64url. */
  sha256: v.string(),
})

export type Header = v.InferOutput<typeof header>

export interface Backup {
  readonly header: Header
  /** Every night's whole chain, as it was stored. */
  readonly nights: ReadonlyMap<NightId, readonly Commit[]>
}

export interface Amount {
  readonly nights: number
  readonly commits: number
}

/** Writes a backup's lines, and says how much was written. */
export class BackupWriter {
  readonly #write: (text: string) => void
  readonly #digest = createHash('sha256')
  #nights = 0
  #commits = 0

  constructor(write: (text: string) => void, head: Header) {
    this.#write = write
    this.#line(JSON.stringify(head))
  }

  night(texts: readonly string[]): void {
    this.#nights++
    for (const text of texts) {
      this.#commits++
      this.#line(text)
    }
  }

  end(): Amount {
    const amount = { nights: this.#nights, commits: this.#commits }
    const digest = this.#digest.digest('base64url')
    this.#write(`${JSON.stringify({ ...amount, sha256: digest })}\n`)
    return amount
  }

  #line(text: string): void {
    this.#digest.update(`${text}\n`)
    this.#write(`${text}\n`)
  }
}

/** A backup from its text, every chain verified. Throws an Error that says in what line it is broken. */
export function readBackup(text: string): Backup {
  const lines = text.split('\n')
  if (lines.pop() !== '') throw new Error('line 1: expected a backup, found a file that is cut off')
  const [first = '', ...rest] = lines
  const head = parsedAs(header, first, 'line 1: expected the beginning of a backup')
  const end = rest.pop() ?? ''
  const told = parsedAs(footer, end, `line ${lines.length}: expected the end of a backup`)
  const nights = chainsOf(rest)
  if (rest.length !== told.commits || nights.size !== told.nights)
    throw new Error(
      `line ${lines.length}: expected ${told.commits} commits of ${told.nights} nights, found ${rest.length} of ${nights.size}`,
    )
  const digest = createHash('sha256')
    .update([first, ...rest, ''].join('\n'))
    .digest('base64url')
  if (digest !== told.sha256)
    throw new Error(`line ${lines.length}: expected the hash ${told.sha256}, found ${digest}`)
  return { header: head, nights }
}

function chainsOf(lines: readonly string[]): Map<NightId, Commit[]> {
  const nights = new Map<NightId, Commit[]>()
  for (const [i, line] of lines.entries()) {
    try {
      // As stored, in the shapes of its day: its id is made from those.
      const commit = storedCommit(line, sha256)
      const chain = nights.get(commit.night) ?? []
      verifyPlace(chain.at(-1) ?? null, commit)
      chain.push(commit)
      nights.set(commit.night, chain)
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new Error(`line ${i + 2}: ${reason}`, { cause })
    }
  }
  return nights
}

function parsedAs<T extends v.GenericSchema>(schema: T, line: string, expected: string) {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), line)
  if (!parsed.success) throw new Error(`${expected}, found otherwise`)
  return parsed.output
}
