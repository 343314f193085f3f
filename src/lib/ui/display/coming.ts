// What comes next and when, for the third of the display that says so.
import { forecast } from '#night/program/forecast.ts'
import type { Segment } from '#night/program/model.ts'
import type { PublicView } from '#night/views/public.ts'
import type { Instant } from '#night/time.ts'
import { currentSegment, nextRoundAt } from '../attendee/program.ts'

export type Coming =
  | { readonly kind: 'segment'; readonly segment: Segment; readonly at: Instant }
  | { readonly kind: 'round'; readonly number: number; readonly at: Instant }

type Seen = Pick<PublicView, 'program' | 'round' | 'talks'>

/** The next round while the rounds are on, else the next segment; null at the end of the night. */
export function comingNext(view: Seen, now: Instant): Coming | null {
  if (view.program.phase === 'over') return null
  const roundsAreOn = currentSegment(view)?.kind === 'rounds' || view.round.phase === 'announced'
  const round = roundsAreOn ? nextRoundAt(view, now) : null
  if (round && round.number > 0) return { kind: 'round', ...round }
  const from = view.program.segments.findIndex((s) => s.id === view.program.current) + 1
  const segment = view.program.segments.slice(from).find((s) => !s.skipped && s.startedAt === null)
  const expected = segment && forecast(view, now).segments.find((e) => e.segment === segment.id)
  return segment && expected ? { kind: 'segment', segment, at: expected.start } : null
}
