// The host's desk before a round: settings, the question to the room, the preview and what is changed in it.
import { accept, acceptWithInverse, refuse } from '../decision.ts'
import type { AttendeeId } from '../ids.ts'
import type { Night, NightEvent } from '../night.ts'
import { subjectOf, type Order } from '../order.ts'
import type { CommandOf, Decision, Rules } from '../rule.ts'
import { confirming, isAsked } from './ask.ts'
import { everyTwo } from './holds.ts'
import { openRound, type Ask, type Pairing, type Rounds, type Seating, type Two } from './model.ts'
import { mayMeet, metTonight, seatingFor, takingPart, type Planned } from './seating.ts'

type DeskRules =
  | 'rounds/configure'
  | 'rounds/ask-room'
  | 'rounds/still-in'
  | 'rounds/plan'
  | 'rounds/swap'
  | 'rounds/put-together'
  | 'rounds/keep-apart'
  | 'rounds/let-meet'

/** Whether round `number` is the one that may be planned or announced now. */
export function ifNext(night: Night, number: number, then: () => Decision): Decision {
  const { list, settings } = night.rounds
  if (night.program.phase === 'over') return refuse('night/over')
  if (number > settings.count) return refuse('rounds/no-such-round')
  if (number <= list.length) return refuse('rounds/already-started', { number })
  if (openRound(night.rounds)) return refuse('rounds/still-running', { number: list.length })
  if (number > list.length + 1) return refuse('rounds/not-yet', { number: list.length + 1 })
  if (takingPart(night).length < 2) return refuse('rounds/too-few')
  return then()
}

const dropped: NightEvent = { type: 'rounds/plan-dropped' }

/** What brings a preview back, or its absence. */
export const planning = (plan: Rounds['plan']): NightEvent[] =>
  plan ? [{ type: 'rounds/planned', ...plan }] : [dropped]

/** What brings the question to the room back, where there was one. */
export const asking = (ask: Ask | null): NightEvent[] =>
  ask ? [{ type: 'rounds/ask-restored', ask: { ...ask, in: [...ask.in] } }] : []

export const isPair = (pair: Two, a: AttendeeId, b: AttendeeId): boolean =>
  pair.includes(a) && pair.includes(b)

/** A preview with two people exchanged; undefined where one of them is not in it. */
function swapped(seating: Seating, a: AttendeeId, b: AttendeeId): Seating | undefined {
  const seated = new Set([...seating.pairings.flatMap((p) => p.people), ...seating.byes])
  if (a === b || !seated.has(a) || !seated.has(b)) return undefined
  const other = (id: AttendeeId) => (id === a ? b : id === b ? a : id)
  return {
    ...seating,
    pairings: seating.pairings.map((p) => ({ ...p, people: p.people.map(other) })),
    byes: seating.byes.map(other),
    edits: seating.edits + 1,
  }
}

/** Whether everybody at a table may sit there, and has not sat with the others tonight. */
function fits(night: Night, { people }: Pairing): boolean {
  const met = metTonight(night.rounds)
  return everyTwo(people, (a, b) => mayMeet(night, a, b) && !met.some((pair) => isPair(pair, a, b)))
}

/**
 * Whether a preview has to be made again when two are kept apart, or let meet: where it seats them
 * together, or somebody sits out who may now have a partner.
 */
export const isTouched = (
  { pairings, byes }: Seating,
  { a, b }: { a: AttendeeId; b: AttendeeId },
  isApart: boolean,
): boolean => (isApart ? seatsTogether({ pairings }, a, b) : byes.length > 0)

/** The preview made again, with these kept apart. */
function plannedAgain(
  night: Night,
  apart: readonly Two[],
  planned: Planned | undefined,
): NightEvent[] {
  const { plan } = night.rounds
  if (!plan) return []
  const asIfSaid = { ...night, rounds: { ...night.rounds, apart } }
  return planning({ number: plan.number, seating: seatingFor(asIfSaid, plan.number, { planned }) })
}

/** Keeps two apart from here on, or no more; a preview that this does not touch stays as it is. */
function keeping(
  night: Night,
  pairs: readonly Two[],
  { planned, command }: Order<KeepCommand>,
): Decision {
  const { apart, plan } = night.rounds
  const isApart = command.type === 'rounds/keep-apart'
  const again =
    plan && isTouched(plan.seating, command, isApart) ? plannedAgain(night, pairs, planned) : []
  return acceptWithInverse<NightEvent>(
    [{ type: 'rounds/kept-apart', pairs }, ...again],
    [{ type: 'rounds/kept-apart', pairs: apart }, ...(again.length > 0 ? planning(plan) : [])],
  )
}

