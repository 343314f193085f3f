// What a night is made of before anybody has touched it: its program, topics and announced talks.
import * as v from 'valibot'
import { segmentPlan, type SegmentKind, type SegmentPlan } from '#night/program/model.ts'
import type { AnnouncedTalk } from '#night/talks/model.ts'
import { minutes, plus, type Instant } from '#night/time.ts'
import type { AnnouncementCode } from '#protocol/http.ts'
import type { holdRequest } from '#protocol/http.ts'
import { draftOf, instantAt, utcOffsetAt } from './announcement/night-draft.ts'
import { parseAnnouncement, type Announcement } from './announcement/parse.ts'
import { queueOf } from './announcement/queue.ts'

export type HoldAsked = v.InferOutput<typeof holdRequest>

export interface NightPlan {
  readonly segments: readonly SegmentPlan[]
  readonly queue: readonly AnnouncedTalk[]
  readonly link: string | null
}

export type Planned =
  | { readonly ok: true; readonly plan: NightPlan }
  | { readonly ok: false; readonly code: AnnouncementCode }

const timeZone = 'Europe/Paris'

/** What people of Paris P2P talk about; the same words in French and English where there are such. */
export const usualTopics: readonly string[] = [
  ...['mesh radio', 'IPFS', 'libp2p', 'cryptography', 'Bitcoin', 'Ethereum', 'digital commons'],
  ...['governance', 'privacy', 'self-hosting', 'local-first', 'fediverse', 'open hardware'],
  ...['community networks', 'art & code'],
]

/** The program and the queue that a request asks for, as of `now`. */
export function planOf(asked: HoldAsked, now: Instant): Planned {
  switch (asked.template) {
    case 'paris-p2p':
      return planned({ segments: monthly(asked.date), queue: [], link: null })
    case 'scratch':
      return planned({ segments: fromScratch(asked.date, now), queue: [], link: null })
    case 'announcement': {
      const found = parseAnnouncement(asked.page ?? '')
      if (!found.ok) return { ok: false, code: `announcement/${found.reason}` }
      const { queue } = queueOf(found.items)
      return planned({ segments: monthly(asked.date), queue, link: found.link })
    }
  }
}

const planned = (plan: NightPlan): Planned => ({ ok: true, plan })

/** The published format of a monthly night, on a date in Paris. */
function monthly(date: string): SegmentPlan[] {
  const nothing: Announcement = {
    ...{ ok: true, title: '', subtitle: null, date, venue: null, link: null, draft: false },
    ...{ items: [], unread: [] },
  }
  return draftOf(nothing, { timeZone }).segments.map(({ kind, startsAt, endsAt }) =>
    segment(kind, startsAt, endsAt),
  )
}

/** Doors, rounds and open tables: today from the next half hour, on another day at half past six. */
function fromScratch(date: string, now: Instant): SegmentPlan[] {
  const half = minutes(30)
  const nextHalf = Math.ceil((now + 1) / half) * half
  const isToday = nextHalf >= instantAt(date, '00:00', timeZone) && dateOf(now) === date
  const doors = (isToday ? nextHalf : instantAt(date, '18:30', timeZone)) as Instant
  const rounds = plus(doors, half)
  const free = plus(rounds, minutes(60))
  return [
    segment('doors', doors, rounds),
    segment('rounds', rounds, free),
    segment('free', free, plus(free, minutes(90))),
  ]
}

/** How far clocks at the venue are ahead of UTC when a night begins, minutes. */
export const utcOffsetOf = ({ segments }: NightPlan): number | undefined =>
  segments[0] && utcOffsetAt(segments[0].start, timeZone)

/** The local date of an instant, YYYY-MM-DD. */
const dateOf = (at: Instant): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)

const segment = (kind: SegmentKind, start: number, end: number): SegmentPlan =>
  v.parse(segmentPlan, { id: kind, kind, title: null, start, end })
