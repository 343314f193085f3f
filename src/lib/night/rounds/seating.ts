// From who is here to who sits where: what the pairing engine is given, and what is made of its answer.
import type { Attendee } from '../door/model.ts'
import { presentOf } from '../door/model.ts'
import type { AttendeeId } from '../ids.ts'
import type { Night } from '../night.ts'
import { hash128, randomOf } from '../random.ts'
import {
  ENGINE,
  inputHash,
  planEvening,
  type Candidate,
  type PairingInput,
  type PlannedRound,
} from './pairing/index.ts'
import { topicKey } from '../text.ts'
import { distinctSigns } from './sign.ts'
import {
  lastRound,
  type Pairing,
  type Round,
  type Rounds,
  type Seating,
  type Two,
} from './model.ts'

const pairsOf = <T>(people: readonly T[]): (readonly [T, T])[] =>
  people.flatMap((a, i) => people.slice(i + 1).map((b) => [a, b] as const))

/** Everybody who sat together tonight, two by two, once for each round. */
export const metTonight = (rounds: Rounds): readonly Two[] =>
  rounds.list.flatMap((round) => {
    const pairs = [...round.pairings.map((p) => p.people), ...round.parted].flatMap(pairsOf)
    return [...new Map(pairs.map((pair) => [[...pair].sort().join(' '), pair])).values()]
  })

const byesOf = (rounds: Rounds): ReadonlyMap<AttendeeId, number> => {
  const byes = new Map<AttendeeId, number>()
  for (const round of rounds.list)
    for (const id of round.byes) byes.set(id, (byes.get(id) ?? 0) + 1)
  return byes
}

/** What the engine is told of somebody: nothing that it does not weigh. */
export const candidateOf = (a: Attendee, byes = 0): Candidate => ({
  id: a.id,
  languages: a.languages,
  offers: a.offers.map(topicKey),
  seeks: a.seeks.map(topicKey),
  first: a.first,
  byes,
  avoids: a.avoids,
  wishes: a.wishes,
  keepsTable: a.keepsTable,
})

/** Whether two people may sit together at all: a language, a table, and nobody who minds. */
export function mayMeet({ door, rounds }: Night, one: AttendeeId, other: AttendeeId): boolean {
  const [a, b] = [door.attendees.get(one), door.attendees.get(other)]
  if (!a || !b || a.avoids.includes(b.id) || b.avoids.includes(a.id)) return false
  if (a.keepsTable !== null && b.keepsTable !== null && a.keepsTable !== b.keepsTable) return false
  if (rounds.apart.some((pair) => pair.includes(a.id) && pair.includes(b.id))) return false
  return a.languages.some((l) => b.languages.includes(l))
}

/** Present, without those whose silence counts as away once the room was asked. */
export function takingPart({ door, rounds }: Night): readonly Attendee[] {
  const { ask, settings } = rounds
  const present = presentOf(door)
  if (!ask || settings.silence === 'stays') return present
  return present.filter((a) => ask.in.has(a.id))
}

/** Who met whom at earlier nights, as the phones of both remember it. */
function metBefore({ rounds }: Night, people: readonly Attendee[]): PairingInput['past'] {
  const by = new Map<string, { id: AttendeeId; months: number }[]>()
  for (const { id } of people)
    for (const { token, months } of rounds.remembered.get(id) ?? [])
      by.set(token, [...(by.get(token) ?? []), { id, months }])
  return [...by.values()].flatMap((all) =>
    pairsOf(all).map(([a, b]) => ({ people: [a.id, b.id], months: Math.max(a.months, b.months) })),
  )
}

/** Chance that follows from the night and the round alone, so that a plan can be made again. */
const seedOf = (night: Night, number: number): string =>
  hash128(`${night.about?.roomSecret ?? ''}:round:${number}`).join('-')