type KeepCommand = CommandOf<'rounds/keep-apart' | 'rounds/let-meet'>

const seatsTogether = (
  { pairings }: Pick<Seating, 'pairings'>,
  a: AttendeeId,
  b: AttendeeId,
): boolean => pairings.some((p) => p.people.includes(a) && p.people.includes(b))

export const deskRules: Rules<DeskRules> = {
  'rounds/configure': (night, { command }) => {
    const { type: _, ...asked } = command
    const before = night.rounds.settings
    const settings = { ...before, ...definedOf(asked) }
    if (settings.count < night.rounds.list.length) return refuse('rounds/too-few-left')
    if (JSON.stringify(settings) === JSON.stringify(before)) return accept()
    // A preview was made for so many rounds, and for what becomes of the odd one.
    const keys = ['oddOne', 'count', 'repeats', 'silence'] as const
    const { plan } = night.rounds
    const stale = plan && keys.some((key) => settings[key] !== before[key]) ? plan : null
    return acceptWithInverse<NightEvent>(
      [{ type: 'rounds/configured', settings }, ...(stale ? [dropped] : [])],
      [{ type: 'rounds/configured', settings: before }, ...(stale ? planning(stale) : [])],
    )
  },

  'rounds/ask-room': (night, { at, command: { number } }) => {
    const { list, settings, ask } = night.rounds
    if (night.program.phase === 'over') return refuse('night/over')
    if (number > settings.count) return refuse('rounds/no-such-round')
    if (openRound(night.rounds) ?? number <= list.length)
      return refuse('rounds/already-started', { number })
    return acceptWithInverse<NightEvent>(
      [{ type: 'rounds/room-asked', number, at }],
      ask ? asking(ask) : [{ type: 'rounds/ask-restored', ask: null }],
    )
  },

  'rounds/still-in': (night, order) => {
    const subject = subjectOf(order)
    const attendee = subject && night.door.attendees.get(subject)
    if (!attendee) return refuse('door/whom')
    if (attendee.state !== 'present') return refuse('door/not-checked-in')
    // The round has begun meanwhile, or they have said so before.
    return isAsked(night, attendee) ? confirming(attendee.id) : accept()
  },

  'rounds/plan': (night, order) =>
    ifNext(night, order.command.number, () => {
      const { number } = order.command
      const seating = seatingFor(night, number, { planned: order.planned })
      return acceptWithInverse<NightEvent>(
        [{ type: 'rounds/planned', number, seating }],
        planning(night.rounds.plan),
      )
    }),

  'rounds/swap': (night, { command: { number, a, b } }) =>
    ifNext(night, number, () => {
      const { plan } = night.rounds
      const seating = plan?.number === number ? swapped(plan.seating, a, b) : undefined
      if (!seating) return refuse('rounds/nobody-to-swap')
      const touched = seating.pairings.filter((p) => p.people.includes(a) || p.people.includes(b))
      // One neutral refusal for every reason: who avoids whom is nobody's business.
      if (!touched.every((p) => fits(night, p))) return refuse('rounds/cannot-meet')
      return acceptWithInverse<NightEvent>(
        [{ type: 'rounds/planned', number, seating }],
        planning(plan),
      )
    }),

  'rounds/put-together': (night, { planned, command: { number, a, b } }) =>
    ifNext(night, number, () => {
      const here = new Set(takingPart(night).map((each) => each.id))
      if (a === b || !here.has(a) || !here.has(b)) return refuse('rounds/nobody-to-swap')
      const pair = { table: 0, sign: 0, people: [a, b], rematch: false }
      if (!fits(night, pair)) return refuse('rounds/cannot-meet')
      const seating = seatingFor(night, number, { together: [[a, b]], planned })
      if (!seatsTogether(seating, a, b)) return refuse('rounds/cannot-meet')
      return acceptWithInverse<NightEvent>(
        [{ type: 'rounds/planned', number, seating: { ...seating, edits: 1 } }],
        planning(night.rounds.plan),
      )
    }),

  'rounds/keep-apart': (night, order) => {
    const { a, b } = order.command
    const { apart } = night.rounds
    if (a === b || !night.door.attendees.has(a) || !night.door.attendees.has(b))
      return refuse('door/whom')
    if (apart.some((pair) => isPair(pair, a, b))) return accept()
    return keeping(night, [...apart, [a, b]], order)
  },

  'rounds/let-meet': (night, order) => {
    const { a, b } = order.command
    const { apart } = night.rounds
    const pairs = apart.filter((pair) => !isPair(pair, a, b))
    return pairs.length === apart.length ? accept() : keeping(night, pairs, order)
  },
}

/** An object without the keys that were left undefined. */
const definedOf = <T extends object>(from: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
