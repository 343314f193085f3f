import { expect, test } from 'vitest'
import { metOf } from '#ui/attendee/met.ts'
import type { View } from '#ui/attendee/moment.ts'
import { at, inSegment, roundAt, seat, viewWith } from './views.ts'

const seated = (more = {}): View =>
  viewWith({ program: inSegment('rounds'), round: roundAt(), seat: seat(), ...more })
const token = 'k3v9x2m4p7q1'

test('«we met» can be said from the last minute on, and until the next round is announced', () => {
  expect(metOf(seated(), at(70.9))).toBeNull()
  expect(metOf(seated(), at(71))).toEqual({
    ...{ number: 1, isOver: false, names: ['Ada'] },
    ...{ said: false, both: [] },
  })
  expect(metOf(seated(), at(80))).toMatchObject({ isOver: true })
  expect(metOf(seated({ round: roundAt(2) }), at(80))).toBeNull()
})

test('a round that the host ends early is over for it too', () => {
  expect(metOf(seated({ round: { ...roundAt(), phase: 'over' } }), at(65))).not.toBeNull()
})

test('a round as short as a minute does not ask before anybody can have talked', () => {
  const short = { ...roundAt(), endsAt: at(62.5) }
  expect(metOf(seated({ round: short }), at(61.9))).toBeNull()
  expect(metOf(seated({ round: short }), at(62))).not.toBeNull()
})

test('those who said so too are named, of three also one alone', () => {
  const [ada] = seat().partners
  if (!ada) throw new Error('expected a partner')
  const three = seat({ met: true, partners: [ada, { ...ada, name: 'Eve', token }] })
  expect(metOf(seated({ seat: three }), at(72))).toMatchObject({ said: true, both: ['Eve'] })
})

test('nobody is asked who has no table, has left, or is at home', () => {
  expect(metOf(seated({ seat: null }), at(72))).toBeNull()
  expect(metOf(seated({ me: { state: 'left' } }), at(72))).toBeNull()
  expect(metOf(seated({ program: { phase: 'over' } }), at(72))).toBeNull()
})
