import { accept, acceptWithInverse, refuse } from '../decision.ts'
import { presentOf } from '../door/model.ts'
import type { AttendeeId } from '../ids.ts'
import type { Night, NightEvent } from '../night.ts'
import { subjectOf, type Order } from '../order.ts'
import { beginning } from '../program/decide.ts'
import { standing } from '../program/model.ts'
import type { Decision, Rules } from '../rule.ts'
import { latest, plus, seconds, times } from '../time.ts'
import { departing } from './reseat.ts'
import { canMeet, metTonight, seatingFor } from './seating.ts'
import {
  openRound,
  pairingOf,
  type Pairing,
  type Round,
  type Rounds,
  type Seating,
} from './model.ts'

type RoundsRules =
  | 'rounds/configure'
  | 'rounds/plan'
  | 'rounds/swap'
  | 'rounds/start'
  | 'rounds/extend'
  | 'rounds/end'
  | 'rounds/here'
  | 'rounds/partner-missing'

/** Pairings are published this long before screens show them, so that all show them at once. */
export const revealLead = seconds(3)

/** Whether round `number` is the one that may be planned or announced now. */
function ifNext(night: Night, number: number, then: () => Decision): Decision {
  const { list, settings } = night.rounds
  if (night.program.phase === 'over') return refuse('night/over')
  if (number > settings.count) return refuse('rounds/no-such-round')
  if (number <= list.length) return refuse('rounds/already-started', { number })
  if (openRound(night.rounds)) return refuse('rounds/still-running', { number: list.length })
  if (number > list.length + 1) return refuse('rounds/not-yet', { number: list.length + 1 })
  if (presentOf(night.door).length < 2) return refuse('rounds/too-few')
  return then()
}

function ifOpen(night: Night, number: number, then: (round: Round) => Decision): Decision {
  const round = night.rounds.list[number - 1]
  if (!round) return refuse('rounds/no-such-round')
  return round.phase === 'over' ? refuse('rounds/already-over', { number }) : then(round)
}

/** A preview holds while the same people are present and every pairing may still meet. */
export function stillHolds(night: Night, seating: Seating): boolean {
  const present = new Map(presentOf(night.door).map((a) => [a.id, a]))
  const seated = [...seating.pairings.flatMap((p) => p.people), ...seating.byes]
  if (seated.length !== present.size || !seated.every((id) => present.has(id))) return false
  return seating.pairings.every((p) => everyTwo(p.people, (a, b) => mayMeet(night, a, b)))
}

const everyTwo = (
  people: readonly AttendeeId[],
  test: (a: AttendeeId, b: AttendeeId) => boolean,
): boolean => people.every((a, i) => people.slice(i + 1).every((b) => test(a, b)))

function mayMeet(night: Night, a: AttendeeId, b: AttendeeId): boolean {
  const one = night.door.attendees.get(a)
  const other = night.door.attendees.get(b)
  return one !== undefined && other !== undefined && canMeet(one, other)
}

/** A pairing's people as seen by one of them: themselves, and the others. */
type Seated = Order<{ readonly number: number; readonly for?: AttendeeId | undefined }>
function atTable(
  night: Night,
  order: Seated,
  then: (round: Round, me: AttendeeId, pairing: Pairing) => Decision,
): Decision {
  return ifOpen(night, order.command.number, (round) => {
    const me = subjectOf(order)
    const pairing = me && pairingOf(round, me)
    return me && pairing ? then(round, me, pairing) : refuse('rounds/no-pairing')
  })
}

const dropped: NightEvent = { type: 'rounds/plan-dropped' }

/** What brings a preview back, where there was one. */
const planning = (plan: Rounds['plan']): NightEvent[] =>
  plan ? [{ type: 'rounds/planned', ...plan }] : []

