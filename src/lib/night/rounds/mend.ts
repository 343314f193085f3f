// A seating made beforehand, after some have come and some have gone: as few as can be are moved.
import type { AttendeeId } from '../ids.ts'
import type { Night } from '../night.ts'
import { everyTwo } from './holds.ts'
import type { Pairing, Seating } from './model.ts'
import { placesFor } from './reseat.ts'
import { freeTable, mayMeet, metTonight } from './seating.ts'
import { freeSign } from './sign.ts'

/**
 * The seating with just these people in it: whose partner is gone gets somebody who is free, and who
 * came is seated with them. Everybody else stays. Null where somebody would have to be left out who
 * needs not be, or would meet somebody again: then a new plan does better. `night` has every other
 * round in it.
 */
export function mendedSeating(
  night: Night,
  seating: Seating,
  people: readonly { readonly id: AttendeeId }[],
): Seating | null {
  const here = new Set(people.map((a) => a.id))
  const waiting = seating.byes.filter((id) => here.has(id))
  const { seated, alone } = freed(night, keptOf(night, seating, here), waiting.length)
  const { oddOne } = night.rounds.settings
  // Where the odd one sits out, nobody gets a third chair.
  const found = placesFor(night, { alone, waiting, seated: oddOne === 'trio' ? seated : [] })
  const placed = new Set(found.pairs.flat())
  const byes = [...waiting, ...found.left].filter((id) => !placed.has(id))
  const joining = new Map(found.joins.map((join) => [join.table, join.person]))
  const grown = seated.map((p) => {
    const third = joining.get(p.table)
    return third ? { ...p, people: [...p.people, third] } : p
  })
  const pairings = [...grown, ...placesOf(night, found.pairs, { seated, alone })]
  const odd = here.size % 2
  const trios = pairings.filter((p) => p.people.length > 2).length
  if (byes.length > (oddOne === 'bye' ? odd : 0) || trios > odd) return null
  const fresh = pairings.filter((p) => !seating.pairings.includes(p))
  if (fresh.some((p) => isRematch(night, p, seating) || !isAtTheirTable(night, p))) return null
  const byTable = pairings.sort((a, b) => a.table - b.table)
  return { ...seating, pairings: byTable, byes, certified: false }
}

interface Placed {
  readonly id: AttendeeId
  readonly table: number | null
  readonly sign: number | null
}

interface Left {
  readonly seated: readonly Pairing[]
  readonly alone: readonly Placed[]
}

const nowhere = { table: null, sign: null }

/** Who sits as before, and who has to be seated: at their table, if somebody has to stay there. */
function keptOf(night: Night, { pairings, byes }: Seating, here: ReadonlySet<AttendeeId>): Left {
  const known = new Set([...pairings.flatMap((p) => p.people), ...byes])
  const alone: Placed[] = [...here].filter((id) => !known.has(id)).map((id) => ({ id, ...nowhere }))
  const seated: Pairing[] = []
  for (const p of pairings) {
    const people = p.people.filter((id) => here.has(id))
    if (people.length > 1 && everyTwo(people, (a, b) => mayMeet(night, a, b)))
      seated.push(people.length === p.people.length ? p : { ...p, people })
    else
      for (const [i, id] of people.entries())
        alone.push({ id, ...(i === 0 ? placeOf(p) : nowhere) })
  }
  return { seated, alone }
}

const placeOf = ({ table, sign }: Pairing) => ({ table, sign })

/** Where an odd number has to be seated and three sit at one table, one of them is free to go. */
function freed(night: Night, { seated, alone }: Left, waiting: number): Left {
  const trio = seated.find((p) => p.people.length > 2)
  const last = trio?.people.at(-1)
  if (!trio || !last || (alone.length + waiting) % 2 === 0) return { seated, alone }
  const met = metTonight(night.rounds)
  const isNewTo = (id: AttendeeId) => (one: Placed) =>
    mayMeet(night, id, one.id) && !met.some((two) => two.includes(id) && two.includes(one.id))
  // Rather somebody whom those who wait have not met yet.
  const third = trio.people.find((id) => alone.some(isNewTo(id))) ?? last
  const people = trio.people.filter((id) => id !== third)
  return {
    seated: seated.map((p) => (p === trio ? { ...p, people } : p)),
    alone: [...alone, { id: third, ...nowhere }],
  }
}

/** The pairs at the table that one of them keeps or has, or at a free one. */
function placesOf(
  night: Night,
  pairs: readonly (readonly AttendeeId[])[],
  { seated, alone }: Left,
): readonly Pairing[] {
  const tables = new Set(seated.map((p) => p.table))
  const signs = new Set(seated.map((p) => p.sign))
  const known = new Map(alone.map((a) => [a.id, a]))
  return pairs.map((people) => {
    const kept = people.map((id) => keptTable(night, id)).find((table) => table !== null)
    const place = people.map((id) => known.get(id)).find((p) => p && p.table !== null)
    const wished = [kept, place?.table].find((table) => table && !tables.has(table))
    const table = wished ?? freeTable(tables)
    tables.add(table)
    const sign = place?.sign ?? freeSign(signs)
    signs.add(sign)
    return { table, sign, people, rematch: false }
  })
}

const keptTable = ({ door }: Night, id: AttendeeId): number | null =>
  door.attendees.get(id)?.keepsTable ?? null

const isAtTheirTable = (night: Night, { table, people }: Pairing): boolean =>
  people.every((id) => (keptTable(night, id) ?? table) === table)

/** Whether two of them meet again who were not to sit together anyway. */
const isRematch = (night: Night, { people }: Pairing, { pairings }: Seating): boolean =>
  metTonight(night.rounds).some(
    (two) =>
      two.every((id) => people.includes(id)) &&
      !pairings.some((p) => two.every((id) => p.people.includes(id))),
  )
