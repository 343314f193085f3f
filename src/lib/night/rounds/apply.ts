// What each event makes of the rounds.
import type { AttendeeId } from '../ids.ts'
import { plus, type Duration, type Instant } from '../time.ts'
import {
  aloneAt,
  openRound,
  pairingOf,
  type Round,
  type Rounds,
  type RoundsEvent,
  type Sealed,
} from './model.ts'

/** Another round in the place of one, where there is something to change. */
const changed = (
  rounds: Rounds,
  number: number,
  change: (r: Round) => Partial<Round> | null,
): void => {
  const round = rounds.list.find((r) => r.number === number)
  const changes = round && change(round)
  if (changes) rounds.list = rounds.list.map((r) => (r === round ? { ...r, ...changes } : r))
}

/** Groups that a new seating breaks up once the talking has begun, without those who never came. */
function partedBy(r: Round, { at, pairings }: Extract<RoundsEvent, { type: 'rounds/reseated' }>) {
  if (at < r.startsAt) return r.parted
  const still = (people: readonly AttendeeId[]) =>
    pairings.some((p) => people.every((id) => p.people.includes(id)))
  const sat = r.pairings.map((p) => p.people.filter((id) => !r.absent.has(id)))
  return [...r.parted, ...sat.filter((people) => people.length > 1 && !still(people))]
}

/** When somebody was sent to a table where they did not sit. */
function sentBy(r: Round, { at, pairings }: Extract<RoundsEvent, { type: 'rounds/reseated' }>) {
  const before = new Map(r.pairings.map((p) => [p.table, p.people]))
  const joined = pairings.filter((p) => p.people.some((id) => !before.get(p.table)?.includes(id)))
  return new Map([...r.sent, ...joined.map((p) => [p.table, at] as const)])
}

const shifted = (r: Round, by: Duration): Partial<Round> => ({
  revealAt: plus(r.revealAt, by),
  startsAt: plus(r.startsAt, by),
  endsAt: plus(r.endsAt, by),
})

type Announced = Extract<RoundsEvent, { type: 'rounds/announced' }>

function announced({ number, seating, revealAt, startsAt, endsAt, words = [] }: Announced): Round {
  const { pairings, byes, seed, input, engine, effort, certified, edits } = seating
  return {
    ...{ number, phase: 'announced', pairings, byes, revealAt, startsAt, endsAt, endedAt: null },
    ...{
      here: new Set(),
      absent: new Set(),
      parted: [],
      met: new Map(),
      offers: [],
      offersDue: true,
      sent: new Map(),
      words,
    },
    seating: { seed, input, engine, effort, certified, edits },
  }
}

const stillToCome = (sealed: Sealed, after: number): Sealed => ({
  ...sealed,
  rounds: sealed.rounds.filter((r) => r.number > after),
})

/** Whoever comes in while the room is asked has answered. */
const answered = (rounds: Rounds, id: AttendeeId, isIn = true): void => {
  if (isIn) rounds.ask?.in.add(id)
  else rounds.ask?.in.delete(id)
}

/** What is offered to somebody may be better now, or gone. */
const again = (r: Round): Pick<Round, 'offersDue'> | null =>
  r.offersDue || r.offers.length === 0 ? null : { offersDue: true }

function offerAgain(rounds: Rounds): void {
  const round = openRound(rounds)
  if (round) changed(rounds, round.number, again)
}

/** Somebody tapped: there are offers to be made where that leaves one alone. */
function tapped(r: Round, who: AttendeeId): Pick<Round, 'offersDue'> | null {
  if (r.offersDue) return null
  const pairing = pairingOf(r, who)
  const isAlone = pairing !== undefined && aloneAt(r.here, pairing) !== undefined
  return isAlone ? { offersDue: true } : again(r)
}

type Elsewhere =
  | { type: 'program/resumed'; at: Instant; pausedFor: Duration }
  | {
      type: 'door/checked-in' | 'door/came-back' | 'door/checked-out' | 'door/went-away'
      attendee: AttendeeId
    }

export function applyRounds(rounds: Rounds, event: { readonly type: string }): void {
  const e = event as RoundsEvent | Elsewhere
  switch (e.type) {
    case 'rounds/configured':
      rounds.settings = { ...rounds.settings, ...e.settings }
      return
    case 'rounds/room-asked':
      rounds.ask = { number: e.number, at: e.at, in: new Set() }
      return
    case 'rounds/ask-restored':
      rounds.ask = e.ask && { ...e.ask, in: new Set(e.ask.in) }
      return
    case 'door/checked-in':
    case 'door/came-back':
    case 'rounds/confirmed':
      answered(rounds, e.attendee)
      offerAgain(rounds)
      return
    case 'door/checked-out':
    case 'door/went-away':
      offerAgain(rounds)
      return
    case 'rounds/unconfirmed':
      answered(rounds, e.attendee, false)
      return
    case 'rounds/planned':
      rounds.plan = { number: e.number, seating: e.seating }
      return
    case 'rounds/plan-dropped':
      rounds.plan = null
      return
    case 'rounds/sealed':
      rounds.sealed = e.sealed
      return
    case 'rounds/kept-apart':
      rounds.apart = e.pairs
      return
    case 'rounds/announced':
      rounds.list = [...rounds.list, announced(e)]
      rounds.plan = null
      rounds.ask = null
      rounds.sealed = rounds.sealed && stillToCome(rounds.sealed, e.number)
      return
    case 'rounds/withdrawn':
      rounds.list = rounds.list.filter((r) => r.number !== e.number)
      return
    case 'rounds/remembered':
      rounds.remembered.set(e.attendee, e.met)
      return
    case 'program/resumed':
      // A round that was running stood still for as long as the night was paused.
      if (openRound(rounds))
        changed(rounds, rounds.list.length, (r) =>
          r.startsAt > e.at - e.pausedFor
            ? shifted(r, e.pausedFor)
            : { endsAt: plus(r.endsAt, e.pausedFor) },
        )
      return
    default:
      if ('number' in e) changed(rounds, e.number, (r) => within(r, e))
  }
}

/** What an event changes in the round it names: beside what people tap, which changes in place. */
function within(r: Round, e: RoundsEvent): Partial<Round> | null {
  switch (e.type) {
    case 'rounds/extended':
      return { endsAt: plus(r.endsAt, e.by) }
    case 'rounds/ended':
      return { phase: 'over', endedAt: e.at }
    case 'rounds/reopened': {
      const idle = (e.at - (r.endedAt ?? e.at)) as Duration
      return { phase: 'announced', endedAt: null, endsAt: plus(r.endsAt, idle) }
    }
    case 'rounds/arrived':
      r.here.add(e.attendee)
      return tapped(r, e.attendee)
    case 'rounds/arrival-undone':
      r.here.delete(e.attendee)
      return tapped(r, e.attendee)
    case 'rounds/missed':
      r.absent.add(e.attendee)
      r.here.delete(e.attendee)
      return null
    case 'rounds/missed-undone':
      r.absent.delete(e.attendee)
      return null
    case 'rounds/reseated':
      return {
        ...again(r),
        ...{ pairings: e.pairings, byes: e.byes, parted: partedBy(r, e), sent: sentBy(r, e) },
      }
    case 'rounds/offered':
      return { offers: e.offers, offersDue: false }
    case 'rounds/met':
      r.met.set(e.attendee, e.token)
      return null
    case 'rounds/met-undone':
      r.met.delete(e.attendee)
      return null
    default:
      return null
  }
}