export const roundsRules: Rules<RoundsRules> = {
  'rounds/configure': (night, { command }) => {
    const { type: _, ...asked } = command
    const settings = { ...night.rounds.settings, ...definedOf(asked) }
    if (settings.count < night.rounds.list.length) return refuse('rounds/too-few-left')
    if (JSON.stringify(settings) === JSON.stringify(night.rounds.settings)) return accept()
    // A preview made for a trio is none for a bye.
    const { plan } = night.rounds
    const stale = settings.oddOne === night.rounds.settings.oddOne ? null : plan
    return acceptWithInverse<NightEvent>(
      [{ type: 'rounds/configured', settings }, ...(stale ? [dropped] : [])],
      [{ type: 'rounds/configured', settings: night.rounds.settings }, ...planning(stale)],
    )
  },

  'rounds/plan': (night, { id, command: { number } }) =>
    ifNext(night, number, () => {
      const before = night.rounds.plan
      const seating = seatingFor(night, number, id)
      return acceptWithInverse<NightEvent>(
        [{ type: 'rounds/planned', number, seating }],
        before ? planning(before) : [dropped],
      )
    }),

  'rounds/swap': (night, { command: { number, a, b } }) =>
    ifNext(night, number, () => {
      const { plan } = night.rounds
      if (!plan || plan.number !== number || a === b) return refuse('rounds/nobody-to-swap')
      const swapped = (id: AttendeeId) => (id === a ? b : id === b ? a : id)
      const { seating } = plan
      const seated = new Set([...seating.pairings.flatMap((p) => p.people), ...seating.byes])
      if (!seated.has(a) || !seated.has(b)) return refuse('rounds/nobody-to-swap')
      const met = new Set(metTonight(night.rounds).flatMap(([x, y]) => [`${x} ${y}`, `${y} ${x}`]))
      const pairings = seating.pairings.map((p) => ({ ...p, people: p.people.map(swapped) }))
      const fits = pairings.every(
        (p) =>
          !(p.people.includes(a) || p.people.includes(b)) ||
          everyTwo(p.people, (x, y) => mayMeet(night, x, y) && !met.has(`${x} ${y}`)),
      )
      // One neutral refusal for every reason: who avoids whom is nobody's business.
      if (!fits) return refuse('rounds/cannot-meet')
      return acceptWithInverse<NightEvent>(
        [
          {
            type: 'rounds/planned',
            number,
            seating: { ...seating, pairings, byes: seating.byes.map(swapped) },
          },
        ],
        [{ type: 'rounds/planned', ...plan }],
      )
    }),

  'rounds/start': (night, { id, at, command: { number } }) =>
    ifNext(night, number, () => {
      if (night.program.pausedAt !== null) return refuse('program/not-open')
      const { plan, settings } = night.rounds
      const holds = plan?.number === number && stillHolds(night, plan.seating)
      const seating = holds ? plan.seating : seatingFor(night, number, id)
      const revealAt = plus(at, revealLead)
      const startsAt = latest(revealAt, plus(at, settings.changeoverMs))
      const segment = night.program.segments.find((s) => s.kind === 'rounds')
      const begun = segment ? beginning(night, segment.id, at) : { events: [], inverse: [] }
      const endsAt = plus(startsAt, settings.roundMs)
      return acceptWithInverse<NightEvent>(
        [
          ...begun.events,
          { type: 'rounds/announced', number, seating, revealAt, startsAt, endsAt },
        ],
        [{ type: 'rounds/withdrawn', number, at }, ...planning(plan), ...begun.inverse],
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

  'rounds/here': (night, order) =>
    atTable(night, order, (round, me) =>
      round.here.has(me)
        ? accept()
        : acceptWithInverse<NightEvent>(
            [{ type: 'rounds/arrived', number: round.number, attendee: me }],
            [{ type: 'rounds/arrival-undone', number: round.number, attendee: me }],
          ),
    ),

  'rounds/partner-missing': (night, order) =>
    atTable(night, order, (round, me, pairing) => {
      const { at } = order
      const others = pairing.people.filter((id) => id !== me)
      const named = order.command.partner === undefined ? others : [others[order.command.partner]]
      const missing = others.filter((id) => named.includes(id) && !round.here.has(id))
      if (missing.length === 0) return refuse('rounds/partner-is-here')
      // Of three, one may sit there without having tapped: nobody is sent away by a guess.
      if (missing.length > 1) return refuse('rounds/which-partner')
      if (standing(night.program, at) < round.startsAt)
        return refuse('rounds/not-yet', { number: round.number })
      const missed = missing.flatMap((attendee): NightEvent[] => [
        { type: 'rounds/missed', number: round.number, attendee },
        // Nobody else waits for them: away until they say that they are back.
        { type: 'door/went-away', attendee, at },
      ])
      const arrived: NightEvent[] = round.here.has(me)
        ? []
        : [{ type: 'rounds/arrived', number: round.number, attendee: me }]
      return acceptWithInverse<NightEvent>(
        [...arrived, ...missed, ...departing(night, missing, at)],
        missing.flatMap((attendee): NightEvent[] => [
          { type: 'rounds/missed-undone', number: round.number, attendee },
          { type: 'door/came-back', attendee, at },
        ]),
      )
    }),
}

/** An object without the keys that were left undefined. */
const definedOf = <T extends object>(from: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
