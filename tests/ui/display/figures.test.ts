import { expect, test } from 'vitest'
import { stageClock } from '#ui/display/figures.ts'
import { around, scattered } from '#ui/display/scatter.ts'

test('the stage is told minutes, then seconds, then what is too much', () => {
  expect(stageClock(12 * 60_000)).toEqual({ kind: 'minutes', minutes: 12 })
  expect(stageClock(60_001)).toEqual({ kind: 'minutes', minutes: 2 })
  expect(stageClock(60_000)).toEqual({ kind: 'last-minute', figure: '1:00' })
  expect(stageClock(0)).toEqual({ kind: 'over', figure: '+0:00' })
  expect(stageClock(-40_000)).toEqual({ kind: 'over', figure: '+0:40' })
  expect(stageClock(-61_500)).toEqual({ kind: 'over', figure: '+1:01' })
})

test('lights stay on the screen and apart from each other', () => {
  const spots = Array.from({ length: 200 }, (_, i) => scattered(i))
  for (const { x, y } of spots) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
    expect(Math.max(x, y)).toBeLessThan(1)
  }
  const nearest = Math.min(
    ...spots.flatMap((a, i) => spots.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))),
  )
  expect(nearest).toBeGreaterThan(0.01)
})

test('signs shine around the middle and leave it empty', () => {
  for (const count of [1, 3, 100])
    for (let i = 0; i < count; i++) {
      const { x, y } = around(i, count, 0.4)
      expect(Math.hypot(x, y)).toBeGreaterThan(0.4)
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(1)
    }
})

test('one sign stands above the middle, and few are alike to the left and the right', () => {
  expect(around(0, 1, 0.5).x).toBeCloseTo(0)
  expect(around(0, 1, 0.5).y).toBeLessThan(-0.5)
  for (let count = 1; count <= 12; count++) {
    const spots = Array.from({ length: count }, (_, i) => around(i, count, 0.5))
    expect(spots.reduce((sum, { x }) => sum + x, 0)).toBeCloseTo(0)
    for (const { x, y } of spots)
      expect(spots.some((s) => Math.hypot(s.x + x, s.y - y) < 1e-9)).toBe(true)
  }
})
