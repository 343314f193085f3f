// The rounds to come, sealed beforehand: planned together, and mended where people come or go.
import { presentOf } from '../door/model.ts'
import type { AttendeeId } from '../ids.ts'
import { apply, copyOf, type Night, type NightEvent } from '../night.ts'
import { currentSegment } from '../program/model.ts'
import type { Instant } from '../time.ts'
import { mendedSeating } from './mend.ts'
import type { Pairing, Sealed, SealedRound, Seating } from './model.ts'
import { inputHash, type PairingInput, type PlannedRound } from './pairing/index.ts'
import { stillHolds } from './holds.ts'
import { metTonight, pairingInput, seatingOf } from './seating.ts'

/** What sealing takes: a plan from this, or nothing but this in the place of what is sealed. */
export type SealWanted =
  | { readonly kind: 'plan'; readonly input: PairingInput }
  | { readonly kind: 'mend'; readonly sealed: Sealed }

/** Before the first round, so much of the room is mended for at most: after that, a new plan does better. */
const mostMoved = 1 / 8

type Numbered = Pick<SealedRound, 'number' | 'seating'>

const announcedAt = (at: Instant, { number, seating }: Numbered): NightEvent => ({
  type: 'rounds/announced',
  ...{ number, seating, revealAt: at, startsAt: at, endsAt: at },
})

/** The night as if these rounds had been announced too: tables, meetings and byes follow from them. */
function asIfAnnounced(night: Night, rounds: readonly Numbered[]): Night {
  if (rounds.length === 0) return night
  const after = copyOf(night)
  const at = 0 as Instant
  for (const round of rounds) apply(after, announcedAt(at, round))
  return after
}

/** The host's preview of the next round, where it may be announced as it is. */
function preview(night: Night): Numbered | null {
  const { plan, list } = night.rounds
  if (plan?.number !== list.length + 1) return null
  return stillHolds(night, plan.seating, presentOf(night.door)) ? plan : null
}

/** All that the engine is given for the rounds to be sealed; a preview stays as the host made it. */
export function sealInput(night: Night): PairingInput {
  const made = preview(night)
  const before = made ? asIfAnnounced(night, [made]) : night
  return pairingInput(before, firstPlanned(night), { people: presentOf(night.door) })
}

/** The first of the rounds to be sealed that the engine plans: a preview is the host's. */
export const firstPlanned = (night: Night): number =>
  night.rounds.list.length + (preview(night) ? 2 : 1)

/** Whether rounds are left, and the evening has not gone past them. */
function areRoundsAhead({ program, rounds }: Night): boolean {
  if (program.phase === 'over' || rounds.list.length >= rounds.settings.count) return false
  const here = program.segments.findIndex((s) => s.id === program.current)
  return program.segments.slice(Math.max(0, here)).some((s) => s.kind === 'rounds' && !s.skipped)
}

/**
 * What has to be sealed, as things are; null where the envelopes are as they should be. While the
 * doors are open everything is planned anew whenever the plan would be another: so many come that few
 * pairings would be good ones. From then on only those are moved whose pairings cannot stay, as long
 * as that leaves nobody out, makes nobody meet twice and, before the first round, is for few.
 */
export function sealWanted(night: Night): SealWanted | null {
  const { list, sealed, settings } = night.rounds
  if (!areRoundsAhead(night) || presentOf(night.door).length < 2) return null
  const next = list.length + 1
  const isWhole =
    sealed?.rounds.length === settings.count - list.length && sealed.rounds[0]?.number === next
  const input = sealInput(night)
  if (!isWhole) return { kind: 'plan', input }
  const moved = (sealed.moved ?? 0) + movedSince(night, sealed)
  const made = preview(night)
  const isStale = next === 1 && !made && inputHash(input) !== sealed.input
  if (isStale && !isForFew(night, sealed, moved)) return { kind: 'plan', input }
  const asMade = made ? withPreview(night, sealed.rounds, made) : sealed.rounds
  const rounds = asMade && !meetsAgain(night, asMade) ? mended(night, asMade) : null
  if (!rounds) return { kind: 'plan', input }
  if (rounds.every((r, i) => r === sealed.rounds[i])) return null
  return { kind: 'mend', sealed: { rounds, input: inputHash(input), moved } }
}

/**
 * The sealed rounds with the host's preview as the next one, under its words; null where that takes
 * another plan: most would sit elsewhere, or somebody would meet twice.
 */
