// From who is here to who sits where: what the pairing engine is given, and what is made of its answer.
import type { Attendee } from '../door/model.ts'
import { presentOf } from '../door/model.ts'
import type { AttendeeId } from '../ids.ts'
import type { Night } from '../night.ts'
import { randomOf } from '../random.ts'
import { planRound, type Candidate } from './pairing/index.ts'
import { topicKey } from '../text.ts'
import { distinctSigns } from './sign.ts'
import { lastRound, type Pairing, type Round, type Rounds, type Seating } from './model.ts'

type Pair = readonly [AttendeeId, AttendeeId]

const pairsOf = (people: readonly AttendeeId[]): Pair[] =>
  people.flatMap((a, i) => people.slice(i + 1).map((b): Pair => [a, b]))

/** Everybody who sat together tonight, two by two, once for each round. */
export const metTonight = (rounds: Rounds): readonly Pair[] =>
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
})

/** Whether two people may sit together at all: a language in common, and neither minds. */
export const canMeet = (a: Attendee, b: Attendee): boolean =>
  a.languages.some((l) => b.languages.includes(l)) &&
  !a.avoids.includes(b.id) &&
  !b.avoids.includes(a.id)

/** Pairings, tables and signs of a round for everybody present. */
export function seatingFor(night: Night, number: number, seed: string): Seating {
  const { rounds } = night
  const byes = byesOf(rounds)
  const planned = planRound({
    people: presentOf(night.door).map((a) => candidateOf(a, byes.get(a.id))),
    met: metTonight(rounds),
    roundsLeft: Math.max(1, rounds.settings.count - number + 1),
    oddOne: rounds.settings.oddOne,
    seed,
  })
  const groups = planned.pairings.map(({ people, rematch }) => ({
    people: people as readonly AttendeeId[],
    rematch,
  }))
  const signs = randomOf(`${seed}:signs`).shuffled(
    Array.from({ length: Math.max(distinctSigns, groups.length) }, (_, i) => i),
  )
  const pairings = withTables(night, groups, lastRound(rounds)).map((pairing, i): Pairing => ({
    ...pairing,
    sign: signs[i] ?? i,
  }))
  return {
    pairings,
    byes: planned.byes as readonly AttendeeId[],
    seed,
    certified: planned.certified,
  }
}

type Group = Pick<Pairing, 'people' | 'rematch'>

/** One of each pairing stays where they sat, if they can; people without a phone are first to stay. */
function withTables(night: Night, groups: readonly Group[], last: Round | null) {
  const seatOf = new Map(last?.pairings.flatMap((p) => p.people.map((id) => [id, p.table])))
  const phoneless = (g: Group) =>
    g.people.some((id) => night.door.attendees.get(id)?.phoneless) ? 0 : 1
  const order = [...groups].sort((a, b) => phoneless(a) - phoneless(b))
  const used = new Set<number>()
  const kept = new Map<Group, number>()
  for (const group of order) {
    const table = group.people.map((id) => seatOf.get(id)).find((t) => t && !used.has(t))
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
