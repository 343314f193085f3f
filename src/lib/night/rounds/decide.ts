import { accept, acceptWithInverse, refuse } from '../decision.ts'
import type { Night, NightEvent } from '../night.ts'
import { beginning } from '../program/decide.ts'
import { standing } from '../program/model.ts'
import type { Rules } from '../rule.ts'
import { times, type Instant } from '../time.ts'
import type { RoundsCommand } from './commands.ts'
import { asking, deskRules, ifNext, planning } from './desk.ts'
import { stillHolds } from './holds.ts'
import { sealRules } from './seal.ts'
import { mostlyAs, unsealed } from './sealing.ts'
import { seatingFor, takingPart, type Planned } from './seating.ts'
import { timesFrom } from './timetable.ts'
import { ifOpen, tableRules } from './tables.ts'

/** Those whose silence counts as away once the round starts. */
function silenced(night: Night, at: Instant): { events: NightEvent[]; inverse: NightEvent[] } {
  const staying = new Set(takingPart(night).map((a) => a.id))
  const gone = [...night.door.attendees.values()].filter(
    (a) => a.state === 'present' && !staying.has(a.id),
  )
  return {
    events: gone.map(({ id }) => ({ type: 'door/went-away', attendee: id, at })),
    inverse: gone.map(({ id }) => ({ type: 'door/came-back', attendee: id, at })),
  }
}

/**
 * Who sits where, and the words that open it: as the host left the preview, else as it was sealed,
 * else planned now. What is for the most part not as it was sealed has no words.
 */
function announcedSeating(night: Night, number: number, planned: Planned | undefined) {
  const { plan, sealed } = night.rounds
  const known = sealed?.rounds.find((r) => r.number === number)
  if (plan?.number === number && stillHolds(night, plan.seating)) {
    const isKnown = known !== undefined && mostlyAs(plan.seating, known)
    return { seating: plan.seating, words: isKnown ? known.words : [] }
  }
  const open = unsealed(night, number, takingPart(night))
  return open ?? { seating: seatingFor(night, number, { planned }), words: [] }
}

export const roundsRules: Rules<RoundsCommand['type']> = {
  ...deskRules,
  ...sealRules,
  ...tableRules,

  'rounds/start': (night, { at, planned, command: { number } }) =>
    ifNext(night, number, () => {
      if (night.program.pausedAt !== null) return refuse('program/not-open')
      const { plan, sealed, settings, ask } = night.rounds
      const { seating, words } = announcedSeating(night, number, planned)
      if (seating.pairings.length === 0) return refuse('rounds/nobody-left-to-meet')
      const segment = night.program.segments.find((s) => s.kind === 'rounds')
      const begun = segment ? beginning(night, segment.id, at) : { events: [], inverse: [] }
      const away = silenced(night, at)
      return acceptWithInverse<NightEvent>(
        [
          ...begun.events,
          ...away.events,
          {
            type: 'rounds/announced',
            ...{ number, seating, ...timesFrom(at, settings) },
            ...(words.length > 0 && { words }),
          },
        ],
        [
          { type: 'rounds/withdrawn', number, at },
          // Planned again from the same, it seats the same: no phone shows two partners for one round.
          ...planning(plan),
          ...(sealed ? [{ type: 'rounds/sealed', sealed } as const] : []),
          ...away.inverse,
          ...asking(ask),
          ...begun.inverse,
        ],
      )
    }),

  'rounds/extend': (night, { at, command: { number, by } }) =>
    ifOpen(night, number, (round) => {
      const now = standing(night.program, at)
      if (round.endsAt + by <= Math.max(now, round.startsAt)) return refuse('rounds/too-few-left')
      return acceptWithInverse<NightEvent>(
        [{ type: 'rounds/extended', number, by }],
        [{ type: 'rounds/extended', number, by: times(by, -1) }],
      )
    }),

  'rounds/end': (night, { at, by, command: { number } }) => {
    const round = night.rounds.list[number - 1]
    if (!round) return refuse('rounds/no-such-round')
    if (round.phase === 'over') return accept()
    if (by.role === 'system') {
      const due = night.program.pausedAt === null && at >= round.endsAt
      if (!due) return refuse('rounds/not-yet', { number })
      return accept<NightEvent>({ type: 'rounds/ended', number, at }, { type: 'undo/lapsed' })
    }
    return acceptWithInverse<NightEvent>(
      [{ type: 'rounds/ended', number, at }],
      [{ type: 'rounds/reopened', number, at }],
    )
  },
}
