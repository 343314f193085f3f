// What this phone recorded at the door, one line each.
import type { Facts } from '#night/decision.ts'
import type { AttendeeId, CommandId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { RosterEntry } from '#night/views/index.ts'
import { badgeText } from './badge-text.ts'

export interface DoorRecord {
  readonly id: CommandId
  readonly kind: 'person' | 'newcomer'
  readonly who?: AttendeeId
  readonly name: string | null
  readonly code: string | null
  /** When it was tapped or scanned, ms. */
  readonly at: number
  readonly state: 'waiting' | 'in' | 'already' | 'refused' | 'out' | 'undone'
  /** Answered after the door had said «kept» and gone on. */
  readonly late?: boolean
  /** Why it was refused. */
  readonly why?: string
  readonly facts?: Facts
}

type Label = Pick<DoorRecord, 'kind' | 'name' | 'code'> & { readonly who?: AttendeeId }

/** Whom a command of the door is about, as far as the roster on this phone knows. */
export function labelOf(
  command: Command,
  roster: Readonly<{ [id: AttendeeId]: RosterEntry }>,
): Label {
  switch (command.type) {
    case 'door/walk-in':
      return { kind: 'newcomer', name: command.name, code: null }
    case 'door/check-in': {
      const who = command.for ?? (command.badge && badgeText(command.badge)?.attendee)
      if (who) return person(who, roster)
      const known = Object.entries(roster).find(([, entry]) => entry.code === command.code)
      if (known) return person(known[0] as AttendeeId, roster)
      return { kind: 'person', name: null, code: command.code ?? null }
    }
    case 'door/check-out':
    case 'door/undo-check-in':
      return command.for ? person(command.for, roster) : { kind: 'person', name: null, code: null }
    default:
      return { kind: 'person', name: null, code: null }
  }
}

function person(who: AttendeeId, roster: Readonly<{ [id: AttendeeId]: RosterEntry }>): Label {
  const entry = roster[who]
  return { kind: 'person', who, name: entry?.name ?? null, code: entry?.code ?? null }
}
