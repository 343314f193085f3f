// The few things that are asked for over HTTP: what has no socket yet, and what sets a cookie.
// A success is the body named beside each, bare; where none is named, `Done`. Any refusal is an
// `HttpRefusal` with a status of 4xx (or 500). Bodies of POSTs are JSON, of at most 300 kB.
import * as v from 'valibot'
import { profile } from '#night/door/model.ts'
import { localDate } from '#night/about/model.ts'
import {
  attendeeId,
  commandId,
  type AttendeeId,
  type CommitId,
  type NightId,
  type PassId,
} from '#night/ids.ts'
import { passRole, type PassRole } from '#night/passes/model.ts'
import { line, topic, webLink } from '#night/text.ts'
import type { AnnouncedTalk } from '#night/talks/model.ts'
import type { Facts } from '#night/decision.ts'
import type { RefusalCode } from '#night/refusals.ts'
import type { Instant } from '#night/time.ts'
import type { WireCode } from './messages.ts'

const secret = v.pipe(v.string(), v.minLength(16), v.maxLength(128))

export interface Done {
  readonly ok: true
}

/** POST /api/owner: the owner's link becomes a cookie. */
export const ownerRequest = v.object({ secret })

/** POST /api/nights/:night/pass: a host's, door's or display's link becomes a cookie. */
export const passRequest = v.object({ role: passRole, secret })

/** POST /api/nights/:night/join: makes a badge → `Joined`. The id makes a retry harmless. */
export const joinRequest = v.object({ id: commandId, name: v.nullable(line(1, 40)), ...profile })
export type JoinRequest = v.InferInput<typeof joinRequest>
export interface Joined {
  readonly attendee: AttendeeId
  /** The signed text of the badge's QR. */
  readonly badge: string
  /** What lets this device act as the attendee; kept on it, shown to nobody. */
  readonly pass: string
}

/**
 * POST /api/nights/:night/returns: for somebody whose phone forgot them, or who takes another → `Returning`.
 * Host and door name the attendee; an attendee shows their own pass.
 */
export const returnsRequest = v.union([
  v.object({ attendee: attendeeId }),
  v.object({ pass: v.pipe(v.string(), v.maxLength(200)) }),
])
export interface Returning {
  /** The night's page with a ticket in its fragment. */
  readonly link: string
  readonly until: Instant
}

/** POST /api/nights/:night/return: the ticket becomes the badge that there is → `Joined`. */
export const returnRequest = v.object({ ticket: v.pipe(v.string(), v.maxLength(200)) })

/** POST /api/nights: holds a night (owner only) → `Held`. The id makes a retry harmless. */
export const holdRequest = v.object({
  id: commandId,
  template: v.picklist(['paris-p2p', 'scratch', 'announcement']),
  title: line(1, 80),
  community: line(1, 60),
  venue: line(0, 80),
  date: localDate,
  tables: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  forecast: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5000))),
  /** The announcement page's text, for that template. */
  page: v.optional(v.pipe(v.string(), v.maxLength(262_144))),
  /** Instead of the template's (or the page's) own. */
  link: v.optional(v.nullable(webLink)),
  topics: v.optional(v.pipe(v.array(topic), v.maxLength(40))),
})
export type HoldRequest = v.InferInput<typeof holdRequest>
export interface Held {
  readonly night: NightId
  /** With the secret in its fragment; shown once. */
  readonly hostLink: string
}

/** GET /api/nights (owner only) → a list of these, newest date first. */
export interface NightSummary {
  readonly night: NightId
  readonly title: string
  readonly date: string
  readonly phase: 'ahead' | 'open' | 'over'
  readonly code: string
}

/** GET /api/nights/:night/state (owner only): where the night stands → this. */
export interface NightHash {
  /** The newest commit's id and number. */
  readonly head: CommitId
  readonly number: number
  /** `stateHash` of the night at just this head. */
  readonly hash: string
}

/** GET /api/codes/:code, GET /api/nights/:night: what a guest may know before joining. */
export interface NightFound {
  readonly night: NightId
  readonly title: string
  readonly community: string
  readonly date: string
  readonly venue: string
  readonly phase: 'ahead' | 'open' | 'over'
  readonly topics: readonly string[]
  /** When everything personal is deleted: said before anybody joins. */
  readonly eraseAt: Instant
}

