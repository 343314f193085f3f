import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { attendeeId, type AttendeeId } from '#night/ids.ts'
import type { Pairing } from '#night/rounds/model.ts'
import { changesFor, lookOf, newSince, pairingsWith } from '#ui/host/preview.ts'
import type { Person } from '#ui/host/sight.ts'

const id = (name: string): AttendeeId => v.parse(attendeeId, name.padEnd(8, '0'))
const [ada, bo, cyd, dan, eve] = [id('ada'), id('bo'), id('cyd'), id('dan'), id('eve')] as const
const seated = (...tables: AttendeeId[][]): Pairing[] =>
  tables.map((people, i) => ({ table: i + 1, sign: i, people, rematch: false }))
const before = seated([ada, bo], [cyd, dan])

describe('what is new in a preview', () => {
  it('is nothing at the first look', () => {
    expect(newSince(null, before)).toEqual(new Set())
  })

  it('is nothing when the same two change chairs or tables', () => {
    expect(newSince(lookOf(before), seated([dan, cyd], [bo, ada]))).toEqual(new Set())
  })

  it('is each table at which others sit', () => {
    expect(newSince(lookOf(before), seated([ada, cyd], [bo, dan]))).toEqual(new Set([1, 2]))
  })

  it('is a third person at a table', () => {
    expect(newSince(lookOf(before), seated([ada, bo], [cyd, dan, eve]))).toEqual(new Set([2]))
  })
})

describe('two chosen in a preview', () => {
  const none = { swap: false, together: false, apart: false, letMeet: false }

  it('at one table may be kept apart, not swapped', () => {
    expect(changesFor(before, [], [ada, bo])).toEqual({ ...none, apart: true })
  })

  it('at two tables may be swapped, put together or kept apart', () => {
    const changes = { swap: true, together: true, apart: true, letMeet: false }
    expect(changesFor(before, [], [ada, cyd])).toEqual(changes)
  })

  it('who are kept apart may be let meet, in whichever order they are chosen', () => {
    const changes = { ...none, swap: true, letMeet: true }
    expect(changesFor(before, [[cyd, ada]], [ada, cyd])).toEqual(changes)
  })

  it('of whom one sits out may change places', () => {
    expect(changesFor(before, [], [ada, eve])).toMatchObject({ swap: true, together: true })
  })
})

describe('somebody looked for in a preview', () => {
  const called = (of: AttendeeId, name: string, code: string): Person => ({
    ...{ id: of, name, code, checkedInAt: null, languages: [] },
    ...{ state: 'present', phoneless: false, first: false },
  })
  const people = [
    called(ada, 'Adélaïde', 'QX7K'),
    called(bo, 'Bo', 'AB2C'),
    called(cyd, 'Cyd', 'ZZ9Z'),
    called(dan, 'Dan', 'YY8Y'),
  ]
  const tablesWith = (typed: string) => pairingsWith(before, people, typed).map((p) => p.table)

  it('is found without accents or capitals, and by code', () => {
    expect(tablesWith('adelaide')).toEqual([1])
    expect(tablesWith('zz9')).toEqual([2])
  })

  it('leaves everybody when nothing is typed, and nobody when nobody is called so', () => {
    expect(tablesWith('  ')).toEqual([1, 2])
    expect(tablesWith('nobody')).toEqual([])
  })
})
