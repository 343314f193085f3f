// A view is the slices that one audience gets: made by adding what it may see.
import { assertNever } from '../decision.ts'
import type { AttendeeId } from '../ids.ts'
import type { Night } from '../night.ts'
import type { Audience, AudienceKind } from './audience.ts'
import { attendeeView, seatSlice, type AttendeeView } from './attendee.ts'
import {
  aheadSlice,
  roomSlice,
  wallSlice,
  type AheadSlice,
  type RoomSlice,
  type WallSlice,
} from './display.ts'
import { rosterEntry, rosterSlice, type RosterEntry, type RosterSlice } from './door.ts'
import {
  comingSlice,
  deskSlice,
  helmSlice,
  passesSlice,
  wordsSlice,
  type ComingSlice,
  type DeskSlice,
  type GrantedPass,
  type HelmSlice,
  type ProposalsSlice,
  type WordsSlice,
} from './host.ts'
import { publicView, type PublicView } from './public.ts'

export interface DoorView {
  readonly roster: RosterSlice
}
export interface DisplayView {
  readonly wall: WallSlice | null
  readonly room: RoomSlice
  readonly ahead: AheadSlice
}
export interface HostView extends DoorView {
  readonly desk: DeskSlice
  readonly helm: HelmSlice
  readonly passes: readonly GrantedPass[]
  readonly proposals: ProposalsSlice
  readonly words: WordsSlice
  readonly coming: ComingSlice
}

/** Each audience's own slices, beside the public ones. */
export interface Views {
  readonly guest: object
  readonly attendee: AttendeeView
  readonly door: DoorView
  readonly host: HostView
  readonly display: DisplayView
}

export type ViewOf<K extends AudienceKind> = PublicView & Views[K]
/** Any slices of any view, by name. */
export type Slices = Partial<PublicView & AttendeeView & HostView & DisplayView>
export type SliceName = keyof Slices

/** The same slices, each made when it is asked for. */
type Makers<S> = { readonly [K in keyof S]: () => S[K] }
export type SliceMakers = Partial<Makers<PublicView & HostView & DisplayView>>

/** What an audience sees beyond the public slices, without one person's own and without the roster. */
export function furtherSlices(night: Night, kind: AudienceKind): SliceMakers {
  switch (kind) {
    case 'guest':
    case 'attendee':
    case 'door':
      return {}
    case 'display':
      return {
        wall: () => wallSlice(night),
        room: () => roomSlice(night),
        ahead: () => aheadSlice(night),
      }
    case 'host':
      return {
        desk: () => deskSlice(night),
        helm: () => helmSlice(night),
        passes: () => passesSlice(night),
        proposals: () => night.talks.list,
        words: () => wordsSlice(night),
        coming: () => comingSlice(night),
      }
    default:
      return assertNever(kind)
  }
}

const made = (makers: SliceMakers): Slices =>
  Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, make()]))

/** One attendee's own slices; none where the badge is not (or no longer) of this night. */
export const ownSlices = (night: Night, attendee: AttendeeId): Slices =>
  attendeeView(night, attendee) ?? {}

/** Everything an audience sees, as one snapshot. */
export function viewOf(night: Night, audience: Audience): Slices {
  const shared = { ...publicView(night), ...made(furtherSlices(night, audience.kind)) }
  if (audience.kind === 'attendee') return { ...shared, ...ownSlices(night, audience.attendee) }
  if (audience.kind === 'door' || audience.kind === 'host')
    return { ...shared, roster: rosterSlice(night) }
  return shared
}

export { publicView, rosterEntry, type RosterEntry }
/** The seat alone, for one whose `me` is as it was. */
export function ownSeat(night: Night, id: AttendeeId): Slices {
  const attendee = night.door.attendees.get(id)
  return attendee ? { seat: seatSlice(night, attendee) } : {}
}

export { concerned, seatAlone } from './concerned.ts'
