// What the host sees: who is here, the desk of the rounds, the one next step, and what can be undone.
import { presentOf } from '../door/model.ts'
import type { AttendeeId, CommandId, PassId } from '../ids.ts'
import type { Night } from '../night.ts'
import type { PassRole } from '../passes/model.ts'
import { nextStep, type NextStep } from '../program/next-step.ts'
import { stillHolds } from '../rounds/holds.ts'
import { lastRound, type Offer, type Pairing, type Seating, type Two } from '../rounds/model.ts'
import { standingOffers } from '../rounds/offers.ts'
import { takingPart } from '../rounds/seating.ts'
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
    /** Who has come and gone since it was made. */
    readonly joined: readonly AttendeeId[]
    readonly left: readonly AttendeeId[]
    /** Changed by the host's hand. */
    readonly edits: number
  } | null
  /** The last round announced, and who of it is where. */
  readonly round: {
    readonly number: number
    readonly phase: 'announced' | 'over'
    readonly pairings: readonly Pairing[]
    readonly byes: readonly AttendeeId[]
    readonly here: readonly AttendeeId[]
    readonly absent: readonly AttendeeId[]
    /** Who of those left alone could sit where; a host goes to those for whom nobody is free. */
    readonly offers: readonly Offer[]
    readonly met: readonly AttendeeId[]
    readonly certified: boolean
  } | null
  /** The question «still in?»: who is present and has not answered. */
  readonly ask: {
    readonly number: number
    readonly at: Instant
    readonly silent: readonly AttendeeId[]
  } | null
  /** Whom the host keeps apart. */
  readonly apart: readonly Two[]
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

/** By round, the last one announced and those to come: what opens the envelopes of phones without a line. */
export type WordsSlice = readonly { readonly number: number; readonly words: readonly string[] }[]

/** The rounds to come as they are sealed: who will sit where, should the desk hear nothing any more. */
export type ComingSlice = readonly {
  readonly number: number
  readonly pairings: readonly Pairing[]
  readonly byes: readonly AttendeeId[]
  readonly certified: boolean
}[]

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
      ...since(night, plan.seating),
      edits: plan.seating.edits,
    },
    round: round && {
      number: round.number,
      phase: round.phase,
      pairings: round.pairings,
      byes: round.byes,
      here: [...round.here],
      absent: [...round.absent],
      offers: standingOffers(night, round),
      met: [...round.met.keys()],
      certified: round.seating.certified,
    },
    ask: askSlice(night),
    apart: night.rounds.apart,
    present: presentOf(night.door).length,
  }
}

/** Who takes part now and is not in a preview, and the other way round. */
function since(night: Night, { pairings, byes }: Seating) {
  const seated = [...pairings.flatMap((p) => p.people), ...byes]
  const now = takingPart(night).map((a) => a.id)
  return {
    joined: now.filter((id) => !seated.includes(id)),
    left: seated.filter((id) => !now.includes(id)),
  }
}

function askSlice({ rounds, door }: Night): DeskSlice['ask'] {
  const { ask } = rounds
  if (!ask) return null
  const silent = presentOf(door).filter((a) => !ask.in.has(a.id))
  return { number: ask.number, at: ask.at, silent: silent.map((a) => a.id) }
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

export function wordsSlice({ rounds }: Night): WordsSlice {
  const last = lastRound(rounds)
  const all = [...(last && last.words.length > 0 ? [last] : []), ...(rounds.sealed?.rounds ?? [])]
  return all.map(({ number, words }) => ({ number, words }))
}

export const comingSlice = ({ rounds }: Night): ComingSlice =>
  (rounds.sealed?.rounds ?? []).map(({ number, seating: { pairings, byes, certified } }) => ({
    ...{ number, pairings, byes, certified },
  }))
