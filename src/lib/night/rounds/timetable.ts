// When rounds are, by the published program: what everybody reckons alike, with or without a line.
import type { Segment } from '../program/model.ts'
import { between, latest, minutes, plus, seconds, type Duration, type Instant } from '../time.ts'

/** Pairings are published this long before screens show them, so that all show them at once. */
export const revealLead = seconds(3)

/**
 * So long the server hears nobody before it follows the program: a line may falter, a server restart.
 * The screens follow a heartbeat later.
 */
export const silence = seconds(30)

export interface RoundTimes {
  readonly revealAt: Instant
  readonly startsAt: Instant
  readonly endsAt: Instant
}

export interface Lengths {
  readonly roundMs: Duration
  readonly changeoverMs: Duration
}

/** A round to come, and when it is announced if nobody decides otherwise. */
export interface ComingRound extends RoundTimes {
  readonly number: number
  readonly announcedAt: Instant
}

/** What the program says, as the rules have it and as every screen does. */
export interface Published {
  readonly program: {
    readonly phase: 'ahead' | 'open' | 'over'
    readonly current: string | null
    readonly pausedAt: Instant | null
    readonly segments: readonly Segment[]
  }
  readonly round: Lengths & {
    readonly count: number
    /** Of the last one announced; 0 before the first. */
    readonly number: number
    /** When that one ends by the clock, also where the host has ended it. */
    readonly endsAt: Instant
  }
}

/** Whether a round is on: announced, shown, and not past its end by the clock. */
export const roundIsOn = (
  { round }: { readonly round: RoundTimes & { readonly phase: string } },
  at: Instant,
): boolean => round.phase === 'announced' && at >= round.revealAt && at < round.endsAt

/** When a round announced at `from` is shown, begins and ends. */
export function timesFrom(from: Instant, { roundMs, changeoverMs }: Lengths): RoundTimes {
  const revealAt = plus(from, revealLead)
  const startsAt = latest(revealAt, plus(from, changeoverMs))
  return { revealAt, startsAt, endsAt: plus(startsAt, roundMs) }
}

/**
 * The rounds to come, one at the heels of the other: from the end of the last one announced, or from
 * the published start of the rounds. None while the night is paused, and none when it has moved on.
 */
export function comingRounds({ program, round }: Published): readonly ComingRound[] {
  const first = program.phase === 'open' && program.pausedAt === null ? firstFrom(program, round) : null // prettier-ignore
  if (first === null) return []
  const coming: ComingRound[] = []
  for (let number = round.number + 1; number <= round.count; number++) {
    const announcedAt = coming.at(-1)?.endsAt ?? first
    coming.push({ number, announcedAt, ...timesFrom(announcedAt, round) })
  }
  return coming
}

function firstFrom(
  { segments, current: here }: Published['program'],
  round: Published['round'],
): Instant | null {
  const rounds = segments.find((s) => s.kind === 'rounds')
  const current = segments.find((s) => s.id === here)
  if (round.number > 0) return current?.kind === 'rounds' || !rounds ? round.endsAt : null
  if (!rounds || rounds.skipped || rounds.startedAt !== null) return null
  if (current && segments.indexOf(current) > segments.indexOf(rounds)) return null
  return current ? latest(rounds.start, plus(current.end, current.extra)) : rounds.start
}

/**
 * The round that screens and server go by at `at` when nobody was heard since `heardAt`; null where
 * the last one announced still counts. What was due before and did not happen is the host's to decide.
 */
export function followedRound(
  published: Published,
  { at, heardAt }: { readonly at: Instant; readonly heardAt: Instant },
): ComingRound | null {
  const coming = comingRounds(published)
  const [first] = coming
  if (!first || first.announcedAt < heardAt) return null
  return coming.filter((r) => r.revealAt <= at).at(-1) ?? null
}

/**
 * The round that waits for the host, who cannot be heard either: nobody was since `heardAt`, and it was
 * due before. Whoever opens it now begins it now, by the minute; the next one waits once it could be over.
 */
export function heldRound(
  published: Published,
  { at, heardAt }: { readonly at: Instant; readonly heardAt: Instant },
): (RoundTimes & { readonly number: number }) | null {
  const { round } = published
  const [first] = comingRounds(published)
  if (!first || first.announcedAt >= heardAt) return null
  const lasts = between(first.announcedAt, first.endsAt)
  const number = first.number + Math.floor(between(heardAt, at) / lasts)
  const minute = (at - (at % minutes(1))) as Instant
  return number <= round.count ? { number, ...timesFrom(minute, round) } : null
}
