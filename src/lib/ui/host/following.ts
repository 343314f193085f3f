// What the host's desk shows while nobody is heard: the published program goes on.
import { followedRound } from '#night/rounds/timetable.ts'
import { withRound, type Silence } from '../following.ts'
import { roundOf, type HostSight } from './sight.ts'

/**
 * What the desk goes by in silence, with who sits where as it was sealed; null where what was heard
 * last still counts. An order given meanwhile is kept, as any is.
 */
export function followedByHost(heard: HostSight, silence: Silence): HostSight | null {
  const next = followedRound(heard, silence)
  if (!next) return null
  const { number } = next
  // A view kept from before has none.
  const known = (heard.coming as HostSight['coming'] | undefined)?.find((r) => r.number === number)
  const round = known && {
    ...{ ...known, phase: 'announced' as const },
    ...{ here: [], absent: [], offers: [], met: [] },
  }
  return {
    ...withRound(heard, next),
    desk: { ...heard.desk, plan: null, ask: null, round: round ?? null },
    helm: {
      next: { command: { type: 'rounds/end', number: roundOf(number) }, facts: { number } },
      undo: null,
    },
  }
}
