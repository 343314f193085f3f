// A whole evening of an instance, planned as the night plans it: nobody meets twice.
import { randomOf } from '#night/random.ts'
import type { Facts } from '../facts.ts'
import { planOf } from '../plan.ts'
import { BadInstance, type Instance } from './instance.ts'

export interface WholeEvening {
  readonly rounds: readonly (readonly (readonly [number, number])[])[]
  readonly sitOuts: readonly (readonly number[])[]
  /** The weight of all pairs. */
  readonly sum: number
  /** The weight that the worst-off person gets. */
  readonly min: number
  readonly pairs: number
  /** Why somebody sits out, in sentences. */
  readonly reasons: readonly string[]
}

/** The evening of an instance, in so many rounds. Throws a BadInstance where the tiers exceed 2⁴⁷. */
export function wholeEvening(instance: Instance, rounds: number): WholeEvening {
  const { ids, worth, seed } = instance
  const n = ids.length
  const random = randomOf(`pairing ${seed}`)
  const plan = refusing(() => planOf(factsOf(instance), rounds, random))
  const total = new Float64Array(n)
  let [sum, pairs] = [0, 0]
  const told = plan.map(({ groups }) =>
    groups.map(([i = 0, j = 0]): [number, number] => {
      const each = worth[i * n + j] ?? 0
      total[i] = (total[i] ?? 0) + each
      total[j] = (total[j] ?? 0) + each
      sum += each
      pairs += 1
      return [ids[i] ?? 0, ids[j] ?? 0]
    }),
  )
  const sitOuts = plan.map(({ out }) => out.map((i) => ids[i] ?? 0))
  return {
    ...{ rounds: told, sitOuts, sum, pairs },
    min: total.reduce((least, each) => Math.min(least, each), n === 0 ? 0 : Infinity),
    reasons: reasonsFor(instance, rounds, sitOuts),
  }
}

function factsOf({ ids, worth, priority }: Instance): Facts {
  const n = ids.length
  const least = worth.reduce((low, each) => (each < low ? each : low), Infinity)
  const affinity = worth.map((each) => (Number.isNaN(each) ? 0 : each - least))
  return {
    ...{ n, ids: ids.map(String), affinity, oddOne: 'bye', repeats: 'never' },
    allowed: Uint8Array.from(worth, (each) => (Number.isNaN(each) ? 0 : 1)),
    affinityMax: affinity.reduce((high, each) => Math.max(high, each), 0),
    since: null,
    // No lots: who audits wants to see the best evening, whoever sits out.
    lots: new Uint8Array(n),
    met: new Int32Array(n * n),
    // Whoever has priority is treated as one who sat out before.
    byes: Int32Array.from(priority),
  }
}

function refusing<T>(plan: () => T): T {
  try {
    return plan()
  } catch (error) {
    if (error instanceof RangeError)
      throw new BadInstance('weights: expected a smaller range, the tiers together exceed 2^47')
    throw error
  }
}

function reasonsFor(
  { ids, worth }: Instance,
  rounds: number,
  sitOuts: readonly (readonly number[])[],
): string[] {
  if (sitOuts.every((out) => out.length === 0)) return []
  const n = ids.length
  const partners = ids.map((_, i) => worth.subarray(i * n, i * n + n).filter((each) => !Number.isNaN(each)).length) // prettier-ignore
  const few = partners.filter((count) => count < rounds).length
  const reasons: string[] = []
  if (n % 2 === 1)
    reasons.push(`${n} people are an odd number: one of them sits out in each round.`)
  if (few > 0)
    reasons.push(`Of ${few} of ${n} people, fewer than ${rounds} others may sit with them.`)
  if (sitOuts.some((out) => out.length > n % 2) && few === 0)
    reasons.push(`The pairs that are possible do not make ${rounds} full rounds.`)
  return reasons
}