function withPreview(
  night: Night,
  sealed: readonly SealedRound[],
  made: Numbered,
): readonly SealedRound[] | null {
  const [next, ...later] = sealed
  if (!next || seatsAlike(made.seating, next.seating)) return sealed
  if (!mostlyAs(made.seating, next) || meetsAgain(asIfAnnounced(night, [made]), later)) return null
  return [{ ...next, seating: made.seating }, ...later]
}

/** How many have come or gone since the rounds were sealed. */
function movedSince({ door }: Night, { rounds: [next] }: Sealed): number {
  const [here, seated] = [
    new Set(presentOf(door).map((a) => a.id)),
    new Set(next && peopleOf(next)),
  ]
  const stayed = [...seated].filter((id) => here.has(id)).length
  return here.size + seated.size - 2 * stayed
}

const peopleOf = ({ seating: { pairings, byes } }: SealedRound) => [
  ...pairings.flatMap((p) => p.people),
  ...byes,
]

/**
 * Whether nothing but a few people coming and going makes the plan another, after the doors. Who is
 * here, but wishes for something else, is planned for anew.
 */
function isForFew(night: Night, sealed: Sealed, moved: number): boolean {
  const segment = currentSegment(night.program)
  if (!segment || segment.kind === 'doors') return false
  return movedSince(night, sealed) > 0 && moved <= presentOf(night.door).length * mostMoved
}

/** Whether somebody is sealed with somebody whom they have met meanwhile, by a table that was given within a round. */
function meetsAgain({ rounds }: Night, sealed: readonly SealedRound[]): boolean {
  const met = metTonight(rounds)
  const isAgain = ({ people, rematch }: Pairing) =>
    !rematch && met.some((two) => two.every((id) => people.includes(id)))
  return sealed.some(({ seating }) => seating.pairings.some(isAgain))
}

/** The sealed rounds with everybody seated who is here; null where that takes another plan. */
function mended(night: Night, sealed: readonly SealedRound[]): readonly SealedRound[] | null {
  const people = presentOf(night.door)
  const rounds = [...sealed]
  for (const [i, round] of sealed.entries()) {
    if (stillHolds(night, round.seating, people)) continue
    const others = rounds.filter((r) => r.number !== round.number)
    const seating = mendedSeating(asIfAnnounced(night, others), round.seating, people)
    if (!seating) return null
    rounds[i] = { ...round, seating }
  }
  return rounds
}

/**
 * The sealed seating of a round as it is announced to `people`, and the words that open it: as it is,
 * or mended for who came and went in the last seconds. Null where it was never sealed, or cannot stay.
 */
export function unsealed(
  night: Night,
  number: number,
  people: readonly { readonly id: AttendeeId }[],
): { readonly seating: Seating; readonly words: readonly string[] } | null {
  const sealed = night.rounds.sealed?.rounds ?? []
  const round = sealed.find((r) => r.number === number)
  if (!round) return null
  const { words, seating } = round
  if (stillHolds(night, seating, people)) return { words, seating }
  const later = asIfAnnounced(night, sealed.filter((r) => r !== round)) // prettier-ignore
  const mend = mendedSeating(later, seating, people)
  return mend && { words, seating: mend }
}

/** A plan as rounds to be sealed, each with the words of its turn, from the next round on. */
export function sealedFrom(
  night: Night,
  planned: readonly PlannedRound[],
  words: readonly (readonly string[])[],
): readonly SealedRound[] {
  const made = preview(night)
  const { list, settings } = night.rounds
  const input = sealInput(night)
  const rounds: Numbered[] = made ? [made] : []
  for (const round of planned) {
    const number = list.length + rounds.length + 1
    if (number > settings.count) break
    const before = asIfAnnounced(night, rounds)
    rounds.push({ number, seating: seatingOf(before, round, { input, number, effort: 'full' }) })
  }
  return rounds.map((round, i) => ({ ...round, words: words[i] ?? [] }))
}

/** Whether most sit as it was sealed, so that its words help more than they mislead. */
export const mostlyAs = (seating: Seating, { seating: sealed }: SealedRound): boolean => {
  const known = new Set(sealed.pairings.map((p) => JSON.stringify(p)))
  const same = seating.pairings.filter((p) => known.has(JSON.stringify(p)))
  return same.length * 2 > seating.pairings.length
}

/** Whether everybody sits at the same table, with the same sign and the same people. */
const seatsAlike = (a: Seating, b: Seating): boolean =>
  JSON.stringify([a.pairings, a.byes]) === JSON.stringify([b.pairings, b.byes])
