// An announcement as a night that could be held: the monthly template, filled in.
import type { AnnouncedItem, Announcement } from './announcement.ts'
import { instantAt } from './local-time.ts'

export { instantAt, utcOffsetAt } from './local-time.ts'

export interface DraftSegment {
  readonly kind: 'doors' | 'talks' | 'rounds' | 'free'
  /** `HH:MM` on the clock of the venue. */
  readonly start: string
  readonly end: string
  /** The same in ms since 1970, UTC. */
  readonly startsAt: number
  readonly endsAt: number
}

export interface NightDraft {
  readonly title: string
  readonly venue: string | null
  readonly link: string | null
  /** `YYYY-MM-DD` at the venue. */
  readonly startsOn: string
  readonly timeZone: string
  readonly segments: readonly DraftSegment[]
  readonly queue: readonly AnnouncedItem[]
  /** Minutes by which what is announced outlasts the talks segment; 0 when it fits. */
  readonly overfull: number
}

/** A talk that does not say how long it is. */
export const TALK_MINUTES = 15

/** The published format of a monthly night. */
const MONTHLY = [
  ['doors', '18:30', '19:00'],
  ['talks', '19:00', '19:30'],
  ['rounds', '19:30', '20:00'],
  ['free', '20:00', '23:00'],
] as const

/** The night that an announcement describes; the template's times are kept even when overfull. */
export function draftOf(
  announcement: Announcement,
  { timeZone = 'Europe/Paris' }: { readonly timeZone?: string } = {},
): NightDraft {
  const { title, venue, link, date, items } = announcement
  const segments = MONTHLY.map(([kind, start, end]) => ({
    kind,
    start,
    end,
    startsAt: instantAt(date, start, timeZone),
    endsAt: instantAt(date, end, timeZone),
  }))
  const announced = items.reduce((sum, item) => sum + (item.minutes ?? TALK_MINUTES), 0)
  const stage = segments.find(({ kind }) => kind === 'talks')
  const room = stage ? (stage.endsAt - stage.startsAt) / 60_000 : 0
  const overfull = Math.max(0, announced - room)
  return { title, venue, link, startsOn: date, timeZone, segments, queue: items, overfull }
}
