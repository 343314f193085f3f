// The truth about time: when each segment will really begin and end, from what really happened.
// Works on slices alone, so that host screens and displays reckon it on their own clock.
import type { ProgramSlice, RoundSlice, TalksSlice } from '../views/public.ts'
import type { SegmentId } from '../ids.ts'
import { queueOf } from '../talks/model.ts'
import { between, latest, minutes, plus, type Duration, type Instant } from '../time.ts'
import type { Segment } from './model.ts'

export interface Expected {
  readonly segment: SegmentId
  readonly start: Instant
  readonly end: Instant
  /** How much later (or, negative, earlier) it ends than published. */
  readonly late: Duration
}

export interface Forecast {
  readonly segments: readonly Expected[]
  /** When the night will end. */
  readonly end: Instant
}

type Slices = {
  readonly program: ProgramSlice
  readonly round: RoundSlice
  readonly talks: TalksSlice
}

/** How long `rounds` rounds take, with a changeover between each two of them. */
export const roundsLast = (round: RoundSlice, rounds: number): Duration =>
  Math.max(0, rounds * round.roundMs + (rounds - 1) * round.changeoverMs) as Duration

/** When the rounds end, if the host announces each next one as soon as it can be. */
function roundsEnd({ round, program }: Slices, start: Instant, now: Instant): Instant {
  const left = round.count - round.number
  // While the night is paused, a deadline moves with the clock.
  const stood = (program.pausedAt === null ? 0 : Math.max(0, now - program.pausedAt)) as Duration
  if (round.number === 0) return plus(latest(start, now), roundsLast(round, round.count))
  const lastEnd = round.phase === 'announced' ? plus(round.endsAt, stood) : now
  const rest = left * (round.roundMs + round.changeoverMs)
  return plus(latest(lastEnd, round.phase === 'announced' ? lastEnd : now), rest as Duration)
}

/** When the stage is free for good: the talk that is on, then what is accepted. */
function talksEnd({ talks }: Slices, from: Instant, now: Instant): Instant {
  const ahead = queueOf(talks.list).reduce((sum, t) => sum + t.minutes, 0)
  const free = talks.stage ? latest(talks.stage.endsAt, now) : from
  return plus(free, minutes(ahead))
}

const published = (s: Segment): Instant => plus(s.end, s.extra)

function endOf(slices: Slices, s: Segment, start: Instant, now: Instant): Instant {
  const running = s.startedAt !== null
  switch (s.kind) {
    case 'rounds':
      return slices.round.number >= slices.round.count && slices.round.phase === 'over'
        ? latest(now, start)
        : roundsEnd(slices, start, now)
    case 'talks': {
      const talked = talksEnd(slices, running ? now : start, now)
      return latest(latest(talked, published(s)), running ? now : start)
    }
    default:
      return latest(published(s), running ? now : plus(start, between(s.start, s.end)))
  }
}

/** When everything will be, as seen from `now`. Skipped segments take no time and are left out. */
export function forecast(slices: Slices, now: Instant): Forecast {
  const segments: Expected[] = []
  let free: Instant = 0 as Instant
  for (const s of slices.program.segments) {
    if (s.skipped) continue
    const lead = s.kind === 'rounds' && slices.round.number === 0 ? slices.round.changeoverMs : 0
    const earliest = s.startedAt === null && slices.program.phase !== 'ahead' ? now + lead : 0
    const start =
      s.startedAt ??
      latest(latest(s.start, free), (slices.program.phase === 'over' ? 0 : earliest) as Instant)
    const end = s.endedAt ?? endOf(slices, s, start, now)
    segments.push({ segment: s.id, start, end, late: between(s.end, end) })
    free = end
  }
  return { segments, end: slices.program.endedAt ?? free }
}
