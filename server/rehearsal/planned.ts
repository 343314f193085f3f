// Lays the evening's program over the rehearsal's own time, however fast that passes.
import { plus, type Instant } from '#night/time.ts'
import type { Room } from './guest.ts'
import type { Pace } from './pace.ts'

const lengths = { roundMinutes: 10, changeoverMinutes: 2 } as const

/** The published segments, moved and shortened so that the doors open now. */
export async function planned({ host }: Room, pace: Pace): Promise<void> {
  const segments = host.view.program?.segments ?? []
  const [first] = segments
  if (!first) throw new Error('expected a night with segments, found none')
  // Once: the segments keep their distances to the millisecond.
  const now = pace.now()
  const placed = (at: Instant) => plus(now, pace.span((at - first.start) / 60_000))
  await host.send({
    type: 'program/plan',
    segments: segments.map(({ id, kind, title, start, end }) => ({
      ...{ id, kind, title, start: placed(start), end: placed(end) },
    })),
  })
  await host.send({
    type: 'rounds/configure',
    roundMs: pace.span(lengths.roundMinutes),
    changeoverMs: pace.span(lengths.changeoverMinutes),
  })
}
