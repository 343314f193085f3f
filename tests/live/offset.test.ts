import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundOf, narrowed, offsetOf, type OffsetInterval, type RoundTrip } from '#live/offset.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.log(`live/offset: seed ${seed}`)
const runs = { seed, numRuns: 300 }

/** A round trip as it would really happen: so much on the way up, so much on the way down. */
const tripAt = (local: number, offset: number, up: number, down: number): RoundTrip => ({
  sentAt: local,
  serverAt: local + up + offset,
  receivedAt: local + up + down,
})

const delays = fc.record({
  up: fc.integer({ min: 0, max: 900 }),
  down: fc.integer({ min: 0, max: 900 }),
  pause: fc.integer({ min: 1, max: 120_000 }),
})

function after(trips: Iterable<RoundTrip>): OffsetInterval | null {
  let known: OffsetInterval | null = null
  for (const trip of trips) known = narrowed(known, trip)
  return known
}

test('nothing is known before the first round trip', () => {
  expect(offsetOf(null)).toBe(0)
  expect(boundOf(null)).toBe(Infinity)
})

test('one round trip proves the offset to within half of its length', () => {
  const known = after([tripAt(1_000, 5_000, 30, 50)])
  expect(boundOf(known)).toBe(40)
  expect(Math.abs(offsetOf(known) - 5_000)).toBeLessThanOrEqual(40)
})

test('a slow way up and a slow way down together prove more than either', () => {
  const known = after([tripAt(0, 700, 5, 400), tripAt(1_000, 700, 400, 5)])
  expect(Math.abs(offsetOf(known) - 700)).toBeLessThanOrEqual(6)
  expect(boundOf(known)).toBeLessThanOrEqual(6)
})

test('the truth is inside after any round trips, however lopsided', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -4_000_000, max: 4_000_000 }),
      fc.array(delays, { minLength: 1, maxLength: 30 }),
      (offset, each) => {
        let local = 1_000_000
        let known: OffsetInterval | null = null
        for (const { up, down, pause } of each) {
          known = narrowed(known, tripAt(local, offset, up, down))
          local += up + down + pause
          expect(Math.abs(offsetOf(known) - offset)).toBeLessThanOrEqual(boundOf(known) + 1e-6)
        }
      },
    ),
    runs,
  )
})

test('the truth is inside while the quartz drifts by a hundred parts in a million', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -100, max: 100 }),
      fc.array(delays, { minLength: 1, maxLength: 30 }),
      (ppm, each) => {
        // The local clock runs fast or slow: server = local × (1 + ppm) + offset.
        const server = (local: number) => local * (1 + ppm * 1e-6) + 12_345
        let local = 1_000_000
        let known: OffsetInterval | null = null
        for (const { up, down, pause } of each) {
          const receivedAt = local + up + down
          known = narrowed(known, { sentAt: local, serverAt: server(local + up), receivedAt })
          const truth = server(receivedAt) - receivedAt
          // Within one round trip the drift is below a millisecond's fifth.
          expect(Math.abs(offsetOf(known) - truth)).toBeLessThanOrEqual(boundOf(known) + 0.4)
          local = receivedAt + pause
        }
      },
    ),
    runs,
  )
})

test('a round trip never widens what is known by more than the drift', () => {
  fc.assert(
    fc.property(fc.array(delays, { minLength: 2, maxLength: 20 }), (each) => {
      let local = 0
      let known: OffsetInterval | null = null
      for (const { up, down, pause } of each) {
        const before = boundOf(known)
        const provedAt = known?.provedAt ?? 0
        known = narrowed(known, tripAt(local, 250, up, down))
        const drifted = (known.provedAt - provedAt) * 200e-6
        expect(boundOf(known)).toBeLessThanOrEqual(before + drifted + 1e-6)
        local += up + down + pause
      }
    }),
    runs,
  )
})

test('a clock that was set meanwhile is believed from its first round trip on', () => {
  const known = after([
    tripAt(0, 100, 10, 10),
    tripAt(5_000, 100, 10, 10),
    tripAt(3_600_000, -3_599_000, 20, 20),
  ])
  expect(Math.abs(offsetOf(known) + 3_599_000)).toBeLessThanOrEqual(20)
})
