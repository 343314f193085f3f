import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs } from '#live/backoff.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.log(`live/backoff: seed ${seed}`)

test('the wait is never longer than the cap, at any attempt', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 1e9 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, chance) => {
        const wait = backoffMs(attempt, chance)
        expect(Number.isInteger(wait)).toBe(true)
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(2_500)
      },
    ),
    { seed, numRuns: 500 },
  )
})

test('the span doubles until the cap', () => {
  const spans = [0, 1, 2, 3, 4, 5].map((attempt) => backoffMs(attempt, 0.999999))
  expect(spans).toEqual([250, 500, 1000, 2000, 2500, 2500])
})

test('a thousand phones that were sent away together do not come back together', () => {
  // The client library loses its jitter at its cap; this one must not.
  const waits = Array.from({ length: 1_000 }, (_, i) => backoffMs(40, i / 1_000))
  const busiest = Math.max(
    ...Array.from({ length: 25 }, (_, slot) =>
      waits.filter((w) => Math.floor(w / 100) === slot),
    ).map((slot) => slot.length),
  )
  expect(busiest).toBeLessThanOrEqual(41)
  expect(new Set(waits).size).toBeGreaterThan(900)
})
