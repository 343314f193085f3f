// The run of show: segments with planned and true times.
import * as v from 'valibot'
import { segmentId, type SegmentId } from '../ids.ts'
import { durationWithin, instant, longer, type Duration, type Instant } from '../time.ts'
import { line } from '../text.ts'

export const segmentKind = v.picklist(['doors', 'talks', 'rounds', 'free', 'own'])
export type SegmentKind = v.InferOutput<typeof segmentKind>

export const segmentPlan = v.pipe(
  v.object({
    id: segmentId,
    kind: segmentKind,
    title: v.nullable(line(1, 60)),
    start: instant,
    end: instant,
  }),
  v.check((s) => s.end > s.start, 'a segment ends after it starts'),
)
export type SegmentPlan = v.InferOutput<typeof segmentPlan>

const upTo = (max: number) => durationWithin(-max, max)
const hours = 3_600_000

export const programCommands = [
  v.object({
    type: v.literal('program/plan'),
    segments: v.pipe(v.array(segmentPlan), v.minLength(1), v.maxLength(12)),
  }),
  v.object({ type: v.literal('program/start'), segment: segmentId }),
  v.object({ type: v.literal('program/extend'), segment: segmentId, by: upTo(3 * hours) }),
  v.object({ type: v.literal('program/move'), segment: segmentId, by: upTo(6 * hours) }),
  v.object({ type: v.literal('program/skip'), segment: segmentId }),
  v.object({ type: v.literal('program/pause') }),
  v.object({ type: v.literal('program/resume') }),
  v.object({ type: v.literal('program/end') }),
] as const
export type ProgramCommand = v.InferOutput<(typeof programCommands)[number]>

export interface Segment extends SegmentPlan {
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly skipped: boolean
  /** Added to (or taken from) its planned length by the host. */
  readonly extra: Duration
}

export interface Program {
  readonly phase: 'ahead' | 'open' | 'over'
  readonly segments: readonly Segment[]
  readonly current: SegmentId | null
  readonly pausedAt: Instant | null
  readonly endedAt: Instant | null
}

export type ProgramEvent =
  | { readonly type: 'program/planned'; readonly segments: readonly SegmentPlan[] }
  | { readonly type: 'program/segment-started'; readonly segment: SegmentId; readonly at: Instant }
  | {
      readonly type: 'program/segment-extended'
      readonly segment: SegmentId
      readonly by: Duration
    }
  | { readonly type: 'program/segment-moved'; readonly segment: SegmentId; readonly by: Duration }
  | { readonly type: 'program/segment-skipped'; readonly segment: SegmentId; readonly at: Instant }
  | { readonly type: 'program/paused'; readonly at: Instant }
  | { readonly type: 'program/resumed'; readonly at: Instant; readonly pausedFor: Duration }
  | { readonly type: 'program/ended'; readonly at: Instant }
  | { readonly type: 'program/restored'; readonly program: Program }

export const emptyProgram = (): Program => ({
  phase: 'ahead',
  segments: [],
  current: null,
  pausedAt: null,
  endedAt: null,
})

export const currentSegment = (program: Program): Segment | null =>
  program.segments.find((s) => s.id === program.current) ?? null

/** What deadlines are measured against: time stands still while the night is paused. */
export const standing = ({ pausedAt }: Program, at: Instant): Instant => pausedAt ?? at

/** The first segment after the current one that is neither begun nor skipped. */
export const nextSegment = (program: Program): Segment | null => {
  const from = program.segments.findIndex((s) => s.id === program.current) + 1
  return program.segments.slice(from).find((s) => !s.skipped && s.startedAt === null) ?? null
}

const changed = (program: Program, id: SegmentId, change: Partial<Segment>): Program => ({
  ...program,
  segments: program.segments.map((s) => (s.id === id ? { ...s, ...change } : s)),
})

const begun = (plan: SegmentPlan): Segment => ({
  ...plan,
  startedAt: null,
  endedAt: null,
  skipped: false,
  extra: 0 as Duration,
})

export function applyProgram(program: Program, event: { readonly type: string }): Program {
  const e = event as ProgramEvent
  switch (e.type) {
    case 'program/planned': {
      const known = new Map(program.segments.map((s) => [s.id, s]))
      return {
        ...program,
        segments: e.segments.map((s) => ({ ...(known.get(s.id) ?? begun(s)), ...s })),
      }
    }
    case 'program/segment-started': {
      const ended = program.current ? changed(program, program.current, { endedAt: e.at }) : program
      return {
        ...changed(ended, e.segment, { startedAt: e.at, endedAt: null, skipped: false }),
        phase: 'open',
        current: e.segment,
      }
    }
    case 'program/segment-extended': {
      const extra = program.segments.find((s) => s.id === e.segment)?.extra ?? (0 as Duration)
      return changed(program, e.segment, { extra: longer(extra, e.by) })
    }
    case 'program/segment-moved': {
      const s = program.segments.find((each) => each.id === e.segment)
      if (!s) return program
      return changed(program, e.segment, {
        start: (s.start + e.by) as Instant,
        end: (s.end + e.by) as Instant,
      })
    }
    case 'program/segment-skipped':
      return changed(program, e.segment, { skipped: true })
    case 'program/paused':
      return { ...program, pausedAt: e.at }
    case 'program/resumed':
      return { ...program, pausedAt: null }
    case 'program/ended': {
      const ended = program.current ? changed(program, program.current, { endedAt: e.at }) : program
      return { ...ended, phase: 'over', current: null, pausedAt: null, endedAt: e.at }
    }
    case 'program/restored':
      return e.program
    default:
      return program
  }
}
