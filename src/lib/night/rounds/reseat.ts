// Within a running round: somebody missing, leaving or arriving, and who then sits where.
import { presentOf, type Attendee } from '../door/model.ts'
import type { AttendeeId } from '../ids.ts'
import type { Night, NightEvent } from '../night.ts'
import { standing } from '../program/model.ts'
import { between, plus, seconds, times, type Instant } from '../time.ts'
import { repair, type Candidate } from './pairing/index.ts'
import { openRound, pairingOf, type Offer, type Pairing, type Round } from './model.ts'
import { candidateOf, freeTable, metTonight } from './seating.ts'
import { freeSign } from './sign.ts'

const candidates = (night: Night, ids: readonly AttendeeId[]): Candidate[] =>
  ids.flatMap((id) => {
    const attendee = night.door.attendees.get(id)
    return attendee ? [candidateOf(attendee)] : []
  })

/** How long a table waits for somebody before others are offered. */
export const patience = seconds(60)

/** Everybody of a table has come. */
export const isFull = ({ here }: Round, { people }: Pairing): boolean =>
  people.every((id) => here.has(id))

/** Who is here and has no table in a round: the odd ones, and whoever came or came back since. */
export const idleIn = (night: Night, round: Round): readonly AttendeeId[] =>
  presentOf(night.door).flatMap(({ id }) => (pairingOf(round, id) ? [] : [id]))

interface Alone {
  readonly id: AttendeeId
  /** Where they sit, if they do. */
  readonly table: number | null
}

interface Places {
  readonly pairs: readonly (readonly AttendeeId[])[]
  readonly joins: readonly { readonly person: AttendeeId; readonly table: number }[]
  readonly left: readonly AttendeeId[]
}

/** The best places for people left alone, found by the engine; tables that sit are not broken up. */
export function placesFor(
  night: Night,
  asked: {
    readonly alone: readonly Alone[]
    readonly waiting: readonly AttendeeId[]
    readonly seated: readonly Pairing[]
  },
): Places {
  const { alone, waiting, seated } = asked
  const found = repair({
    alone: alone.flatMap(({ id, table }) =>
      candidates(night, [id]).map((person) => ({ person, table })),
    ),
    waiting: candidates(night, waiting),
    pairs: seated
      .filter((p) => p.people.length === 2)
      .map((p) => ({ table: p.table, people: candidates(night, p.people) })),
    met: metTonight(night.rounds),
    apart: night.rounds.apart,
  })
  return {
    pairs: found.pairs.map((pair) => pair.map((id) => id as AttendeeId)),
    joins: found.joins.map(({ person, table }) => ({ person: person as AttendeeId, table })),
    left: found.left as readonly AttendeeId[],
  }
}

/** Frees those whose partner is gone, and finds them somebody: the events of it, or none. */
export function departing(night: Night, gone: readonly AttendeeId[], at: Instant): NightEvent[] {
  const round = openRound(night.rounds)
  if (!round) return []
  const without = (ids: readonly AttendeeId[]) => ids.filter((id) => !gone.includes(id))
  const left = round.pairings.map((p) => ({ ...p, people: without(p.people) }))
  const touched = left.some((p, i) => p.people.length !== round.pairings[i]?.people.length)
  const byes = without(round.byes)
  if (!touched && byes.length === round.byes.length) return []
  const waiting = without(idleIn(night, round))
  const alone = left.filter((p) => p.people.length === 1)
  const seated = left.filter((p) => p.people.length > 1)
  const now = standing(night.program, at)
  return [reseated(night, round, { alone, seated, byes, waiting, at: now })]
}

