// A phone's view to vary: one present attendee, five rounds ahead, nothing going on.
import type { AttendeeId, SegmentId, TalkId } from '#night/ids.ts'
import { minutes, type Duration, type Instant } from '#night/time.ts'
import type { OfferSlice } from '#night/views/attendee.ts'
import type { PublicTalk } from '#night/views/public.ts'
import type { PairingSeat, View } from '#ui/attendee/moment.ts'

export const minute = 60_000
export const doorsAt = 1_800_000_000_000
/** Minutes after the doors open. */
export const at = (minutes: number): Instant => (doorsAt + minutes * minute) as Instant

type Kind = View['program']['segments'][number]['kind']

const segment = (id: string, kind: Kind, start: number, end: number) => ({
  id: id as SegmentId,
  kind,
  title: null,
  start: at(start),
  end: at(end),
  startedAt: null,
  endedAt: null,
  skipped: false,
  extra: 0 as Duration,
})

export const talk = (id: string, more: Partial<PublicTalk> = {}): PublicTalk => ({
  id: id as TalkId,
  kind: 'talk',
  speaker: 'Ada',
  title: `About ${id}`,
  minutes: 15,
  language: 'en',
  line: '',
  link: null,
  state: 'accepted',
  ...more,
})

export const plainView = (): View => ({
  about: {
    title: 'Paris P2P #12',
    community: 'Paris P2P',
    date: '2027-01-15',
    venue: 'Here',
    link: null,
    code: 'AB34',
    topics: ['Mesh radio'],
    languages: ['fr', 'en'],
    eraseAt: at(60 * 24 * 30),
    selfCheckIn: false,
  },
  program: {
    phase: 'open',
    current: null,
    pausedAt: null,
    endedAt: null,
    segments: [
      segment('doors', 'doors', 0, 30),
      segment('talks', 'talks', 30, 60),
      segment('rounds', 'rounds', 60, 120),
      segment('free', 'free', 120, 270),
    ],
  },
  count: { inside: 12, joined: 14, forecast: null },
  round: {
    count: 5,
    roundMs: minutes(10),
    changeoverMs: minutes(2),
    oddOne: 'trio',
    number: 0,
    phase: 'none',
    revealAt: 0 as Instant,
    startsAt: 0 as Instant,
    endsAt: 0 as Instant,
    pairings: 0,
    met: 0,
  },
  talks: { list: [], stage: null },
  support: {},
  floor: { tables: 10, open: [] },
  screens: { message: null, show: 'auto', theme: 'night' },
  me: {
    id: 'meeeeeeeeeee' as AttendeeId,
    name: 'Grace',
    code: 'GR22',
    languages: ['en'],
    offers: [],
    seeks: [],
    first: false,
    state: 'present',
    checkedInAt: at(2),
    avoids: 0,
    supports: [],
    talks: [],
    table: null,
  },
  seat: null,
})

type Changes = { readonly [K in keyof View]?: Partial<View[K]> | null }

/** The plain view with some of its slices changed. */
export function viewWith(changes: Changes): View {
  const view: Record<string, unknown> = { ...plainView() }
  for (const [name, change] of Object.entries(changes)) {
    const before = view[name]
    view[name] = change && typeof before === 'object' ? { ...before, ...change } : change
  }
  return view as unknown as View
}

export const inSegment = (id: string) => ({ current: id as SegmentId })

export const seat = (more: Partial<PairingSeat> = {}): PairingSeat => ({
  kind: 'pairing',
  number: 1,
  table: 14,
  sign: 7,
  here: false,
  rematch: false,
  met: false,
  offer: null,
  partners: [
    { name: 'Ada', here: false, token: null, inCommon: { languages: ['en'], topics: [] } },
  ],
  ...more,
})

/** Somebody at table 4, for one who is alone elsewhere. */
export const offer = (more: Partial<OfferSlice> = {}): OfferSlice => ({
  kind: 'each-other',
  table: 4,
  sign: 3,
  with: ['Eve'],
  stay: false,
  ...more,
})

/** Round `number`: shown at minute 60, talking from 62 to 72. */
export const roundAt = (number = 1) => ({
  number,
  phase: 'announced' as const,
  revealAt: at(60),
  startsAt: at(62),
  endsAt: at(72),
  pairings: 6,
})
