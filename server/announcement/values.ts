// The small values of a page: dates, durations, links, labels in parentheses, brackets.
import type { TalkKind, TalkLanguage } from './announcement.ts'

/** The calendar date that a text begins with, and whether anything follows it; null if it is none. */
export function dateOf(text: string): { readonly date: string; readonly more: boolean } | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?=$|[T\s])/.exec(text.trim())
  if (!found) return null
  const [date, year, month, day] = [found[0], Number(found[1]), Number(found[2]), Number(found[3])]
  if (year < 1970) return null
  const back = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
  return back === date ? { date, more: text.trim().length > date.length } : null
}

/** Minutes of «15min», «20 minutes», «1h», «1h30», from one minute to a day; null if it is none. */
export function minutesOf(text: string): number | null {
  const said = text.trim().toLowerCase()
  const short = /^(\d{1,4})\s*(?:m|mn|min|mins|minutes?|')$/.exec(said)
  const long = /^(\d{1,2})\s*(?:h|hr|hrs|hours?|heures?)\s*(?:(\d{1,2})\s*(?:m|mn|min)?)?$/.exec(
    said,
  )
  let minutes = 0
  if (short) minutes = Number(short[1])
  else if (long) minutes = Number(long[1]) * 60 + Number(long[2] ?? 0)
  return minutes >= 1 && minutes <= 24 * 60 ? minutes : null
}

/** The address as written, if it is an http or https one; null for anything else. */
export function webLinkOf(text: string): string | null {
  const address = text.trim()
  return /^https?:\/\/[^\s<>"]+$/i.test(address) && URL.canParse(address) ? address : null
}

const KINDS: ReadonlyMap<string, TalkKind> = new Map([
  ['talk', 'talk'],
  ['présentation', 'talk'],
  ['presentation', 'talk'],
  ['conférence', 'talk'],
  ['workshop', 'workshop'],
  ['atelier', 'workshop'],
])
const LANGUAGES: ReadonlyMap<string, TalkLanguage> = new Map([
  ['fr', 'fr'],
  ['french', 'fr'],
  ['français', 'fr'],
  ['en', 'en'],
  ['english', 'en'],
  ['anglais', 'en'],
])

export interface Labels {
  readonly kind: TalkKind | null
  readonly language: TalkLanguage | null
  readonly minutes: number | null
}

/** The kind of talk that a heading announces: «Talks», «Workshops», «Ateliers». */
export const kindOfHeading = (text: string): TalkKind | null =>
  KINDS.get(text.trim().toLowerCase().replace(/s$/, '')) ?? null

/** What a label in parentheses says: «Workshop», «Talk, 20min, FR»; null if any part is unknown. */
export function labelsOf(text: string): Labels | null {
  let kind: TalkKind | null = null
  let language: TalkLanguage | null = null
  let minutes: number | null = null
  for (const part of text.toLowerCase().split(/[,;/·|]/)) {
    const word = part.trim()
    const saidKind = KINDS.get(word)
    const saidLanguage = LANGUAGES.get(word)
    const saidMinutes = minutesOf(word)
    if (saidKind) kind ??= saidKind
    else if (saidLanguage) language ??= saidLanguage
    else if (saidMinutes !== null) minutes ??= saidMinutes
    else return null
  }
  return { kind, language, minutes }
}

const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[' }

/** A text without its unmatched brackets, and whether there were any. */
export function balanced(text: string): { readonly text: string; readonly dropped: boolean } {
  const characters = [...text]
  const open: { readonly bracket: string; readonly at: number }[] = []
  const unmatched = new Set<number>()
  characters.forEach((character, at) => {
    if (character === '(' || character === '[') open.push({ bracket: character, at })
    const opening = OPENING[character]
    if (opening === undefined) return
    if (open.at(-1)?.bracket === opening) open.pop()
    else unmatched.add(at)
  })
  for (const { at } of open) unmatched.add(at)
  const kept = characters.filter((_, at) => !unmatched.has(at)).join('')
  return { text: kept.replace(/\s+/g, ' ').trim(), dropped: unmatched.size > 0 }
}
