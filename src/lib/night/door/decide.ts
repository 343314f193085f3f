import * as v from 'valibot'
import { freshCode, idFrom, isRoomCode, typedCode } from '../codes.ts'
import { accept, acceptAsIs, acceptWithInverse, refuse } from '../decision.ts'
import { attendeeId, type AttendeeId } from '../ids.ts'
import { givenName } from '../names.ts'
import type { Night, NightEvent } from '../night.ts'
import { subjectOf, type Order } from '../order.ts'
import { randomOf } from '../random.ts'
import { confirming, isAsked } from '../rounds/ask.ts'
import { arriving, departing } from '../rounds/reseat.ts'
import { leavingTables } from '../floor/decide.ts'
import type { CommandOf, Decision, Rules } from '../rule.ts'
import { isInside, type Attendee } from './model.ts'

type DoorRules =
  | 'door/join'
  | 'door/describe'
  | 'door/walk-in'
  | 'door/check-in'
  | 'door/check-in-self'
  | 'door/undo-check-in'
  | 'door/check-out'
  | 'door/sit-out'
  | 'door/come-back'
  | 'door/rename'
  | 'door/allow-self'
  | 'door/avoid'
  | 'door/avoid-nobody'
  | 'door/wish'
  | 'door/wish-nobody'
  | 'door/keep-table'

const mostPeople = 5000
const mostNamed = 20

type About = Order<{ readonly for?: AttendeeId | undefined }>

/** Finds whom an order is about and hands them to a rule. */
function withSubject(night: Night, order: About, rule: (a: Attendee) => Decision): Decision {
  const subject = subjectOf(order)
  if (!subject) return refuse('door/whom')
  const attendee = night.door.attendees.get(subject)
  return attendee ? rule(attendee) : refuse('door/no-such-badge')
}

/** Adds the person of a code to those whom somebody named in private. */
function withNamed(
  night: Night,
  order: Order<{ readonly code: string }>,
  list: 'avoids' | 'wishes',
  event: (attendee: AttendeeId, named: readonly AttendeeId[]) => NightEvent,
): Decision {
  return withSubject(night, { ...order, command: {} }, (a) => {
    const other = night.door.byCode.get(typedCode(order.command.code))
    if (!other) return refuse('door/no-such-badge')
    if (other === a.id) return refuse('door/not-yourself')
    if (a[list].includes(other)) return accept()
    if (a[list].length >= mostNamed) return refuse('door/too-many-avoided')
    return accept<NightEvent>(event(a.id, [...a[list], other]))
  })
}

/** The id follows from the command's own, so that a retry makes the same badge. */
export const attendeeIdFrom = (command: string): AttendeeId =>
  v.parse(attendeeId, idFrom(`${command}:attendee`))

function newcomer(
  night: Night,
  { id, at, command }: Order<CommandOf<'door/join'> | CommandOf<'door/walk-in'>>,
): Attendee {
  const random = randomOf(`${id}:badge`)
  const walkIn = command.type === 'door/walk-in'
  return {
    id: attendeeIdFrom(id),
    name: command.name ?? givenName(random, night.door.names),
    code: freshCode(random, night.door.byCode),
    languages: [...new Set(command.languages)],
    offers: command.offers,
    seeks: command.seeks,
    first: command.first,
    phoneless: walkIn && command.phoneless,
    with: (walkIn && command.with) || null,
    state: 'joined',
    joinedAt: at,
    checkedInAt: null,
    avoids: [],
    wishes: [],
    keepsTable: null,
  }
}

const mayJoin = (night: Night, { id }: Order<unknown>): Decision => {
  if (!night.about) return refuse('night/not-there')
  // A retry was answered before it came here: this is a command id made up to get another's badge.
  if (night.door.attendees.has(attendeeIdFrom(id))) return refuse('not-allowed')
  if (night.program.phase === 'over') return refuse('night/over')
  if (night.door.attendees.size >= mostPeople)
    return refuse('door/night-full', { most: mostPeople })
  return accept()
}

const restored = ({ id, state, checkedInAt }: Attendee): NightEvent => ({
  type: 'door/restored',
  attendee: id,
  state,
  checkedInAt,
})

function checkIn(night: Night, attendee: Attendee, { at }: Order<unknown>): Decision {
  if (night.program.phase === 'over') return refuse('night/over')
  const who = { name: attendee.name, code: attendee.code }
  if (isInside(attendee.state)) {
    const facts = { ...who, since: attendee.checkedInAt ?? at }
    // Somebody shows their badge while the room is asked «still in?»: that is an answer.
    return isAsked(night, attendee) ? { ...confirming(attendee.id), facts } : acceptAsIs(facts)
  }
  const entered: NightEvent = { type: 'door/checked-in', attendee: attendee.id, at }
  return {
    ...acceptWithInverse([entered, ...arriving(night, attendee, at)], [restored(attendee)]),
    facts: who,
  }
}

