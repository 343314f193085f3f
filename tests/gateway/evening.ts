// Random evenings: abstract moves that become whatever order makes sense at that moment.
import fc from 'fast-check'
import { presentOf } from '#night/door/model.ts'
import type { AttendeeId, PassId } from '#night/ids.ts'
import type { Command, CommandType, Night } from '#night/night.ts'
import type { Actor } from '#night/order.ts'

export interface Move {
  readonly kind: number
  /** Who, or which. */
  readonly a: number
  readonly b: number
  /** Whether the next move comes without waiting for this one's answer. */
  readonly hurried: boolean
}

export const evening = (length: number): fc.Arbitrary<readonly Move[]> =>
  fc.array(
    fc.record({ kind: fc.nat(999), a: fc.nat(999), b: fc.nat(999), hurried: fc.boolean() }),
    { minLength: 8, maxLength: length },
  )

type Asked = { readonly type: CommandType } & Readonly<Record<string, unknown>>
export interface Order {
  readonly by: Actor
  readonly command: Command
}

const topics = ['mesh radio', 'IPFS', 'governance']
const languages = [['fr'], ['en'], ['fr', 'en']]

const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % items.length]

const host: Actor = { role: 'host', pass: 'hostpass0001' as PassId }

/** The order that a move is at this moment, or null where there is nothing to do it to. */
export function orderOf(night: Night, { kind, a, b }: Move): Order | null {
  const people = [...night.door.attendees.keys()]
  const person = pick(people, a)
  const round = night.rounds.list.at(-1)
  const talk = pick(night.talks.list, b)?.id
  const table = (b % 6) + 1
  const profile = {
    name: `N${a}`,
    languages: pick(languages, a),
    offers: [pick(topics, a)],
    seeks: [pick(topics, b)],
    first: a % 2 === 0,
  }
  const other = pick(people, b)
  const code = (other && night.door.attendees.get(other)?.code) ?? ''
  const two = { a: person, b: other }
  const next = (round?.number ?? 0) + 1
  const number = round?.number ?? 1
  const self = person && actorOf(person)
  const byHost: readonly Asked[] = [
    { type: 'door/walk-in', ...profile, phoneless: b % 3 === 0 },
    { type: 'door/walk-in', ...profile, phoneless: b % 3 === 0 },
    { type: 'door/check-in', for: person },
    { type: 'door/check-in', for: person },
    { type: 'door/check-out', for: person },
    { type: 'door/sit-out', for: person },
    { type: 'door/come-back', for: person },
    { type: 'door/undo-check-in', for: person },
    { type: 'door/rename', for: person, name: `R${b}` },
    { type: 'door/allow-self', allowed: a % 2 === 0 },
    { type: 'rounds/plan', number: next },
    { type: 'rounds/start', number: next },
    { type: 'rounds/start', number: next },
    { type: 'rounds/extend', number, by: 60_000 },
    { type: 'rounds/end', number },
    { type: 'rounds/configure', count: 3 + (a % 4), oddOne: b % 2 ? 'trio' : 'bye' },
    {
      type: 'rounds/configure',
      repeats: a % 2 ? 'never' : 'last-resort',
      silence: b % 3 ? 'stays' : 'away',
      changeoverMs: 0,
    },
    { type: 'rounds/ask-room', number: next },
    { type: 'rounds/still-in', for: person },
    { type: 'rounds/swap', number: next, ...two },
    { type: 'rounds/put-together', number: next, ...two },
    { type: 'rounds/keep-apart', ...two },
    { type: 'rounds/let-meet', ...two },
    { type: 'rounds/all-here', number, for: person },
    { type: 'rounds/take-offer', number, for: person },
    { type: 'door/keep-table', for: person, table: a % 4 ? table : null },
    { type: 'program/start', segment: pick(night.program.segments, a)?.id },
    { type: 'program/extend', segment: pick(night.program.segments, a)?.id, by: 60_000 },
    { type: 'program/pause' },
    { type: 'program/resume' },
    { type: 'talks/accept', talk },
    { type: 'talks/decline', talk },
    { type: 'talks/move', talk, to: a % 3 },
    { type: 'talks/call', talk },
    { type: 'talks/stop', talk },
    { type: 'floor/claim', table, topic: 'open mic' },
    { type: 'floor/release', table },
    { type: 'floor/set-tables', tables: 3 + (a % 5) },
    { type: 'screens/message', text: a % 2 ? `Message ${b}` : null },
    { type: 'screens/show', show: a % 2 ? 'auto' : 'blackout', theme: b % 2 ? 'night' : 'paper' },
    { type: 'night/describe', title: `T${a}`, venue: '', link: null, topics, forecast: b },
    { type: 'undo/take', of: night.undo.at(-1)?.of },
  ]
  const byThem: readonly Asked[] = [
    { type: 'door/describe', ...profile },
    { type: 'door/sit-out' },
    { type: 'door/come-back' },
    { type: 'door/avoid', code },
    { type: 'door/avoid-nobody' },
    { type: 'door/wish', code },
    { type: 'door/wish-nobody' },
    { type: 'rounds/still-in' },
    { type: 'rounds/all-here', number },
    { type: 'rounds/take-offer', number },
    { type: 'rounds/met', number },
    {
      type: 'rounds/remember',
      met: [{ token: `token${String(b % 5).repeat(7)}`, months: a % 12 }],
    },
    { type: 'rounds/here', number },
    { type: 'rounds/here', number },
    { type: 'rounds/partner-missing', number },
    {
      type: 'talks/propose',
      title: `Talk ${b}`,
      minutes: 10,
      language: null,
      line: '',
      link: null,
    },
    { type: 'talks/support', talk },
    { type: 'talks/unsupport', talk },
    { type: 'talks/withdraw', talk },
    { type: 'floor/claim', table, topic: `Topic ${b}` },
    { type: 'floor/join', table },
    { type: 'floor/leave', table },
    { type: 'floor/release', table },
  ]
  const isTheirs = self !== undefined && kind % 2 === 1
  const command = pick(isTheirs ? byThem : byHost, kind >> 1)
  return command ? { by: isTheirs ? self : host, command: command as unknown as Command } : null
}

export const actorOf = (attendee: AttendeeId): Actor => ({ role: 'attendee', attendee })

/** How many the evening has brought into the room. */
export const crowd = (night: Night): number => presentOf(night.door).length
