// Who is here: joining, check-in and check-out, away and back.
import * as v from 'valibot'
import { attendeeId, tableNumber, type AttendeeId } from '../ids.ts'
import type { Instant } from '../time.ts'
import { language, line, topic, type Language } from '../text.ts'

const languages = v.pipe(v.array(language), v.minLength(1), v.maxLength(2))
const topics = v.pipe(v.array(topic), v.maxLength(8))

/** What an attendee says of themselves; all of it may be changed later. */
export const profile = {
  languages,
  offers: topics,
  seeks: topics,
  /** First time at a night of this community. */
  first: v.boolean(),
}

const about = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), for: v.optional(attendeeId) })
const named = <T extends string>(type: T) => v.object({ type: v.literal(type), for: attendeeId })

export const doorCommands = [
  v.object({ type: v.literal('door/join'), name: v.nullable(line(1, 40)), ...profile }),
  v.object({
    type: v.literal('door/describe'),
    name: line(1, 40),
    ...profile,
    for: v.optional(attendeeId),
  }),
  v.object({
    type: v.literal('door/walk-in'),
    name: v.nullable(line(1, 40)),
    ...profile,
    phoneless: v.boolean(),
    /** Who brought this friend along. */
    with: v.optional(attendeeId),
  }),
  /** By badge (its text, verified at the border), by typed code, or by the attendee's id. */
  v.object({
    type: v.literal('door/check-in'),
    badge: v.optional(v.pipe(v.string(), v.maxLength(200))),
    code: v.optional(v.pipe(v.string(), v.maxLength(16))),
    for: v.optional(attendeeId),
  }),
  v.object({
    type: v.literal('door/check-in-self'),
    room: v.pipe(v.string(), v.maxLength(16)),
  }),
  named('door/undo-check-in'),
  about('door/check-out'),
  about('door/sit-out'),
  about('door/come-back'),
  v.object({ type: v.literal('door/rename'), for: attendeeId, name: line(1, 40) }),
  v.object({ type: v.literal('door/allow-self'), allowed: v.boolean() }),
  /** Never pair me with the person of this code: private. */
  v.object({ type: v.literal('door/avoid'), code: v.pipe(v.string(), v.maxLength(16)) }),
  v.object({ type: v.literal('door/avoid-nobody') }),
  /** I would like to meet the person of this code: counts when both wish it, and is never shown. */
  v.object({ type: v.literal('door/wish'), code: v.pipe(v.string(), v.maxLength(16)) }),
  v.object({ type: v.literal('door/wish-nobody') }),
  /** Others come to them: a wheelchair, a stand, tired legs. */
  v.object({ type: v.literal('door/keep-table'), for: attendeeId, table: v.nullable(tableNumber) }),
] as const
export type DoorCommand = v.InferOutput<(typeof doorCommands)[number]>

/** joined: has a badge, not here yet; away: in the room, sitting the rounds out; left: checked out. */
export type Whereabouts = 'joined' | 'present' | 'away' | 'left'

export interface Attendee {
  readonly id: AttendeeId
  readonly name: string
  readonly code: string
  readonly languages: readonly Language[]
  readonly offers: readonly string[]
  readonly seeks: readonly string[]
  readonly first: boolean
  readonly phoneless: boolean
  readonly with: AttendeeId | null
  readonly state: Whereabouts
  readonly joinedAt: Instant
  readonly checkedInAt: Instant | null
  /** Private: never shown to anybody else. */
  readonly avoids: readonly AttendeeId[]
  /** Private: one-sided wishes are told to nobody. */
  readonly wishes: readonly AttendeeId[]
  /** The table they stay at through all rounds. */
  readonly keepsTable: number | null
}

export interface Door {
  readonly attendees: Map<AttendeeId, Attendee>
  readonly byCode: Map<string, AttendeeId>
  readonly names: Map<string, number>
  /** In the room: present or away. */
  inside: number
  selfCheckIn: boolean
}

type Described = Pick<Attendee, 'name' | 'languages' | 'offers' | 'seeks' | 'first'>
type Fact<T extends string> = {
  readonly type: T
  readonly attendee: AttendeeId
  readonly at: Instant
}

