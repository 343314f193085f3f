import { describe, expect, it } from 'vitest'
import { randomOf } from '#night/random.ts'
import type { Random } from '#night/random.ts'
import { affinity, repair } from '#night/rounds/pairing/index.ts'
import type { Candidate, RepairInput } from '#night/rounds/pairing/index.ts'
import { mayMeet } from '#night/rounds/pairing/affinity.ts'
import { crowd, person } from './people.ts'

const [ada, bo, cleo, dan, eve] = ['ada', 'bo', 'cleo', 'dan', 'eve'].map((id) => person(id))
const none = { waiting: [], pairs: [], met: [], apart: [] }
const people = (...list: (typeof ada)[]) => list.flatMap((who) => who ?? [])
const at = (table: number | null, ...list: (Candidate | undefined)[]): RepairInput['alone'] =>
  people(...list).map((who) => ({ person: who, table }))
const nothing = { pairs: [], joins: [], left: [], certified: true }

describe('people left alone', () => {
  it('are seated with each other first', () => {
    const input = { ...none, alone: at(1, bo, ada), waiting: people(cleo) }
    const pairs = [{ table: 3, people: people(dan, eve) }]
    expect(repair({ ...input, pairs })).toEqual({ ...nothing, pairs: [['ada', 'bo']] })
  })

  it('are seated with whoever waits next', () => {
    const input = { ...none, alone: at(1, ada), waiting: people(bo) }
    const pairs = [{ table: 3, people: people(dan, eve) }]
    expect(repair({ ...input, pairs })).toEqual({ ...nothing, pairs: [['ada', 'bo']] })
  })

  it('join the nearest pair when nobody else is there', () => {
    const pairs = [3, 7, 9].map((table) => ({ table, people: people(dan, eve) }))
    const found = repair({ ...none, alone: at(6, ada), pairs })
    expect(found).toEqual({ ...nothing, joins: [{ person: 'ada', table: 7 }] })
  })

  it('join no pair that one of them could not talk with, and no trio', () => {
    const shy = person('shy', { avoids: ['ada'] })
    const pairs = [
      { table: 1, people: people(bo, shy) },
      { table: 2, people: people(bo, person('deutsch', { languages: ['de'] })) },
      { table: 3, people: people(cleo, dan, eve) },
      { table: 4, people: people(person('apart'), dan) },
    ]
    const found = repair({ ...none, alone: at(1, ada), pairs, apart: [['apart', 'ada']] })
    expect(found).toEqual({ ...nothing, left: ['ada'] })
  })

  it('keep the table they must keep, and no two of them find each other across tables', () => {
    const [here, there] = [person('here', { keepsTable: 1 }), person('there', { keepsTable: 2 })]
    const alone = [...at(1, here), ...at(2, there)]
    expect(repair({ ...none, alone }).left).toEqual(['here', 'there'])
    const pairs = [1, 3].map((table) => ({ table, people: people(dan, eve) }))
    expect(repair({ ...none, alone, pairs })).toEqual({
      ...{ ...nothing, joins: [{ person: 'here', table: 1 }], left: ['there'] },
    })
  })

  it('would rather make a trio than meet again, and rather meet again than sit alone', () => {
    const input = { ...none, alone: at(1, ada, bo), met: [['bo', 'ada']] as [string, string][] }
    expect(repair(input).pairs).toEqual([['ada', 'bo']])
    const pairs = [1, 2].map((table) => ({ table, people: people(dan, eve) }))
    expect(repair({ ...input, pairs }).joins).toHaveLength(2)
  })

  it('meet again, even both of them, where otherwise one more would sit alone', () => {
    const alone = at(
      1,
      person('a', { languages: ['fr', 'en'] }),
      person('b', { languages: ['fr'] }),
    )
    const waiting = [person('v', { languages: ['en'] }), person('w', { languages: ['fr'] })]
    const met: [string, string][] = [['a', 'v'], ['b', 'w']] // prettier-ignore
    const found = repair({ ...none, alone, waiting, met, apart: [['a', 'b']] })
    expect(found.pairs).toEqual([['a', 'v'], ['b', 'w']]) // prettier-ignore
  })

  it('leave those who wait together to their bye', () => {
    expect(repair({ ...none, alone: [], waiting: people(ada, bo) })).toEqual(nothing)
  })
})

describe('the best repair', () => {
  it('is what trying everything finds, the gravest first, whatever the order', () => {
    for (let i = 0; i < 150; i++) {
      const random = randomOf(`repair ${i}`)
      const input = broken(random)
      const found = repair(input)
      expect(found.certified).toBe(true)
      expect(costOf(input, found), `repair ${i}`).toEqual(leastCost(input))
      const turned = {
        alone: random.shuffled(input.alone),
        waiting: random.shuffled(input.waiting),
        pairs: random.shuffled(input.pairs).map((p) => ({ ...p, people: [...p.people].reverse() })),
        met: random.shuffled(input.met).map(([a, b]): [string, string] => [b, a]),
        apart: input.apart.map(([a, b]): [string, string] => [b, a]),
      }
      expect(repair(turned), `repair ${i}`).toEqual(found)
    }
  })

  it('is found for many at far tables too, by coarser steps where numbers would not fit', () => {
    const all = crowd(randomOf('many'), 900)
    const alone = all.slice(0, 300).map((who, i) => ({ person: who, table: 1000 * i }))
    const pairs = Array.from({ length: 300 }, (_, i) => ({
      table: 1000 * i + 1,
      people: all.slice(300 + 2 * i, 302 + 2 * i),
    }))
    const met = alone.flatMap(({ person: a }) => alone.map(({ person: b }) => [a.id, b.id] as const)) // prettier-ignore
    const found = repair({ ...none, alone, pairs, met })
    expect(found).toMatchObject({ certified: true, left: [] })
    expect(found.joins).toHaveLength(300)
  })
})

