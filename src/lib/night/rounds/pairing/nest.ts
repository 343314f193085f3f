// Odd sets side by side: vertices in an order in which each set is one stretch.
import type { OddSet } from './matching.ts'

export interface Nest {
  /** By how much the sets that `u` is in cover its edge to each vertex; valid until the next call. */
  readonly coverOf: (u: number) => Float64Array
}

/** The sets of a proof over `n` vertices, or undefined when they are not nested or apart. */
export function nestOf(n: number, oddSets: readonly OddSet[]): Nest | undefined {
  const sets = [...oddSets].sort((a, b) => b.members.length - a.members.length)
  const around = setsAround(n, sets)
  if (!around) return undefined
  // Whoever shares the larger sets stands together, and among them whoever shares the smaller.
  const order = Array.from(around.keys()).sort((u, v) => compare(around[u] ?? [], around[v] ?? []))
  const place = new Int32Array(n)
  order.forEach((v, at) => (place[v] = at))
  const starts = sets.map(({ members }) =>
    members.reduce((at, v) => Math.min(at, place[v] ?? 0), n),
  )
  const ends = sets.map(({ members }) => members.reduce((at, v) => Math.max(at, place[v] ?? 0), -1))
  if (sets.some(({ members }, i) => (ends[i] ?? 0) - (starts[i] ?? 0) + 1 !== members.length))
    return undefined

  const none = new Float64Array(n)
  const cover = new Float64Array(n)
  const change = new Float64Array(n + 1)
  const coverOf = (u: number): Float64Array => {
    const own = around[u] ?? []
    if (own.length === 0) return none
    change.fill(0)
    for (const i of own) {
      const [start, end, dual] = [starts[i] ?? 0, (ends[i] ?? 0) + 1, sets[i]?.dual ?? 0]
      change[start] = (change[start] ?? 0) + dual
      change[end] = (change[end] ?? 0) - dual
    }
    let sum = 0
    order.forEach((v, at) => {
      sum += change[at] ?? 0
      cover[v] = sum
    })
    return cover
  }
  return { coverOf }
}

/** Of each vertex the sets that it is in; undefined when a set names somebody twice or nobody. */
function setsAround(n: number, sets: readonly OddSet[]): number[][] | undefined {
  const around = Array.from({ length: n }, (): number[] => [])
  for (const [i, { members }] of sets.entries()) {
    for (const v of members) {
      const own = around[v]
      if (!own || own.at(-1) === i) return undefined
      own.push(i)
    }
  }
  return around
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((set, i) => set !== b[i])
  return at < 0 ? b.length - a.length : (a[at] ?? 0) - (b[at] ?? Infinity)
}
