// What the host is told before it happens: why somebody will sit out, or meet again, and from when.
import { presentOf, type Attendee } from '../door/model.ts'
import type { Night } from '../night.ts'
import { areStillComing } from '../program/still-coming.ts'
import { outlook, type PairingInput, type Reason } from './pairing/index.ts'
import { pairingInput } from './seating.ts'

export type { Reason }

/** More would keep those waiting who want a plan, and there is choice for all. */
const most = 600

/** The input of the rounds ahead; null where none is ahead, nobody could meet, or there are too many. */
export function inputAhead(night: Night): PairingInput | null {
  const people = peopleFor(night)
  if (people.length < 2 || people.length > most) return null
  return pairingInput(night, night.rounds.list.length + 1, { people })
}

/**
 * What no plan for the rounds of an input can avoid. Takes longer than everybody else may be held up:
 * 50 ms for 500 people.
 */
export const reasonsFor = (input: PairingInput): readonly Reason[] =>
  outlook(input).map(withoutCause)

/** All that `inputAhead` is made from, by identity: none of it changes in place. */
export function groundsOf(night: Night): readonly unknown[] {
  const { list, settings, apart } = night.rounds
  const met = list.flatMap(({ pairings, parted, byes }) => [pairings, parted, byes])
  return [list.length, settings, apart, ...met, null, ...peopleFor(night)]
}

/** Whoever the rounds ahead are planned for; nobody where none is. */
function peopleFor({ program, rounds, door }: Night): readonly Attendee[] {
  if (program.phase === 'over' || rounds.list.length >= rounds.settings.count) return []
  if (!areStillComing(program)) return presentOf(door)
  return [...door.attendees.values()].filter((a) => a.state !== 'left')
}

/** Too few partners because of wishes look like too few partners: nobody's wish can be read from it. */
const withoutCause = (reason: Reason): Reason =>
  reason.code === 'wish-partners' ? { ...reason, code: 'everybody-met' } : reason
