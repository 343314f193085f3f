import { expect, test } from 'vitest'
import { fragmentOf, scannedIn } from '#night/rounds/words-link.ts'
import { timesFrom } from '#night/rounds/timetable.ts'
import { clock, minutes } from '../story.ts'

const times = timesFrom(clock('20:02'), { roundMs: minutes(10), changeoverMs: minutes(2) })
const words = ['animal', 'balcony', 'table', 'orange']

test('a scan brings round, times and what counts of the words', () => {
  const fragment = fragmentOf(3, times, words)
  expect(scannedIn(fragment)).toEqual({ number: 3, times, words: 'anim balc tabl oran' })
  // In the QR of a wall, beside an address: every letter makes it harder to read.
  expect(fragment.length).toBeLessThan(50)
})

test.each(['', '#', '#w=', '#w=3', '#w=3.x.y', '#pass', '#w=3.1.2.3.', '#w=333.1.2.3.anim'])(
  'another fragment is not taken for one: «%s»',
  (fragment) => {
    expect(scannedIn(fragment)).toBeNull()
  },
)
