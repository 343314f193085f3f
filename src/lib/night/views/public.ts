// What everybody in the room may see, the same for all. Built by adding; nothing personal is here
// but what its owner chose to show: a talk's speaker, the host of an open table.
import type { SegmentId, TalkId } from '../ids.ts'
import type { Night } from '../night.ts'
import type { Segment } from '../program/model.ts'
import { lastRound, meetingsHeld } from '../rounds/model.ts'
import type { Screens } from '../screens/model.ts'
import type { Stage, Talk } from '../talks/model.ts'
import type { Duration, Instant } from '../time.ts'

export interface AboutSlice {
  readonly title: string
  readonly community: string
  readonly date: string
  readonly venue: string
  readonly link: string | null
  readonly code: string
  readonly topics: readonly string[]
  readonly languages: readonly ('fr' | 'en')[]
  readonly eraseAt: Instant
  /** How far clocks at the venue are ahead of UTC, minutes; older nights do not say. */
  readonly utcOffset?: number
  readonly selfCheckIn: boolean
}

export interface ProgramSlice {
  readonly phase: 'ahead' | 'open' | 'over'
  readonly current: SegmentId | null
  readonly pausedAt: Instant | null
  readonly endedAt: Instant | null
  readonly segments: readonly Segment[]
}

export interface CountSlice {
  /** In the room. */
  readonly inside: number
  /** Badges made. */
  readonly joined: number
  readonly forecast: number | null
}

/** The rounds' settings, and the last one announced. `number` is 0 before the first. */
export interface RoundSlice {
  readonly count: number
  readonly roundMs: Duration
  readonly changeoverMs: Duration
  readonly oddOne: 'trio' | 'bye'
  /** Only when two may not meet again, even as a last resort. */
  readonly repeats?: 'never'
  /** Only when who does not answer «still in?» counts as away. */
  readonly silence?: 'away'
  readonly number: number
  readonly phase: 'none' | 'announced' | 'over'
  readonly revealAt: Instant
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly pairings: number
  /** Meetings of the evening of which two people said that they were held. */
  readonly met: number
  /** The round before which the room is asked «still in?», until it starts. */
  readonly asked?: number
}

export type PublicTalk = Omit<Talk, 'by'>

export interface TalksSlice {
  /** In the order of the queue, without what was withdrawn or declined. */
  readonly list: readonly PublicTalk[]
  readonly stage: Stage | null
}

/** How many support each talk; talks that nobody supports are not in it. */
export type SupportSlice = Readonly<Record<TalkId, number>>

export interface PublicTable {
  readonly table: number
  readonly topic: string
  readonly host: string | null
  readonly joined: number
  readonly expiresAt: Instant
}

export interface FloorSlice {
  /** How many tables the plan shows: those set by the host, or more where pairings need them. */
  readonly tables: number
  readonly open: readonly PublicTable[]
}

export interface PublicView {
  readonly about: AboutSlice
  readonly program: ProgramSlice
  readonly count: CountSlice
  readonly round: RoundSlice
  readonly talks: TalksSlice
  readonly support: SupportSlice
  readonly floor: FloorSlice
  readonly screens: Screens
}

function aboutSlice({ about, door }: Night): AboutSlice {
  if (!about) throw new Error('expected a night that was created, found an empty one')
  const { title, community, date, venue, link, code, topics, languages, eraseAt, utcOffset } = about
  return {
    ...{ title, community, date, venue, link, code, topics, languages, eraseAt },
    ...(utcOffset !== undefined && { utcOffset }),
    selfCheckIn: door.selfCheckIn,
  }
}

const programSlice = ({ program }: Night): ProgramSlice => ({
  phase: program.phase,
  current: program.current,
  pausedAt: program.pausedAt,
  endedAt: program.endedAt,
  segments: program.segments,
})

function roundSlice({ rounds }: Night): RoundSlice {
  const last = lastRound(rounds)
  const none = 0 as Instant
  const { count, roundMs, changeoverMs, oddOne, repeats, silence } = rounds.settings
  return {
    ...{ count, roundMs, changeoverMs, oddOne },
    ...(repeats === 'never' && { repeats }),
    ...(silence === 'away' && { silence }),
    number: last?.number ?? 0,
    phase: last?.phase ?? 'none',
    revealAt: last?.revealAt ?? none,
    startsAt: last?.startsAt ?? none,
    endsAt: last?.endsAt ?? none,
    pairings: last?.pairings.length ?? 0,
    met: meetingsHeld(rounds),
    ...(rounds.ask && { asked: rounds.ask.number }),
  }
}

const hidden = new Set(['withdrawn', 'declined'])

const talksSlice = ({ talks, door }: Night): TalksSlice => ({
  list: talks.list
    .filter((t) => !hidden.has(t.state))
    .map(({ id, kind, by, speaker, title, minutes, language, line, link, state }) => ({
      ...{ id, kind, title, minutes, language, line, link, state },
      // By the name they have now: a host who changes one changes it everywhere.
      speaker: (by && door.attendees.get(by)?.name) ?? speaker,
    })),
  stage: talks.stage,
})

const supportSlice = ({ talks }: Night): SupportSlice =>
  Object.fromEntries(
    [...talks.support].filter(([, by]) => by.size > 0).map(([id, by]) => [id, by.size]),
  )

const floorSlice = ({ floor, door, rounds }: Night): FloorSlice => ({
  tables: Math.max(floor.tables, ...(lastRound(rounds)?.pairings.map((p) => p.table) ?? [])),
  open: [...floor.open.values()]
    .map(({ table, topic, by, joined, expiresAt }) => ({
      table,
      topic,
      host: (by && door.attendees.get(by)?.name) ?? null,
      joined: joined.size,
      expiresAt,
    }))
    .sort((a, b) => a.table - b.table),
})

/** The shared part of every view. Throws for a night that was never created. */
export const publicView = (night: Night): PublicView => ({
  about: aboutSlice(night),
  program: programSlice(night),
  count: {
    inside: night.door.inside,
    joined: night.door.attendees.size,
    forecast: night.about?.forecast ?? null,
  },
  round: roundSlice(night),
  talks: talksSlice(night),
  support: supportSlice(night),
  floor: floorSlice(night),
  screens: night.screens,
})