/** A round in which up to four are alone, up to three wait, and up to three tables sit. */
function broken(random: Random): RepairInput {
  const all = crowd(random, 13, [['fr'], ['en'], ['fr', 'en'], ['eo']]).map((who) => ({
    ...who,
    keepsTable: random.below(5) === 0 ? 1 + random.below(4) : null,
  }))
  const two = (): [string, string] => [random.pick(all)?.id ?? '', random.pick(all)?.id ?? '']
  const take = (count: number): Candidate[] => all.slice(0, count)
  const alone = take(random.below(5)).map((who, i) => ({ person: who, table: 1 + 3 * i }))
  const waiting = all.slice(4, 4 + random.below(4))
  const pairs = [7, 9, 11]
    .slice(0, random.below(4))
    .map((i) => ({ table: i - 5, people: all.slice(i, i + 2) }))
  return {
    ...{ alone, waiting, pairs },
    met: Array.from({ length: random.below(30) }, two),
    apart: Array.from({ length: random.below(4) }, two),
  }
}

type Found = Pick<ReturnType<typeof repair>, 'pairs' | 'joins'>

const listed = (pairs: RepairInput['met'], a: string, b: string): boolean =>
  pairs.some((pair) => pair.includes(a) && pair.includes(b) && a !== b)

/** What a repair costs, the gravest first: all less is better. Undefined where a fact is broken. */
function costOf(input: RepairInput, { pairs, joins }: Found): readonly number[] | undefined {
  const { alone, waiting, pairs: tables, met, apart } = input
  const all = [...alone.map((a) => a.person), ...waiting, ...tables.flatMap((t) => t.people)]
  const who = (id: string) => all.find((one) => one.id === id) ?? person('nobody')
  let [again, eachOther, thirds, far, suits] = [0, 0, 0, 0, 0]
  const may = (a: Candidate, b: Candidate): boolean => mayMeet(a, b) && !listed(apart, a.id, b.id)
  for (const [a, b] of pairs) {
    if (!may(who(a), who(b))) return undefined
    if (listed(met, a, b)) again++
    if (alone.some((x) => x.person.id === a) && alone.some((x) => x.person.id === b)) eachOther++
    suits += affinity(who(a), who(b))
  }
  for (const join of joins) {
    const [one, others] = [who(join.person), tables.find((t) => t.table === join.table)?.people ?? []] // prettier-ignore
    const three = [one, ...others]
    if (!three.every((a) => three.every((b) => a === b || may(a, b)))) return undefined
    if (one.keepsTable !== null && one.keepsTable !== join.table) return undefined
    if (others.some((other) => listed(met, one.id, other.id))) again++
    thirds++
    far += Math.abs((alone.find((a) => a.person === one)?.table ?? 0) - join.table)
    suits += Math.floor(others.reduce((sum, other) => sum + affinity(one, other), 0) / 2)
  }
  const placed = pairs.length + eachOther + thirds
  return [alone.length - placed, again, -eachOther, thirds, far, -suits]
}

/** The least cost, by giving each of those alone every place in turn. */
function leastCost(input: RepairInput): readonly number[] | undefined {
  let best: readonly number[] | undefined
  const isLess = (a: readonly number[], b: readonly number[]): boolean =>
    a.reduce((sign, x, i) => sign || x - (b[i] ?? 0), 0) < 0
  const place = (left: readonly string[], found: Found, used: ReadonlySet<string>): void => {
    const [id, ...rest] = left
    if (id === undefined) {
      const cost = costOf(input, found)
      if (cost && (!best || isLess(cost, best))) best = cost
      return
    }
    place(rest, found, used)
    const { pairs, joins } = found
    for (const other of rest)
      place(rest.filter((x) => x !== other), { joins, pairs: [...pairs, [id, other]] }, used) // prettier-ignore
    for (const { id: other } of input.waiting)
      if (!used.has(other))
        place(rest, { joins, pairs: [...pairs, [id, other]] }, new Set([...used, other]))
    for (const { table } of input.pairs)
      if (!used.has(`${table}`))
        place(rest, { pairs, joins: [...joins, { person: id, table }] }, new Set([...used, `${table}`])) // prettier-ignore
  }
  const ids = input.alone.map((a) => a.person.id)
  place(ids, { pairs: [], joins: [] }, new Set())
  return best
}
