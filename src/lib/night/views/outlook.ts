// What the host is told before it happens: why somebody will sit out, or meet again, and from when.
import { presentOf, type Attendee } from '../door/model.ts'
import type { Night } from '../night.ts'
import { areStillComing } from '../program/still-coming.ts'
import { outlook, type Reason } from '../rounds/pairing/index.ts'
import { pairingInput } from '../rounds/seating.ts'

export type { Reason }

/** What no plan for the rounds ahead can avoid; nothing where none is ahead or nobody could meet. */
export function outlookSlice(night: Night): readonly Reason[] {
  const { program, rounds } = night
  const number = rounds.list.length + 1
  if (program.phase === 'over' || number > rounds.settings.count) return []
  const people = peopleFor(night)
  return people.length < 2 || people.length > most ? [] : reasonsFor(night, number, people)
}

/** Beyond this it would hold everybody up for longer than a blink, and there is choice for all. */
const most = 600

function peopleFor({ program, door }: Night): readonly Attendee[] {
  if (!areStillComing(program)) return presentOf(door)
  return [...door.attendees.values()].filter((a) => a.state !== 'left')
}

interface Made {
  readonly from: readonly unknown[]
  readonly reasons: readonly Reason[]
}

/** What was made last for a night: the desk is made with every command, this changes with few. */
const made = new WeakMap<Night, Made>()

function reasonsFor(night: Night, number: number, people: readonly Attendee[]): readonly Reason[] {
  const { list, settings, apart } = night.rounds
  // All of these are replaced when they change, never changed in place.
  const met = list.flatMap(({ pairings, parted, byes }) => [pairings, parted, byes])
  const from = [number, settings, apart, ...met, null, ...people]
  const last = made.get(night)
  if (last?.from.length === from.length && from.every((part, i) => part === last.from[i]))
    return last.reasons
  const reasons = outlook(pairingInput(night, number, { people })).map(withoutCause)
  made.set(night, { from, reasons })
  return reasons
}

/** Too few partners because of wishes look like too few partners: nobody's wish can be read from it. */
const withoutCause = (reason: Reason): Reason =>
  reason.code === 'wish-partners' ? { ...reason, code: 'everybody-met' } : reason