/**
 * POST /api/nights/:night/links (host, or owner for a host link that was lost): a new link for
 * another screen → `Linked`; its secret is shown once. Revoked by the command `passes/revoke`.
 */
export const linkRequest = v.object({ id: commandId, role: passRole, label: line(0, 40) })
export interface Linked {
  readonly pass: PassId
  readonly role: PassRole
  readonly link: string
}

/** GET /api/nights/:night/badges/:attendee (host and door): a badge to print or copy. */
export interface PrintableBadge {
  readonly badge: string
  readonly name: string
  readonly code: string
}

/** GET /api/nights/:night/rounds/:number/replay (host): the round planned again from the log → this. */
export interface Replayed {
  readonly number: number
  /** untraced: the log does not say what it was planned from, as for rounds of older versions. */
  readonly outcome: 'same' | 'different' | 'untraced'
  /** The engine's version that planned it. */
  readonly engine: number
  readonly isSameEngine: boolean
  readonly effort: 'full' | 'quick'
  /** The certificate of the round held. */
  readonly certified: boolean
  /** How often the host changed it by hand, which is not planned again. */
  readonly edits: number
}

/** POST /api/announcements (owner only): what an announcement page would become → `AnnouncementDraft`. */
export const announcementRequest = v.object({ page: v.pipe(v.string(), v.maxLength(262_144)) })

export interface AnnouncementDraft {
  readonly title: string
  readonly venue: string | null
  readonly link: string | null
  /** `YYYY-MM-DD`, as announced. */
  readonly date: string
  readonly queue: readonly AnnouncedTalk[]
  /** Minutes by which what is announced outlasts the talks segment; 0 when it fits. */
  readonly overfull: number
  /** Every line that was not understood, with why (a code of `server/announcement`). */
  readonly unread: readonly {
    readonly line: number
    readonly text: string
    readonly reason: string
  }[]
  /** What a night has no room for and was cut, by line of the page. */
  readonly shortened: readonly { readonly line: number; readonly what: string }[]
}

/** GET /api/check: how the server is, for a host who looks whether all is ready → this. */
export interface Checked {
  /** The server's time. */
  readonly at: Instant
  /** The wire's version. */
  readonly version: number
  /** Of the server's own HTTPS, as every handshake shows it. */
  readonly certificate: { readonly daysLeft: number } | null
  /** For the owner and for hosts alone. */
  readonly inside: CheckedInside | null
}

export interface CheckedInside {
  readonly store: 'disk' | 'redis' | 'memory'
  readonly isAway: boolean
  /** What could make the log lose what it answered, as «setting value». */
  readonly risks: readonly string[]
  /** On the disk of the data; null where it does not say. */
  readonly freeBytes: number | null
  /** How late the process is, p99 since somebody last asked. */
  readonly lagMs: number
  /** The owner's: all; a host's: their own. */
  readonly nights: readonly Pick<NightSummary, 'title' | 'date' | 'phase'>[]
}

export const announcementCodes = [
  'announcement/empty',
  'announcement/too-large',
  'announcement/no-front-matter',
  'announcement/bad-front-matter',
  'announcement/no-date',
  'announcement/nothing-in-it',
] as const
export type AnnouncementCode = (typeof announcementCodes)[number]

/** GET /api/push: whether phones that sleep may be called, which an older server does not know → this. */
export interface PushOffer {
  /** The server's public key, base64url; null where it calls nobody. */
  readonly key: string | null
}

/**
 * POST /api/nights/:night/push (attendee): keeps where this phone is called; under …/push/forget:
 * forgets it. The endpoint is the push subscription's; its keys stay on the phone.
 */
export const pushRequest = v.object({
  pass: v.pipe(v.string(), v.maxLength(200)),
  endpoint: v.pipe(v.string(), v.maxLength(1024)),
})
export type PushRequest = v.InferInput<typeof pushRequest>

export const httpCodes = ['http/not-found', 'http/foreign-origin', 'push/unknown-service'] as const
export type HttpCode = (typeof httpCodes)[number]

/** Any refusal over HTTP, with a status of 4xx (500 for `wire/failed`, 503 for `wire/away`). */
export interface HttpRefusal {
  readonly ok: false
  readonly code: RefusalCode | WireCode | HttpCode | AnnouncementCode
  readonly facts?: Facts
}
