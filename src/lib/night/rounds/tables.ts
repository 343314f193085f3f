// At the tables: who is here, who is missing, who takes what is offered, who met.
import { accept, acceptWithInverse, refuse } from '../decision.ts'
import { idFrom } from '../codes.ts'
import type { AttendeeId } from '../ids.ts'
import type { Night, NightEvent } from '../night.ts'
import { subjectOf, type Order } from '../order.ts'
import { standing } from '../program/model.ts'
import type { Decision, Rules } from '../rule.ts'
import type { Instant } from '../time.ts'
import { offersAt, offersFor, offerTo, tableTaken } from './offers.ts'
import { pairingOf, type Offer, type Pairing, type Round } from './model.ts'
import { departing, placing } from './reseat.ts'

type TableRules =
  | 'rounds/here'
  | 'rounds/all-here'
  | 'rounds/partner-missing'
  | 'rounds/offer'
  | 'rounds/take-offer'
  | 'rounds/met'
  | 'rounds/remember'

/** The round, if it goes on. */
export function ifOpen(night: Night, number: number, then: (round: Round) => Decision): Decision {
  const round = night.rounds.list[number - 1]
  if (!round) return refuse('rounds/no-such-round')
  return round.phase === 'over' ? refuse('rounds/already-over', { number }) : then(round)
}

/** A pairing's people as seen by one of them: themselves, and the others. */
type Seated = Order<{ readonly number: number; readonly for?: AttendeeId | undefined }>
function atTable(
  night: Night,
  order: Seated,
  then: (round: Round, me: AttendeeId, pairing: Pairing) => Decision,
): Decision {
  const round = night.rounds.list[order.command.number - 1]
  if (!round) return refuse('rounds/no-such-round')
  const me = subjectOf(order)
  const pairing = me && pairingOf(round, me)
  return me && pairing ? then(round, me, pairing) : refuse('rounds/no-pairing')
}

/** People tap «I'm here». It counts after the round too: a phone without a line reports it later. */
function arriving({ number, here }: Round, people: readonly AttendeeId[]): Decision {
  const fresh = people.filter((id) => !here.has(id))
  if (fresh.length === 0) return accept()
  return acceptWithInverse<NightEvent>(
    fresh.map((attendee) => ({ type: 'rounds/arrived', number, attendee })),
    fresh.map((attendee) => ({ type: 'rounds/arrival-undone', number, attendee })),
  )
}

/** They did not come: nobody waits for them, and they are away until they say that they are back. */
const missing = (number: number, people: readonly AttendeeId[], at: Instant): NightEvent[] =>
  people.flatMap((attendee): NightEvent[] => [
    { type: 'rounds/missed', number, attendee },
    { type: 'door/went-away', attendee, at },
  ])

const missingUndone = (number: number, people: readonly AttendeeId[], at: Instant): NightEvent[] =>
  people.flatMap((attendee): NightEvent[] => [
    { type: 'rounds/missed-undone', number, attendee },
    { type: 'door/came-back', attendee, at },
  ])

/** Everybody the offer is for sits together; who never came to their tables is away. */
function taking(
  night: Night,
  round: Round,
  { made, taker, at }: { made: Offer; taker: AttendeeId; at: Instant },
): Decision {
  if (made.kind === 'host') return refuse('rounds/host-comes')
  const offer = { ...made, table: tableTaken(night, round, made, taker) }
  const gone = offer.alone.flatMap(
    (id) => pairingOf(round, id)?.people.filter((other) => other !== id) ?? [],
  )
  return acceptWithInverse<NightEvent>(
    [...missing(round.number, gone, at), placing(night, round, { offer, gone, at })],
    missingUndone(round.number, gone, at),
  )
}

/** Whether somebody sits as an offer to them says. */
const sits = ({ table, people }: Pairing, offer: Offer, me: AttendeeId): boolean => {
  const moving = [...offer.alone, ...(offer.waiting ? [offer.waiting] : [])]
  const isThere = offer.kind === 'each-other' || offer.table === table
  return isThere && moving.includes(me) && moving.every((id) => people.includes(id))
}

export const tableRules: Rules<TableRules> = {
  'rounds/here': (night, order) => atTable(night, order, (round, me) => arriving(round, [me])),

  'rounds/all-here': (night, order) =>
    atTable(night, order, (round, _, pairing) => arriving(round, pairing.people)),

  'rounds/partner-missing': (night, order) =>
    atTable(night, order, (round, me, pairing) => {
      const { at } = order
      const { number } = round
      const others = pairing.people.filter((id) => id !== me)
      const named = order.command.partner === undefined ? others : [others[order.command.partner]]
      const absent = others.filter((id) => named.includes(id) && !round.here.has(id))
      if (absent.length === 0) return refuse('rounds/partner-is-here')
      // Of three, one may sit there without having tapped: nobody is sent away by a guess.
      if (absent.length > 1) return refuse('rounds/which-partner')
      if (standing(night.program, at) < round.startsAt) return refuse('rounds/not-yet', { number })
      // Said without a line, heard when it is over: it is known who did not come, and nobody is moved.
      if (round.phase === 'over')
        return accept<NightEvent>(...absent.map((attendee) => ({ type: 'rounds/missed', number, attendee }) as const)) // prettier-ignore
      const arrived: NightEvent[] = round.here.has(me)
        ? []
        : [{ type: 'rounds/arrived', number, attendee: me }]
      return acceptWithInverse<NightEvent>(
        [...arrived, ...missing(number, absent, at), ...departing(night, absent, at)],
        missingUndone(number, absent, at),
      )
    }),

  'rounds/offer': (night, { at, command: { number } }) =>
    ifOpen(night, number, (round) => {
      const due = offersAt(round)
      const now = standing(night.program, at)
      if (due === null) return accept()
      if (now < due) return refuse('rounds/not-yet', { number })
      const offers = offersFor(night, round, now)
      return accept<NightEvent>({ type: 'rounds/offered', number, offers })
    }),

  'rounds/take-offer': (night, order) =>
    ifOpen(night, order.command.number, (round) => {
      const me = subjectOf(order)
      if (!me) return refuse('door/whom')
      const offer = offerTo(night, round, me)
      if (offer) return taking(night, round, { made: offer, taker: me, at: order.at })
      // Both tapped: the first was heard, and the second has what it asked for.
      const seated = pairingOf(round, me)
      const isServed = round.offers.some((o) => seated && sits(seated, o, me))
      return isServed ? accept() : refuse('rounds/no-offer')
    }),

  'rounds/met': (night, order) => {
    const { number } = order.command
    const round = night.rounds.list[number - 1]
    const me = subjectOf(order)
    if (!round) return refuse('rounds/no-such-round')
    if (!me || !pairingOf(round, me)) return refuse('rounds/no-pairing')
    if (standing(night.program, order.at) < round.startsAt)
      return refuse('rounds/not-yet', { number })
    if (round.met.has(me)) return accept()
    return acceptWithInverse<NightEvent>(
      [{ type: 'rounds/met', number, attendee: me, token: idFrom(`${order.id}:met`) }],
      [{ type: 'rounds/met-undone', number, attendee: me }],
    )
  },

  'rounds/remember': (night, { by, command }) => {
    if (by.role !== 'attendee' || !night.door.attendees.has(by.attendee)) return refuse('door/whom')
    return accept<NightEvent>({ type: 'rounds/remembered', attendee: by.attendee, met: command.met }) // prettier-ignore
  },
}
