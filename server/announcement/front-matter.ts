// The front matter: YAML between two lines of dashes, of which we want seven fields.
import { isMap, isNode, isScalar, Lexer, parseDocument } from 'yaml'
import { nothingFound, type NothingFound } from './announcement.ts'
import type { Unread } from './page.ts'
import { dateOf, webLinkOf } from './values.ts'

export interface FrontMatter {
  readonly ok: true
  readonly title: string | null
  readonly subtitle: string | null
  readonly date: string | null
  readonly dateLine: number | null
  readonly venue: string | null
  readonly link: string | null
  readonly draft: boolean
  /** The lines of dashes, from 1. */
  readonly firstLine: number
  readonly lastLine: number
}

/** Known and not wanted: the site's own number and picture of the night. */
const NOT_USED: ReadonlySet<string> = new Set(['id', 'image'])
const USED: ReadonlySet<string> = new Set([
  'title',
  'subtitle',
  'start_date',
  'location',
  'meetup_link',
  'draft',
])
/** Real ones are 300 characters; the parser is quadratic in keys and recursive in brackets. */
const MOST_CHARACTERS = 16_384
const MOST_BRACKETS = 200

interface Field {
  readonly text: string
  readonly line: number
  readonly lastLine: number
}

interface Fields {
  readonly ok: true
  readonly byKey: ReadonlyMap<string, Field>
}

/** Reads the front matter of a page given as lines, or says why there is none. */
export function frontMatterOf(
  lines: readonly string[],
  unread: Unread,
): FrontMatter | NothingFound {
  const isFence = (line: string): boolean => /^---\s*$/.test(line)
  const first = lines.findIndex((line) => line.trim() !== '')
  if (!isFence(lines[first] ?? '')) return nothingFound('no-front-matter', first + 1)
  const last = lines.findIndex((line, at) => at > first && isFence(line))
  if (last === -1) return nothingFound('bad-front-matter', first + 1)

  const fields = fieldsOf(lines.slice(first + 1, last).join('\n'), first + 2, unread)
  if (!fields.ok) return fields
  const field = (key: string): Field | undefined => fields.byKey.get(key)
  const text = (key: string): string | null => field(key)?.text ?? null
  const date = field('start_date')
  return {
    ok: true,
    title: text('title'),
    subtitle: text('subtitle'),
    date: date ? readDate(date, unread) : null,
    dateLine: date?.line ?? null,
    venue: text('location'),
    link: readLink(field('meetup_link'), unread),
    draft: readDraft(field('draft'), unread),
    firstLine: first + 1,
    lastLine: last + 1,
  }
}

function fieldsOf(source: string, firstLine: number, unread: Unread): Fields | NothingFound {
  const brackets = source.match(/[[{]/g)?.length ?? 0
  if (source.length > MOST_CHARACTERS || brackets > MOST_BRACKETS) {
    return nothingFound('bad-front-matter', firstLine)
  }
  const lineAt = (offset: number): number =>
    firstLine + source.slice(0, offset).split('\n').length - 1

  // The failsafe schema keeps every scalar the text it is: no dates that shift, no numbers for titles.
  // The nodes are looked at one by one and never expanded, so that aliases cannot multiply.
  const document = parseDocument(source, { schema: 'failsafe', logLevel: 'error' })
  const failed = document.errors[0]
  if (failed)
    return nothingFound('bad-front-matter', Math.min(lineAt(failed.pos[0]), lineAt(source.length)))
  const read = new Set<number>()
  for (const offset of commentsOf(source)) {
    unread.add(lineAt(offset), 'comment')
    const before = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset)
    if (before.trim() === '') read.add(lineAt(offset))
  }
  const fields = new Map<string, Field>()
  if (document.contents === null) return { ok: true, byKey: fields }
  if (!isMap(document.contents)) {
    const isNothing = isScalar(document.contents) && document.contents.source === ''
    return isNothing ? { ok: true, byKey: fields } : nothingFound('bad-front-matter', firstLine)
  }
  for (const { key, value } of document.contents.items) {
    // A key that is no text, or not one of ours, is listed below with all that nobody has read.
    const name = isScalar(key) ? (key.source ?? String(key.value)) : ''
    if (!isScalar(key) || !(USED.has(name) || NOT_USED.has(name))) continue
    const line = lineAt(key.range?.[0] ?? 0)
    const end = Math.max(key.range?.[1] ?? 0, isNode(value) ? (value.range?.[1] ?? 0) : 0)
    const lastLine = lineAt(end > 0 && source[end - 1] === '\n' ? end - 1 : end)
    for (let at = line; at <= lastLine; at++) read.add(at)
    if (NOT_USED.has(name)) continue
    if (!isScalar(value)) {
      unread.addAll(line, lastLine, 'unusable-value')
      continue
    }
    const text = (value.source ?? String(value.value)).replace(/\s+/g, ' ').trim()
    const isNull = value.type === 'PLAIN' && /^(?:~|null|)$/i.test(text)
    if (!isNull && text !== '') fields.set(name, { text, line, lastLine })
  }
  for (let line = firstLine; line <= lineAt(source.length); line++) {
    if (!read.has(line)) unread.addAll(line, line, 'unknown-key')
  }
  return { ok: true, byKey: fields }
}

/** What the lexer adds of its own: control characters, of which `linesOf` leaves none in the source. */
const LEXER_MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f', '\ufeff'])

/** Where the comments of some YAML begin. */
function commentsOf(source: string): readonly number[] {
  const found: number[] = []
  let at = 0
  for (const lexeme of new Lexer().lex(source)) {
    if (LEXER_MARKS.has(lexeme)) continue
    if (lexeme.startsWith('#')) found.push(at)
    at += lexeme.length
  }
  return found
}

function readDate(field: Field, unread: Unread): string | null {
  const found = dateOf(field.text)
  if (found?.more) unread.addAll(field.line, field.lastLine, 'time-ignored')
  return found?.date ?? null
}

function readLink(field: Field | undefined, unread: Unread): string | null {
  if (!field) return null
  const link = webLinkOf(field.text)
  if (link === null) unread.addAll(field.line, field.lastLine, 'not-a-web-link')
  return link
}

function readDraft(field: Field | undefined, unread: Unread): boolean {
  if (!field) return false
  const said = field.text.toLowerCase()
  if (said !== 'true' && said !== 'false')
    unread.addAll(field.line, field.lastLine, 'unusable-value')
  return said === 'true'
}
