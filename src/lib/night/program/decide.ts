import { accept, acceptWithInverse, refuse } from '../decision.ts'
import type { Night, NightEvent } from '../night.ts'
import { openRound } from '../rounds/model.ts'
import type { Decision, Rules } from '../rule.ts'
import { between, type Instant } from '../time.ts'
import type { Program } from './model.ts'

type ProgramRules =
  | 'program/plan'
  | 'program/start'
  | 'program/extend'
  | 'program/move'
  | 'program/skip'
  | 'program/pause'
  | 'program/resume'
  | 'program/end'

const segmentOf = (program: Program, id: string) => program.segments.find((s) => s.id === id)

const restoring = (night: Night): NightEvent => ({
  type: 'program/restored',
  program: night.program,
})

/** What must stop when the evening leaves a segment: a running round, the talk on stage. */
function closing(night: Night, at: Instant): { events: NightEvent[]; inverse: NightEvent[] } {
  const events: NightEvent[] = []
  const inverse: NightEvent[] = []
  const round = openRound(night.rounds)
  if (round) {
    events.push({ type: 'rounds/ended', number: round.number, at })
    inverse.push({ type: 'rounds/reopened', number: round.number, at })
  }
  const { stage, list } = night.talks
  if (stage) {
    events.push({ type: 'talks/stopped', talk: stage.talk, at })
    inverse.push({ type: 'talks/restored', list, stage, at })
  }
  return { events, inverse }
}

/** The events that begin a segment, and those that take it back; also used when round 1 is announced. */
export function beginning(night: Night, segment: string, at: Instant) {
  const found = segmentOf(night.program, segment)
  if (!found || night.program.current === found.id) return { events: [], inverse: [] }
  const closed = closing(night, at)
  return {
    events: [...closed.events, { type: 'program/segment-started', segment: found.id, at } as const],
    inverse: [...closed.inverse, restoring(night)],
  }
}

const ifRunning = (night: Night, then: () => Decision): Decision => {
  if (night.program.phase === 'over') return refuse('night/over')
  return then()
}

export const programRules: Rules<ProgramRules> = {
  'program/plan': (night, { command }) =>
    ifRunning(night, () => {
      const kept = new Set(command.segments.map((s) => s.id))
      const begun = night.program.segments.filter((s) => s.startedAt !== null)
      if (begun.some((s) => !kept.has(s.id))) return refuse('program/already-started')
      if (kept.size < command.segments.length) return refuse('program/overlaps')
      const overlap = command.segments.some((s, i) => {
        const before = command.segments[i - 1]
        return before !== undefined && s.start < before.end
      })
      if (overlap) return refuse('program/overlaps')
      return acceptWithInverse<NightEvent>(
        [{ type: 'program/planned', segments: command.segments }],
        [restoring(night)],
      )
    }),

  'program/start': (night, { at, command }) =>
    ifRunning(night, () => {
      const segment = segmentOf(night.program, command.segment)
      if (!segment) return refuse('program/no-such-segment')
      if (night.program.current === segment.id) return accept()
      if (segment.startedAt !== null) return refuse('program/already-started')
      if (night.program.pausedAt !== null) return refuse('program/not-open')
      const { events, inverse } = beginning(night, segment.id, at)
      return acceptWithInverse(events, inverse)
    }),

  'program/extend': (night, { command }) =>
    ifRunning(night, () => {
      const segment = segmentOf(night.program, command.segment)
      if (!segment) return refuse('program/no-such-segment')
      if (segment.endedAt !== null) return refuse('program/segment-over')
      if (segment.end + segment.extra + command.by <= segment.start)
        return refuse('program/overlaps')
      return acceptWithInverse<NightEvent>(
        [{ type: 'program/segment-extended', segment: segment.id, by: command.by }],
        [restoring(night)],
      )
    }),

  'program/move': (night, { command }) =>
    ifRunning(night, () => {
      const segment = segmentOf(night.program, command.segment)
      if (!segment) return refuse('program/no-such-segment')
      if (segment.startedAt !== null) return refuse('program/already-started')
      return acceptWithInverse<NightEvent>(
        [{ type: 'program/segment-moved', segment: segment.id, by: command.by }],
        [restoring(night)],
      )
    }),

  'program/skip': (night, { at, command }) =>
    ifRunning(night, () => {
      const segment = segmentOf(night.program, command.segment)
      if (!segment) return refuse('program/no-such-segment')
      if (segment.startedAt !== null) return refuse('program/already-started')
      if (segment.skipped) return accept()
      return acceptWithInverse<NightEvent>(
        [{ type: 'program/segment-skipped', segment: segment.id, at }],
        [restoring(night)],
      )
    }),

  'program/pause': (night, { at }) => {
    if (night.program.phase !== 'open') return refuse('program/not-open')
    if (night.program.pausedAt !== null) return accept()
    return acceptWithInverse<NightEvent>(
      [{ type: 'program/paused', at }],
      [{ type: 'program/resumed', at, pausedFor: between(at, at) }],
    )
  },

  'program/resume': (night, { at }) => {
    const { pausedAt } = night.program
    if (pausedAt === null) return accept()
    return acceptWithInverse<NightEvent>(
      [{ type: 'program/resumed', at, pausedFor: between(pausedAt, at) }],
      [{ type: 'program/paused', at }],
    )
  },

  'program/end': (night, { at }) => {
    if (night.program.phase === 'over') return accept()
    if (night.program.phase !== 'open') return refuse('program/not-open')
    const closed = closing(night, at)
    return acceptWithInverse<NightEvent>(
      [...closed.events, { type: 'program/ended', at }],
      [...closed.inverse, restoring(night)],
    )
  },
}