export type DoorEvent =
  | { readonly type: 'door/joined'; readonly attendee: Attendee; readonly at: Instant }
  | ({ readonly type: 'door/described'; readonly attendee: AttendeeId } & Described)
  | Fact<'door/checked-in'>
  | Fact<'door/check-in-undone'>
  | Fact<'door/checked-out'>
  | Fact<'door/went-away'>
  | Fact<'door/came-back'>
  | { readonly type: 'door/removed'; readonly attendee: AttendeeId }
  | {
      readonly type: 'door/restored'
      readonly attendee: AttendeeId
      readonly state: Whereabouts
      readonly checkedInAt: Instant | null
    }
  | { readonly type: 'door/self-allowed'; readonly allowed: boolean }
  | {
      readonly type: 'door/avoided'
      readonly attendee: AttendeeId
      readonly avoids: readonly AttendeeId[]
    }
  | {
      readonly type: 'door/wished'
      readonly attendee: AttendeeId
      readonly wishes: readonly AttendeeId[]
    }
  | {
      readonly type: 'door/table-kept'
      readonly attendee: AttendeeId
      readonly table: number | null
    }

export const emptyDoor = (): Door => ({
  attendees: new Map(),
  byCode: new Map(),
  names: new Map(),
  inside: 0,
  selfCheckIn: false,
})

export const copyOfDoor = (door: Door): Door => ({
  ...door,
  attendees: new Map(door.attendees),
  byCode: new Map(door.byCode),
  names: new Map(door.names),
})

export const attendeeOf = (door: Door, id: AttendeeId): Attendee | undefined =>
  door.attendees.get(id)

export const isInside = (state: Whereabouts): boolean => state === 'present' || state === 'away'

/** Those who take part in the rounds, in the order of their joining. */
export const presentOf = (door: Door): readonly Attendee[] =>
  [...door.attendees.values()].filter((a) => a.state === 'present')

function put(door: Door, next: Attendee, before = door.attendees.get(next.id)): void {
  if (before?.name !== next.name) {
    if (before) countName(door, before, -1)
    countName(door, next, 1)
  }
  door.inside += (isInside(next.state) ? 1 : 0) - (before && isInside(before.state) ? 1 : 0)
  door.attendees.set(next.id, next)
  door.byCode.set(next.code, next.id)
}

function countName(door: Door, a: Attendee, by: 1 | -1): void {
  const name = a.name.toLowerCase()
  const left = (door.names.get(name) ?? 0) + by
  if (left > 0) door.names.set(name, left)
  else door.names.delete(name)
}

function change(door: Door, id: AttendeeId, changes: Partial<Attendee>): void {
  const before = door.attendees.get(id)
  if (before) put(door, { ...before, ...changes }, before)
}

export function applyDoor(door: Door, event: { readonly type: string }): void {
  const e = event as DoorEvent
  switch (e.type) {
    case 'door/joined':
      put(door, e.attendee)
      return
    case 'door/described': {
      const { type: _, attendee, ...described } = e
      change(door, attendee, described)
      return
    }
    case 'door/checked-in':
      change(door, e.attendee, { state: 'present', checkedInAt: e.at })
      return
    case 'door/check-in-undone':
      change(door, e.attendee, { state: 'joined', checkedInAt: null })
      return
    case 'door/checked-out':
      change(door, e.attendee, { state: 'left' })
      return
    case 'door/went-away':
      change(door, e.attendee, { state: 'away' })
      return
    case 'door/came-back':
      change(door, e.attendee, { state: 'present' })
      return
    case 'door/removed': {
      const gone = door.attendees.get(e.attendee)
      if (!gone) return
      countName(door, gone, -1)
      if (isInside(gone.state)) door.inside -= 1
      door.attendees.delete(gone.id)
      door.byCode.delete(gone.code)
      return
    }
    case 'door/restored':
      change(door, e.attendee, { state: e.state, checkedInAt: e.checkedInAt })
      return
    case 'door/self-allowed':
      door.selfCheckIn = e.allowed
      return
    case 'door/avoided':
      change(door, e.attendee, { avoids: e.avoids })
      return
    case 'door/wished':
      change(door, e.attendee, { wishes: e.wishes })
      return
    case 'door/table-kept':
      change(door, e.attendee, { keepsTable: e.table })
      return
    default:
  }
}