/** Leaves the rounds, for now or for good: a partner at a table is freed at once. */
const leavesRounds =
  (type: 'door/checked-out' | 'door/went-away' | 'door/check-in-undone') =>
  (night: Night, order: About): Decision =>
    withSubject(night, order, (a) => {
      const goal = { 'door/checked-out': 'left', 'door/went-away': 'away' } as const
      const after = type === 'door/check-in-undone' ? 'joined' : goal[type]
      if (a.state === after) return accept()
      if (!isInside(a.state)) return refuse('door/not-inside')
      const { at } = order
      const events: NightEvent[] = [
        { type, attendee: a.id, at },
        ...departing(night, [a.id], at),
        ...(after === 'away' ? [] : leavingTables(night, a.id)),
      ]
      return acceptWithInverse(events, [restored(a)])
    })

export const doorRules: Rules<DoorRules> = {
  'door/join': (night, order) => {
    const may = mayJoin(night, order)
    if (!may.ok) return may
    return accept<NightEvent>({
      type: 'door/joined',
      attendee: newcomer(night, order),
      at: order.at,
    })
  },

  'door/walk-in': (night, order) => {
    const may = mayJoin(night, order)
    if (!may.ok) return may
    const { at } = order
    const attendee = newcomer(night, order)
    const here: Attendee = { ...attendee, state: 'present', checkedInAt: at }
    const events: NightEvent[] = [
      { type: 'door/joined', attendee, at },
      { type: 'door/checked-in', attendee: attendee.id, at },
      ...arriving(night, here, at),
    ]
    return {
      ...acceptWithInverse<NightEvent>(events, [{ type: 'door/removed', attendee: attendee.id }]),
      facts: { id: attendee.id, name: attendee.name, code: attendee.code },
    }
  },

  'door/describe': (night, order) =>
    withSubject(night, order, ({ id, name, languages, offers, seeks, first }) => {
      const { type: _, for: __, ...described } = order.command
      return acceptWithInverse<NightEvent>(
        [{ type: 'door/described', attendee: id, ...described }],
        [{ type: 'door/described', attendee: id, name, languages, offers, seeks, first }],
      )
    }),

  'door/rename': (night, order) =>
    withSubject(night, order, ({ id, name, languages, offers, seeks, first }) => {
      const before = {
        type: 'door/described',
        attendee: id,
        languages,
        offers,
        seeks,
        first,
      } as const
      if (name === order.command.name) return accept()
      return acceptWithInverse<NightEvent>(
        [{ ...before, name: order.command.name }],
        [{ ...before, name }],
      )
    }),

  'door/check-in': (night, order) => {
    const { code } = order.command
    const subject = order.command.for ?? (code && night.door.byCode.get(typedCode(code)))
    const attendee = subject && night.door.attendees.get(subject)
    return attendee ? checkIn(night, attendee, order) : refuse('door/no-such-badge')
  },

  'door/check-in-self': (night, order) =>
    withSubject(night, { ...order, command: {} }, (attendee) => {
      if (!night.door.selfCheckIn || !night.about) return refuse('door/self-not-allowed')
      if (!isRoomCode(night.about.roomSecret, order.at, order.command.room))
        return refuse('door/wrong-room-code')
      return checkIn(night, attendee, order)
    }),

  'door/undo-check-in': leavesRounds('door/check-in-undone'),
  'door/check-out': leavesRounds('door/checked-out'),
  'door/sit-out': leavesRounds('door/went-away'),

  'door/come-back': (night, order) =>
    withSubject(night, order, (a) => {
      if (a.state === 'present') return accept()
      if (a.state !== 'away') return refuse('door/not-checked-in')
      const { at } = order
      const back: Attendee = { ...a, state: 'present' }
      return acceptWithInverse<NightEvent>(
        [{ type: 'door/came-back', attendee: a.id, at }, ...arriving(night, back, at)],
        [restored(a)],
      )
    }),

  'door/allow-self': (night, { command }) => {
    if (night.door.selfCheckIn === command.allowed) return accept()
    return acceptWithInverse<NightEvent>(
      [{ type: 'door/self-allowed', allowed: command.allowed }],
      [{ type: 'door/self-allowed', allowed: night.door.selfCheckIn }],
    )
  },

  'door/keep-table': (night, order) =>
    withSubject(night, order, ({ id, keepsTable }) => {
      const { table } = order.command
      if (keepsTable === table) return accept()
      return acceptWithInverse<NightEvent>(
        [{ type: 'door/table-kept', attendee: id, table }],
        [{ type: 'door/table-kept', attendee: id, table: keepsTable }],
      )
    }),

  'door/avoid': (night, order) =>
    withNamed(night, order, 'avoids', (attendee, avoids) => ({
      type: 'door/avoided',
      attendee,
      avoids,
    })),

  'door/avoid-nobody': (night, order) =>
    withSubject(night, { ...order, command: {} }, ({ id, avoids }) =>
      avoids.length === 0
        ? accept()
        : accept<NightEvent>({ type: 'door/avoided', attendee: id, avoids: [] }),
    ),

  'door/wish': (night, order) =>
    withNamed(night, order, 'wishes', (attendee, wishes) => ({
      type: 'door/wished',
      attendee,
      wishes,
    })),

  'door/wish-nobody': (night, order) =>
    withSubject(night, { ...order, command: {} }, ({ id, wishes }) =>
      wishes.length === 0
        ? accept()
        : accept<NightEvent>({ type: 'door/wished', attendee: id, wishes: [] }),
    ),
}
