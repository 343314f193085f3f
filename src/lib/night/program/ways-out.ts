// What a host can do about a late segment, each with the time that it gives.
import type { Command } from '../night.ts'
import { between, latest, minutes, plus, type Duration, type Instant } from '../time.ts'
import { forecast, publishedEnd, type Expected, type Timed } from './forecast.ts'
import type { Segment } from './model.ts'

/** The first segment that will not end in time for what follows it. */
export interface Late {
  readonly segment: Segment
  readonly expected: Expected
  /** When it should end: as published, or when the next one begins. */
  readonly due: Instant
  readonly by: Duration
}

interface Way<K extends string> {
  readonly kind: K
  readonly command: Command
  /** When the late segment then ends; for a later segment, when that one then begins. */
  readonly gives: Instant
}
export type WayOut =
  | (Way<'shorter-rounds'> & { readonly minutes: number })
  | (Way<'fewer-rounds'> & { readonly rounds: number })
  | (Way<'later-segment'> & { readonly segment: Segment })
  | Way<'drop-talks'>
  /** The talks have begun: what is left of them is dropped. */
  | Way<'end-talks'>

const minute = minutes(1)

function following(night: Timed, segment: Segment): Segment | null {
  const from = night.program.segments.indexOf(segment) + 1
  return night.program.segments.slice(from).find((s) => !s.skipped && s.startedAt === null) ?? null
}

/** The first segment that ends a minute or more too late for what comes next, or null. */
export function lateOf(night: Timed, now: Instant): Late | null {
  const expected = forecast(night, now).segments
  const late = expected.flatMap((e): Late[] => {
    const segment = night.program.segments.find((s) => s.id === e.segment)
    if (!segment || segment.endedAt !== null) return []
    const next = following(night, segment)
    const due = next ? latest(publishedEnd(segment), next.start) : publishedEnd(segment)
    const by = between(due, e.end)
    return by >= minute ? [{ segment, expected: e, due, by }] : []
  })
  // Rounds are what most can be done about; a talk before them that is late makes them late too.
  return late.find((l) => l.segment.kind === 'rounds') ?? late[0] ?? null
}

const endIn = (night: Timed, id: string, now: Instant): Instant | null =>
  forecast(night, now).segments.find((s) => s.segment === id)?.end ?? null

/**
 * One-tap ways out of lateness, those that change nothing left out. Shorter rounds are the longest
 * whole minutes that fit, fewer rounds as many as fit, a later segment is moved by the delay.
 */
export function waysOut(night: Timed, late: Late, now: Instant): readonly WayOut[] {
  const { segment } = late
  const end = (changed: Timed) => endIn(changed, segment.id, now)
  return [
    ...(segment.kind === 'rounds' ? shorter(night, late, end) : []),
    ...(segment.kind === 'rounds' ? fewer(night, late, end) : []),
    ...later(night, late),
    ...withoutTalks(night, late, now),
  ]
}

type EndOf = (changed: Timed) => Instant | null

function shorter(night: Timed, { due }: Late, end: EndOf): WayOut[] {
  const { round } = night
  for (let whole = Math.ceil(round.roundMs / minute) - 1; whole >= 1; whole--) {
    const gives = end({ ...night, round: { ...round, roundMs: minutes(whole) } })
    if (gives === null || gives >= due + minute) continue
    const command: Command = { type: 'rounds/configure', roundMs: minutes(whole) }
    return [{ kind: 'shorter-rounds', minutes: whole, command, gives }]
  }
  return []
}

function fewer(night: Timed, { due }: Late, end: EndOf): WayOut[] {
  const { round } = night
  for (let count = round.count - 1; count >= Math.max(1, round.number); count--) {
    const gives = end({ ...night, round: { ...round, count } })
    if (gives === null || gives >= due + minute) continue
    return [
      {
        kind: 'fewer-rounds',
        rounds: count,
        command: { type: 'rounds/configure', count },
        gives,
      },
    ]
  }
  return []
}

function later(night: Timed, late: Late): WayOut[] {
  const next = following(night, late.segment)
  if (!next) return []
  const by = (Math.ceil((late.expected.end - next.start) / minute) * minute) as Duration
  if (by <= 0) return []
  const command: Command = { type: 'program/move', segment: next.id, by }
  return [{ kind: 'later-segment', segment: next, command, gives: plus(next.start, by) }]
}

function withoutTalks(night: Timed, late: Late, now: Instant): WayOut[] {
  const { program } = night
  const place = program.segments.indexOf(late.segment)
  const talks = program.segments.find((s, i) => s.kind === 'talks' && i < place && !s.skipped)
  if (!talks || talks.endedAt !== null) return []
  const running = talks.startedAt !== null
  if (running && late.segment.kind !== 'rounds') return []
  const changed = running ? goneOn(night, late.segment, now) : skipping(night, talks)
  const gives = endIn(changed, late.segment.id, now)
  if (gives === null || gives > late.expected.end - minute) return []
  return running
    ? [
        {
          kind: 'end-talks',
          command: { type: 'program/start', segment: late.segment.id },
          gives,
        },
      ]
    : [{ kind: 'drop-talks', command: { type: 'program/skip', segment: talks.id }, gives }]
}

const withSegments = (night: Timed, change: (s: Segment) => Partial<Segment>): Timed => ({
  ...night,
  program: {
    ...night.program,
    segments: night.program.segments.map((s) => ({ ...s, ...change(s) })),
  },
})

const skipping = (night: Timed, skipped: Segment): Timed =>
  withSegments(night, (s) => (s.id === skipped.id ? { skipped: true } : {}))

/** As if the host had gone on to `to` now. */
function goneOn(night: Timed, to: Segment, now: Instant): Timed {
  const { current } = night.program
  const begun = withSegments(night, (s) =>
    s.id === to.id ? { startedAt: now } : s.id === current ? { endedAt: now } : {},
  )
  return { ...begun, program: { ...begun.program, current: to.id } }
}
