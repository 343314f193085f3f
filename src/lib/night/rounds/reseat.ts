// Within a running round: somebody missing, leaving or arriving, and who then sits where.
import type { Attendee } from '../door/model.ts'
import type { AttendeeId } from '../ids.ts'
import type { Night, NightEvent } from '../night.ts'
import { standing } from '../program/model.ts'
import { between, plus, times, type Instant } from '../time.ts'
import { rescue, type Candidate } from './pairing/index.ts'
import { openRound, type Pairing, type Round } from './model.ts'
import { candidateOf, freeTable, metTonight } from './seating.ts'
import { distinctSigns } from './sign.ts'

const candidates = (night: Night, ids: readonly AttendeeId[]): Candidate[] =>
  ids.flatMap((id) => {
    const attendee = night.door.attendees.get(id)
    return attendee ? [candidateOf(attendee)] : []
  })

/** Frees those whose partner is gone, and finds them somebody: the events of it, or none. */
export function departing(night: Night, gone: readonly AttendeeId[], at: Instant): NightEvent[] {
  const round = openRound(night.rounds)
  if (!round) return []
  const without = (ids: readonly AttendeeId[]) => ids.filter((id) => !gone.includes(id))
  const left = round.pairings.map((p) => ({ ...p, people: without(p.people) }))
  const touched = left.some((p, i) => p.people.length !== round.pairings[i]?.people.length)
  const byes = without(round.byes)
  if (!touched && byes.length === round.byes.length) return []
  const alone = left.filter((p) => p.people.length === 1)
  const seated = left.filter((p) => p.people.length > 1)
  return [reseated(night, round, { alone, seated, byes, at: standing(night.program, at) })]
}

/** Somebody who comes in before the half of a round joins a person who sits out, if they can meet. */
export function arriving(night: Night, attendee: Attendee, at: Instant): NightEvent[] {
  const round = openRound(night.rounds)
  if (!round || round.byes.length === 0) return []
  const half = plus(round.startsAt, times(between(round.startsAt, round.endsAt), 0.5))
  if (standing(night.program, at) >= half) return []
  const { pairs } = rescue({
    alone: [candidateOf(attendee)],
    waiting: candidates(night, round.byes),
    pairs: [],
    met: metTonight(night.rounds),
  })
  const pair = pairs[0]
  if (!pair) return []
  const used = new Set(round.pairings.map((p) => p.table))
  const joined = pairingAt(freeTable(used), freeSign(round.pairings), pair)
  return [
    {
      type: 'rounds/reseated',
      number: round.number,
      at: standing(night.program, at),
      pairings: [...round.pairings, joined],
      byes: round.byes.filter((id) => !joined.people.includes(id)),
    },
  ]
}

interface Left {
  /** Pairings with one person at them. */
  readonly alone: readonly Pairing[]
  readonly seated: readonly Pairing[]
  readonly byes: readonly AttendeeId[]
  readonly at: Instant
}

function reseated(night: Night, round: Round, { alone, seated, byes, at }: Left): NightEvent {
  const found = rescue({
    alone: candidates(
      night,
      alone.flatMap((p) => p.people),
    ),
    waiting: candidates(night, byes),
    pairs: seated
      .filter((p) => p.people.length === 2)
      .map((p) => ({ table: p.table, people: candidates(night, p.people) })),
    met: metTonight(night.rounds),
  })
  const placeOf = new Map(alone.flatMap((p) => p.people.map((id) => [id as string, p])))
  const paired = found.pairs.map((pair) => {
    // Whoever was left alone stays where they are; the other one comes.
    const place = pair.map((id) => placeOf.get(id)).find((p) => p !== undefined)
    return pairingAt(place?.table ?? 0, place?.sign ?? 0, pair)
  })
  const joining = new Map(found.joins.map((join) => [join.table, join.person as AttendeeId]))
  const grown = seated.map((p) => {
    const third = joining.get(p.table)
    return third ? { ...p, people: [...p.people, third] } : p
  })
  const placed = new Set<string>(found.pairs.flat())
  return {
    type: 'rounds/reseated',
    number: round.number,
    at,
    pairings: [...grown, ...paired].sort((a, b) => a.table - b.table),
    byes: [...byes.filter((id) => !placed.has(id)), ...(found.byes as readonly AttendeeId[])],
  }
}

const pairingAt = (table: number, sign: number, pair: readonly string[]): Pairing => ({
  table,
  sign,
  people: pair as readonly AttendeeId[],
  rematch: false,
})

function freeSign(pairings: readonly Pairing[]): number {
  const used = new Set(pairings.map((p) => p.sign))
  let sign = 0
  while (used.has(sign) && sign < distinctSigns + used.size) sign++
  return sign
}