/** All that the engine is given for the rounds from `number` on. Pure: the same night, the same input. */
export function pairingInput(
  night: Night,
  number: number,
  { together = [], people = takingPart(night) }: Asked = {},
): PairingInput {
  const { rounds } = night
  const byes = byesOf(rounds)
  return {
    people: people.map((a) => candidateOf(a, byes.get(a.id))),
    met: metTonight(rounds),
    past: metBefore(night, people),
    apart: rounds.apart,
    together,
    roundsLeft: Math.max(1, rounds.settings.count - number + 1),
    oddOne: rounds.settings.oddOne,
    repeats: rounds.settings.repeats,
    seed: seedOf(night, number),
  }
}

interface Asked {
  /** Whom the host puts together in this round. */
  readonly together?: readonly Two[]
  readonly people?: readonly Attendee[]
}

/** Rounds planned elsewhere, and the hash of what they were planned from. */
export interface Planned {
  readonly input: string
  readonly rounds: readonly PlannedRound[]
}

/**
 * Pairings, tables and signs of a round for everybody who takes part: from a plan made beforehand
 * where it was made from just this, else planned here with the effort that a command can wait for.
 */
export function seatingFor(
  night: Night,
  number: number,
  { together = [], planned }: { together?: readonly Two[]; planned?: Planned | undefined } = {},
): Seating {
  const input = pairingInput(night, number, { together })
  const ready = planned?.input === inputHash(input) ? planned.rounds[0] : undefined
  const round = ready ?? planEvening(input, 'quick')[0] ?? nobody
  return seatingOf(night, round, { input, number, effort: ready ? 'full' : 'quick' })
}

const nobody: PlannedRound = { pairings: [], byes: [], certified: false }

interface Origin {
  /** What the round was planned from, alone or as one of several. */
  readonly input: PairingInput
  readonly number: number
  readonly effort: Seating['effort']
}

/** A planned round with its tables and signs, on the night as it is before that round. */
export function seatingOf(
  night: Night,
  { pairings, byes, certified }: PlannedRound,
  { input, number, effort }: Origin,
): Seating {
  return {
    pairings: seatsFor(night, seedOf(night, number), pairings),
    byes: byes as readonly AttendeeId[],
    ...{ seed: input.seed, input: inputHash(input), engine: ENGINE },
    ...{ effort, certified, edits: 0 },
  }
}

function seatsFor(night: Night, seed: string, planned: PlannedRound['pairings']): Pairing[] {
  const groups = planned.map(({ people, rematch }) => ({
    people: people as readonly AttendeeId[],
    rematch,
  }))
  const signs = randomOf(`${seed}:signs`).shuffled(
    Array.from({ length: Math.max(distinctSigns, groups.length) }, (_, i) => i),
  )
  return withTables(night, groups, lastRound(night.rounds)).map((pairing, i): Pairing => ({
    ...pairing,
    sign: signs[i] ?? i,
  }))
}

type Group = Pick<Pairing, 'people' | 'rematch'>

/** One of each pairing stays where they sat, if they can: who keeps a table first, then who has no phone. */
function withTables(night: Night, groups: readonly Group[], last: Round | null) {
  const seatOf = new Map(last?.pairings.flatMap((p) => p.people.map((id) => [id, p.table])))
  const claim = (g: Group) => {
    const people = g.people.flatMap((id) => night.door.attendees.get(id) ?? [])
    for (const { id, keepsTable } of people) if (keepsTable !== null) seatOf.set(id, keepsTable)
    const keeper = people.find((a) => a.keepsTable !== null)
    if (keeper) return { group: g, first: [keeper.id, ...g.people], rank: 0 }
    return { group: g, first: g.people, rank: people.some((a) => a.phoneless) ? 1 : 2 }
  }
  const order = groups.map(claim).sort((a, b) => a.rank - b.rank)
  const used = new Set<number>()
  const kept = new Map<Group, number>()
  for (const { group, first } of order) {
    const table = first.map((id) => seatOf.get(id)).find((t) => t && !used.has(t))
    if (!table) continue
    used.add(table)
    kept.set(group, table)
  }
  return groups
    .map((group) => ({ ...group, table: kept.get(group) ?? freeTable(used) }))
    .sort((a, b) => a.table - b.table)
}

/** The lowest table number not yet used, which it then is. */
export function freeTable(used: Set<number>): number {
  let table = 1
  while (used.has(table)) table++
  used.add(table)
  return table
}
