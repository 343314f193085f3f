// What the host sees: who is here, the desk of the rounds, the one next step, and what can be undone.
import { presentOf } from '../door/model.ts'
import type { AttendeeId, CommandId, PassId } from '../ids.ts'
import type { Night } from '../night.ts'
import type { PassRole } from '../passes/model.ts'
import { nextStep, type NextStep } from '../program/next-step.ts'
import { stillHolds } from '../rounds/decide.ts'
import { lastRound, type Pairing } from '../rounds/model.ts'
import type { Talk } from '../talks/model.ts'
import type { Instant } from '../time.ts'

export interface DeskSlice {
  /** The preview of the next round; `holds` is false once people came or went since. */
  readonly plan: {
    readonly number: number
    readonly pairings: readonly Pairing[]
    readonly byes: readonly AttendeeId[]
    readonly certified: boolean
    readonly holds: boolean
  } | null
  /** The last round announced, and who of it is where. */
  readonly round: {
    readonly number: number
    readonly phase: 'announced' | 'over'
    readonly pairings: readonly Pairing[]
    readonly byes: readonly AttendeeId[]
    readonly here: readonly AttendeeId[]
    readonly absent: readonly AttendeeId[]
  } | null
  /** Present, and so to be paired. */
  readonly present: number
}

export interface HelmSlice {
  readonly next: NextStep | null
  readonly undo: { readonly of: CommandId; readonly command: string; readonly at: Instant } | null
}

export interface GrantedPass {
  readonly id: PassId
  readonly role: PassRole
  readonly label: string
  readonly grantedAt: Instant
}

/** Every talk with its state, the declined and withdrawn ones too. */
export type ProposalsSlice = readonly Talk[]

export function deskSlice(night: Night): DeskSlice {
  const { plan } = night.rounds
  const round = lastRound(night.rounds)
  return {
    plan: plan && {
      number: plan.number,
      pairings: plan.seating.pairings,
      byes: plan.seating.byes,
      certified: plan.seating.certified,
      holds: stillHolds(night, plan.seating),
    },
    round: round && {
      number: round.number,
      phase: round.phase,
      pairings: round.pairings,
      byes: round.byes,
      here: [...round.here],
      absent: [...round.absent],
    },
    present: presentOf(night.door).length,
  }
}

export function helmSlice(night: Night): HelmSlice {
  const last = night.undo.at(-1)
  return {
    next: nextStep(night),
    undo: last ? { of: last.of, command: last.command, at: last.at } : null,
  }
}

export const passesSlice = (night: Night): readonly GrantedPass[] =>
  [...night.passes.values()].map(({ id, role, label, grantedAt }) => ({
    ...{ id, role, label, grantedAt },
  }))
