import { expect, it } from 'vitest'
import type { RoundNumber, SegmentId } from '#night/ids.ts'
import { groundsOf, inputAhead, reasonsFor } from '#night/rounds/outlook.ts'
import { door, guest, host, idOf, tonight, type Story } from '../story.ts'

const first = 1 as RoundNumber
const told = ({ night }: Story) => {
  const input = inputAhead(night)
  return input ? reasonsFor(input) : []
}
const registers = (story: Story, name: string) =>
  story.given(
    guest,
    { type: 'door/join', name, languages: ['fr'], offers: [], seeks: [], first: false },
    `joins-${name}`,
  )
const goes = (story: Story, segment: string) =>
  story.given(host, { type: 'program/start', segment: segment as SegmentId })

it('the host is told before the evening what the registrations already show', () => {
  const story = tonight()
  for (const name of ['Ana', 'Bilal', 'Chloé']) registers(story, name)
  expect(told(story)).toMatchObject([
    { code: 'odd-one', by: 'trio' },
    { code: 'everybody-met', fromRound: 4 },
  ])
})

it('once the doors are behind, those count who are there', () => {
  const story = tonight().at('18:40')
  for (const name of ['Ana', 'Bilal', 'Chloé']) registers(story, name)
  goes(story, 'doors')
  expect(told(story)[0]).toMatchObject({ code: 'odd-one' })
  for (const name of ['Ana', 'Bilal']) story.given(door, { type: 'door/check-in', for: idOf(name) })
  goes(story.at('19:00'), 'talks')
  expect(told(story)).toMatchObject([{ code: 'everybody-met', fromRound: 2 }])
})

it('stands on the same grounds until something it follows from changes', () => {
  const story = tonight().at('18:40')
  for (const name of ['Ana', 'Bilal', 'Chloé']) story.enters(name)
  goes(story.at('19:30'), 'rounds')
  const [before, grounds] = [told(story), groundsOf(story.night)]
  const areSame = () => groundsOf(story.night).every((ground, i) => ground === grounds[i])
  story.given(host, { type: 'screens/message', text: 'Drinks are on the left' })
  expect(areSame()).toBe(true)
  story.given(host, { type: 'rounds/configure', oddOne: 'bye' })
  expect(areSame()).toBe(false)
  expect(told(story)[0]).toMatchObject({ code: 'odd-one', by: 'bye' })
  story.given(host, { type: 'rounds/keep-apart', a: idOf('Ana'), b: idOf('Bilal') })
  const apart = told(story)
  expect(apart).not.toEqual(before)
  story.given(host, { type: 'rounds/start', number: first })
  expect(told(story)).not.toEqual(apart)
})

it('nothing is told when no round is ahead, or nobody could meet', () => {
  const story = tonight().at('18:40').enters('Ana')
  expect(told(story)).toEqual([])
  story.enters('Bilal').enters('Chloé').given(host, { type: 'rounds/configure', count: 1 })
  expect(told(story)).toHaveLength(1)
  story.at('19:30').given(host, { type: 'rounds/start', number: first })
  expect(told(story)).toEqual([])
})
