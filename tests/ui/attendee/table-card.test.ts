import { expect, test } from 'vitest'
import { momentOf, type View } from '#ui/attendee/moment.ts'
import { atTable } from '#ui/attendee/table-card.ts'
import { at, inSegment, offer, roundAt, seat, viewWith } from './views.ts'

const seated = (more = {}): View =>
  viewWith({ program: inSegment('rounds'), round: roundAt(), seat: seat(), ...more })
const scanned = (view: View, table: number, minutes = 63) =>
  atTable(momentOf(view, at(minutes)), table)

test('the card of one’s own table says «I’m here»', () => {
  expect(scanned(seated(), 14)).toEqual({ kind: 'here', number: 1 })
  expect(scanned(seated(), 14, 61)).toEqual({ kind: 'here', number: 1 })
})

test('the card of another table tells which is one’s own, and its sign', () => {
  expect(scanned(seated(), 7)).toEqual({ kind: 'elsewhere', mine: 14, sign: 7 })
})

test('the card of a table one is asked to come to is a yes', () => {
  const asked = (more = {}) => seated({ seat: seat({ offer: offer(more) }) })
  expect(scanned(asked(), 4)).toEqual({ kind: 'taken', number: 1 })
  expect(scanned(asked({ kind: 'host', table: 14 }), 14)).toMatchObject({ kind: 'here' })
  const resting = { ...seated(), seat: { kind: 'bye', number: 1, offer: offer() } as const }
  expect(scanned(resting, 4)).toEqual({ kind: 'taken', number: 1 })
  expect(scanned(resting, 5)).toEqual({ kind: 'idle' })
})

test('where no round seats one, or it is not shown yet, a card says nothing', () => {
  expect(scanned(viewWith({}), 14)).toEqual({ kind: 'idle' })
  expect(scanned(seated(), 14, 59.9)).toEqual({ kind: 'idle' })
  expect(scanned(seated(), 14, 73)).toEqual({ kind: 'idle' })
})
