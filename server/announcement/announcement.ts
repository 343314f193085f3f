// What an announcement page says, and what of it was not understood.

export type TalkKind = 'talk' | 'workshop'
export type TalkLanguage = 'fr' | 'en'

export interface AnnouncedTalk {
  readonly kind: TalkKind
  /** Plain text, Markdown removed. */
  readonly title: string
  readonly speaker: string | null
  readonly speakerLink: string | null
  readonly link: string | null
  readonly minutes: number | null
  /** Plain text with line breaks; may be empty. */
  readonly summary: string
  readonly language: TalkLanguage | null
  readonly line: number
}

export interface FreeSlot {
  readonly kind: 'free-slot'
  readonly minutes: number
  readonly line: number
}

export type AnnouncedItem = AnnouncedTalk | FreeSlot

export type UnreadReason =
  // front matter
  | 'unknown-key'
  | 'unusable-value'
  | 'time-ignored'
  | 'no-title'
  // body
  | 'no-items'
  | 'not-a-talk'
  | 'outside-a-talk'
  | 'html'
  | 'unknown-shortcode'
  | 'bad-duration'
  | 'unknown-label'
  | 'unbalanced-bracket'
  | 'extra-link'
  // both
  | 'comment'
  | 'not-a-web-link'
  // set aside before reading, because reading it could take for ever
  | 'line-too-long'
  | 'too-deep'
  | 'too-tangled'

export interface UnreadLine {
  /** From 1, as an editor counts the lines of the file. */
  readonly line: number
  readonly text: string
  readonly reason: UnreadReason
}

export interface Announcement {
  readonly ok: true
  readonly title: string
  readonly subtitle: string | null
  /** `YYYY-MM-DD`, the local date at the venue. */
  readonly date: string
  readonly venue: string | null
  readonly link: string | null
  readonly draft: boolean
  /** In the order of the page. */
  readonly items: readonly AnnouncedItem[]
  /** By line. */
  readonly unread: readonly UnreadLine[]
}

export type NothingFoundReason =
  'empty' | 'too-large' | 'no-front-matter' | 'bad-front-matter' | 'no-date' | 'nothing-in-it'

export interface NothingFound {
  readonly ok: false
  readonly reason: NothingFoundReason
  readonly line?: number
}

export const nothingFound = (reason: NothingFoundReason, line?: number): NothingFound =>
  line === undefined ? { ok: false, reason } : { ok: false, reason, line }