/** Somebody who comes in before the half of a round joins a person without a table, if they can meet. */
export function arriving(night: Night, attendee: Attendee, at: Instant): NightEvent[] {
  const round = openRound(night.rounds)
  if (!round) return []
  const waiting = idleIn(night, round).filter((id) => id !== attendee.id)
  if (waiting.length === 0) return []
  const half = plus(round.startsAt, times(between(round.startsAt, round.endsAt), 0.5))
  if (standing(night.program, at) >= half) return []
  const { pairs } = repair({
    alone: [{ person: candidateOf(attendee), table: null }],
    waiting: candidates(night, waiting),
    pairs: [],
    met: metTonight(night.rounds),
    apart: night.rounds.apart,
  })
  const pair = pairs[0]
  if (!pair) return []
  const used = new Set(round.pairings.map((p) => p.table))
  const joined = tableFor(
    night,
    { table: freeTable(used), sign: freeSign(signsOf(round.pairings)) },
    pair,
  )
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

/** An offer taken: who was alone sits where it says, who never came sits nowhere. */
export function placing(
  night: Night,
  round: Round,
  { offer, gone, at }: { offer: Offer; gone: readonly AttendeeId[]; at: Instant },
): NightEvent {
  const moving = [...offer.alone, ...(offer.waiting ? [offer.waiting] : [])]
  const place = round.pairings.find((p) => p.table === offer.table)
  const kept = round.pairings
    .filter((p) => !p.people.some((id) => offer.alone.includes(id)))
    .map((p) =>
      offer.kind === 'trio' && p === place ? tableFor(night, p, [...p.people, ...offer.alone]) : p,
    )
  const paired = tableFor(
    night,
    { table: offer.table, sign: place?.sign ?? freeSign(signsOf(kept)) },
    moving,
  )
  return {
    type: 'rounds/reseated',
    number: round.number,
    at: standing(night.program, at),
    pairings: (offer.kind === 'trio' ? kept : [...kept, paired]).sort((a, b) => a.table - b.table),
    byes: round.byes.filter((id) => id !== offer.waiting && !gone.includes(id)),
  }
}

interface Left {
  /** Pairings with one person at them. */
  readonly alone: readonly Pairing[]
  readonly seated: readonly Pairing[]
  readonly byes: readonly AttendeeId[]
  readonly waiting: readonly AttendeeId[]
  readonly at: Instant
}

function reseated(night: Night, round: Round, left: Left): NightEvent {
  const { alone, seated, byes, waiting, at } = left
  const around = (tables: readonly Pairing[]): Places =>
    placesFor(night, {
      alone: alone.flatMap((p) => p.people.map((id) => ({ id, table: p.table }))),
      ...{ waiting, seated: tables },
    })
  // Once people sit, a table where somebody may not have come is better than none, but no more.
  const hasBegun = at >= plus(round.startsAt, patience)
  const sure = hasBegun ? around(seated.filter((p) => isFull(round, p))) : null
  const found = sure && sure.left.length === 0 ? sure : around(seated)
  const placeOf = new Map(alone.flatMap((p) => p.people.map((id) => [id, p])))
  const paired = found.pairs.map((pair) => {
    // Whoever was left alone stays where they are; the other one comes.
    const place = pair.map((id) => placeOf.get(id)).find((p) => p !== undefined)
    return tableFor(night, place ?? { table: 0, sign: 0 }, pair)
  })
  const joining = new Map(found.joins.map((join) => [join.table, join.person]))
  const grown = seated.map((p) => {
    const third = joining.get(p.table)
    return third ? tableFor(night, p, [...p.people, third]) : p
  })
  const placed = new Set(found.pairs.flat())
  return {
    type: 'rounds/reseated',
    number: round.number,
    at,
    pairings: [...grown, ...paired].sort((a, b) => a.table - b.table),
    byes: [...byes.filter((id) => !placed.has(id)), ...found.left],
  }
}

/** A table given within a round; those at it may have met in an earlier one. */
function tableFor(
  night: Night,
  at: Pick<Pairing, 'table' | 'sign'>,
  ids: readonly string[],
): Pairing {
  const people = ids as readonly AttendeeId[]
  const earlier = metTonight({ ...night.rounds, list: night.rounds.list.slice(0, -1) })
  const rematch = earlier.some((pair) => pair.every((id) => people.includes(id)))
  return { table: at.table, sign: at.sign, people, rematch }
}

const signsOf = (pairings: readonly Pairing[]): ReadonlySet<number> =>
  new Set(pairings.map((p) => p.sign))
