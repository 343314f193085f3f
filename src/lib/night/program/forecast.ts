// The truth about time: when each segment will really begin and end, from what really happened.
// Works on slices alone, so that host screens and displays reckon it on their own clock.
import type { ProgramSlice, RoundSlice, TalksSlice } from '../views/public.ts'
import type { SegmentId } from '../ids.ts'
import { queueOf } from '../talks/model.ts'
import {
  between,
  earliest,
  latest,
  longer,
  minutes,
  plus,
  times,
  type Duration,
  type Instant,
} from '../time.ts'
import type { Segment } from './model.ts'

export interface Expected {
  readonly segment: SegmentId
  readonly start: Instant
  readonly end: Instant
  /** How much later (or, negative, earlier) it ends than published. */
  readonly late: Duration
}

export interface Forecast {
  /** Without what is skipped or was passed over. */
  readonly segments: readonly Expected[]
  /** When the night will end. */
  readonly end: Instant
}

export interface Timed {
  readonly program: ProgramSlice
  readonly round: RoundSlice
  readonly talks: TalksSlice
}

/** How long `rounds` rounds take, with a changeover between each two of them. */
export const roundsLast = (round: RoundSlice, rounds: number): Duration =>
  Math.max(0, rounds * round.roundMs + (rounds - 1) * round.changeoverMs) as Duration

/** How long the night has been paused: every deadline stands still meanwhile. */
const stood = ({ program }: Timed, now: Instant): Duration =>
  Math.max(0, now - (program.pausedAt ?? now)) as Duration

/** When the rounds end, if the host announces each next one as soon as it can be. */
function roundsEnd(night: Timed, s: Segment, start: Instant, now: Instant): Instant {
  const { round } = night
  // Once they are on, the first round is a changeover away from being announced.
  if (round.number === 0)
    return plus(
      s.startedAt === null ? start : latest(start, plus(now, round.changeoverMs)),
      roundsLast(round, round.count),
    )
  const free = round.phase === 'announced' ? plus(round.endsAt, stood(night, now)) : now
  const left = Math.max(0, round.count - round.number)
  return plus(latest(free, now), times(longer(round.roundMs, round.changeoverMs), left))
}

/** When the stage is free for good: the talk that is on, then those accepted. A free slot waits. */
function talksEnd(night: Timed, from: Instant, now: Instant): Instant {
  const { list, stage } = night.talks
  const ahead = queueOf(list)
    .filter((t) => t.kind !== 'free-slot')
    .reduce((sum, t) => sum + t.minutes, 0)
  const free = stage ? latest(plus(stage.endsAt, stood(night, now)), now) : from
  return plus(latest(free, from), minutes(ahead))
}

/** When a segment ends by the program, with what the host added to it. */
export const publishedEnd = (s: Segment): Instant => plus(s.end, s.extra)

function endOf(night: Timed, s: Segment, start: Instant, now: Instant): Instant {
  const soonest = s.startedAt === null ? start : latest(start, now)
  switch (s.kind) {
    case 'rounds':
      return roundsEnd(night, s, start, now)
    case 'talks':
      return latest(talksEnd(night, soonest, now), latest(publishedEnd(s), soonest))
    // Dinner, a film, a tour: as long as it is, whenever it begins.
    case 'own':
      return latest(plus(start, longer(between(s.start, s.end), s.extra)), soonest)
    // Doors and the free segment end when published: they take what time is left.
    default:
      return latest(publishedEnd(s), soonest)
  }
}

/** Whether the evening went on without it. */
const passedOver = (program: ProgramSlice, s: Segment, index: number): boolean => {
  if (s.startedAt !== null) return false
  const current = program.segments.findIndex((each) => each.id === program.current)
  return s.skipped || index < current || program.phase === 'over'
}

/**
 * When everything will be, as seen from `now`. What is skipped takes no time, and what follows it
 * may begin where it would have: no talks gives their minutes back.
 */
export function forecast(night: Timed, now: Instant): Forecast {
  const { program, round } = night
  const segments: Expected[] = []
  let free = 0 as Instant
  let givenBack: Instant | null = null
  program.segments.forEach((s, index) => {
    if (passedOver(program, s, index)) {
      if (s.skipped) givenBack = givenBack === null ? s.start : earliest(givenBack, s.start)
      return
    }
    const lead = s.kind === 'rounds' && round.number === 0 ? round.changeoverMs : 0
    const may = givenBack === null ? s.start : earliest(givenBack, s.start)
    const start = s.startedAt ?? latest(latest(may, free), (now + lead) as Instant)
    const end = s.endedAt ?? endOf(night, s, start, now)
    segments.push({ segment: s.id, start, end, late: between(s.end, end) })
    free = end
    givenBack = null
  })
  return { segments, end: program.endedAt ?? free }
}
