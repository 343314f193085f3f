// TEMPORARY stand-in so that others can run; the engine replaces this file.
import type { Candidate, PairingInput, PlannedRound } from './model.ts'
import { affinity, inCommon } from './affinity.ts'
export type { Candidate, PairingInput, PlannedRound } from './model.ts'
export { affinity, inCommon }
const can = (a: Candidate, b: Candidate) =>
  a.languages.some((l) => b.languages.includes(l)) &&
  !a.avoids.includes(b.id) &&
  !b.avoids.includes(a.id)
export function planRound(input: PairingInput): PlannedRound {
  const met = new Set(input.met.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
  const rest = [...input.people].sort((a, b) => b.byes - a.byes || (a.id < b.id ? -1 : 1))
  const pairings: { people: string[]; rematch: boolean }[] = []
  const byes: string[] = []
  for (let a = rest.shift(); a; a = rest.shift()) {
    const me = a
    const i = rest.findIndex((b) => can(me, b) && !met.has(`${me.id} ${b.id}`))
    const b = i < 0 ? undefined : rest.splice(i, 1)[0]
    if (b) pairings.push({ people: [me.id, b.id], rematch: false })
    else byes.push(me.id)
  }
  return { pairings, byes, certified: false }
}
export const planEvening = (input: PairingInput): readonly PlannedRound[] => [planRound(input)]
export function rescue(input: {
  readonly alone: readonly Candidate[]
  readonly waiting: readonly Candidate[]
  readonly pairs: readonly { readonly table: number; readonly people: readonly Candidate[] }[]
  readonly met: readonly (readonly [string, string])[]
}): {
  readonly pairs: readonly (readonly [string, string])[]
  readonly joins: readonly { readonly person: string; readonly table: number }[]
  readonly byes: readonly string[]
} {
  const free = [...input.alone, ...input.waiting]
  const pairs: [string, string][] = []
  const joins: { person: string; table: number }[] = []
  const byes: string[] = []
  const used = new Set<string>()
  for (const a of input.alone) {
    if (used.has(a.id)) continue
    const b = free.find((x) => x.id !== a.id && !used.has(x.id) && can(a, x))
    if (b) {
      pairs.push([a.id, b.id])
      used.add(a.id).add(b.id)
      continue
    }
    const p = input.pairs.find(
      (x) => !joins.some((j) => j.table === x.table) && x.people.every((q) => can(a, q)),
    )
    if (p) joins.push({ person: a.id, table: p.table })
    else byes.push(a.id)
  }
  return { pairs, joins, byes }
}
