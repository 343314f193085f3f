// What the system asks of the rounds by itself: to seal those to come, and to go by the program
// where nobody could be told.
import { accept, refuse } from '../decision.ts'
import { presentOf } from '../door/model.ts'
import type { Night, NightEvent } from '../night.ts'
import { beginning } from '../program/decide.ts'
import type { Rules } from '../rule.ts'
import type { Instant } from '../time.ts'
import { openRound } from './model.ts'
import { inputHash } from './pairing/index.ts'
import { sealedFrom, sealWanted, unsealed } from './sealing.ts'
import { comingRounds, type ComingRound, type Published } from './timetable.ts'

export const sealRules: Rules<'rounds/seal' | 'rounds/follow'> = {
  'rounds/seal': (night, { planned, command: { words } }) => {
    const wanted = sealWanted(night)
    if (!wanted) return accept()
    if (wanted.kind === 'mend')
      return accept<NightEvent>({ type: 'rounds/sealed', sealed: wanted.sealed })
    const input = inputHash(wanted.input)
    // People came or went while it was planned: it is asked again.
    if (planned?.input !== input) return refuse('rounds/not-yet')
    const rounds = sealedFrom(night, planned.rounds, words)
    return accept<NightEvent>({ type: 'rounds/sealed', sealed: { rounds, input } })
  },

  'rounds/follow': (night, { at, command: { number } }) => {
    const coming = comingOf(night)
    if (coming?.number !== number) return accept()
    if (at < coming.revealAt) return refuse('rounds/not-yet', { number })
    const open = unsealed(night, number, presentOf(night.door))
    if (!open || open.seating.pairings.length === 0) return refuse('rounds/nobody-left-to-meet')
    const { announcedAt, revealAt, startsAt, endsAt } = coming
    const last = openRound(night.rounds)
    const segment = night.program.segments.find((s) => s.kind === 'rounds')
    return accept<NightEvent>(
      ...(last ? [{ type: 'rounds/ended', number: last.number, at: last.endsAt } as const] : []),
      ...(segment ? beginning(night, segment.id, announcedAt).events : []),
      { type: 'rounds/announced', number, ...open, revealAt, startsAt, endsAt },
      { type: 'undo/lapsed' },
    )
  },
}

/** The next round by the program, and when; null where the host decides. */
export const comingOf = (night: Night): ComingRound | null =>
  comingRounds(published(night))[0] ?? null

function published({ program, rounds }: Night): Published {
  const { list, settings } = rounds
  const last = list.at(-1)
  return {
    program,
    round: {
      ...settings,
      number: list.length,
      endsAt: last?.endsAt ?? (0 as Instant),
    },
  }
}
