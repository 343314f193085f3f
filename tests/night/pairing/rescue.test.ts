import { describe, expect, it } from 'vitest'
import { rescue } from '#night/rounds/pairing/index.ts'
import { person } from './people.ts'

const [ada, bo, cleo, dan, eve] = ['ada', 'bo', 'cleo', 'dan', 'eve'].map((id) => person(id))
const none = { waiting: [], pairs: [], met: [] }
const people = (...list: (typeof ada)[]) => list.flatMap((who) => who ?? [])

describe('people left alone', () => {
  it('are seated with each other first', () => {
    const input = { ...none, alone: people(bo, ada), waiting: people(cleo) }
    const pairs = [{ table: 3, people: people(dan, eve) }]
    expect(rescue({ ...input, pairs })).toEqual({ pairs: [['ada', 'bo']], joins: [], byes: [] })
  })

  it('are seated with whoever waits next', () => {
    const input = { ...none, alone: people(ada), waiting: people(bo) }
    const pairs = [{ table: 3, people: people(dan, eve) }]
    expect(rescue({ ...input, pairs })).toEqual({ pairs: [['ada', 'bo']], joins: [], byes: [] })
  })

  it('join a pair when nobody else is there', () => {
    const pairs = [{ table: 3, people: people(dan, eve) }]
    expect(rescue({ ...none, alone: people(ada), pairs })).toEqual({
      ...{ pairs: [], joins: [{ person: 'ada', table: 3 }], byes: [] },
    })
  })

  it('join no pair that one of them could not talk with, and no trio', () => {
    const shy = person('shy', { avoids: ['ada'] })
    const pairs = [
      { table: 1, people: people(bo, shy) },
      { table: 2, people: people(bo, person('deutsch', { languages: ['de'] })) },
      { table: 3, people: people(cleo, dan, eve) },
    ]
    const found = rescue({ ...none, alone: people(ada), pairs })
    expect(found).toEqual({ pairs: [], joins: [], byes: ['ada'] })
  })

  it('join different tables, so that each finds one', () => {
    const german = person('german', { languages: ['de'] })
    const both = person('both', { languages: ['de', 'eo'] })
    const de = [person('d1', { languages: ['de'] }), person('d2', { languages: ['de'] })]
    const eo = ['e1', 'e2'].map((id) => person(id, { languages: ['eo'] }))
    const alone = [both, person('away', { languages: ['it'] }), german]
    const pairs = [{ table: 1, people: de }, { table: 2, people: eo }] // prettier-ignore
    const met: [string, string][] = [['german', 'both']]
    expect(rescue({ alone, waiting: [], pairs, met })).toEqual({
      pairs: [],
      joins: [{ person: 'both', table: 2 }, { person: 'german', table: 1 }], // prettier-ignore
      byes: ['away'],
    })
  })

  it('would rather make a trio than meet again, and rather meet again than sit alone', () => {
    const input = { ...none, alone: people(ada, bo), met: [['bo', 'ada']] as [string, string][] }
    expect(rescue(input).pairs).toEqual([['ada', 'bo']])
    const pairs = [1, 2].map((table) => ({ table, people: people(dan, eve) }))
    expect(rescue({ ...input, pairs }).joins).toHaveLength(2)
  })

  it('take in as many of those alone as can be, whatever the order', () => {
    const only = (id: string, ...languages: string[]) => person(id, { languages })
    const alone = [only('a', 'fr'), only('b', 'fr', 'en'), only('c', 'en')]
    const waiting = [only('w', 'fr')]
    const found = rescue({ ...none, alone, waiting })
    expect(found.pairs).toEqual([['a', 'w'], ['b', 'c']]) // prettier-ignore
    expect(rescue({ ...none, alone: alone.reverse(), waiting })).toEqual(found)
  })

  it('leave those who wait together to their bye', () => {
    const found = rescue({ ...none, alone: [], waiting: people(ada, bo) })
    expect(found).toEqual({ pairs: [], joins: [], byes: [] })
  })
})
