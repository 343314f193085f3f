import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aheadAt, nothing, withStamp, type Known, type Stamp } from '#live/offset.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.log(`live/offset: seed ${seed}`)
const runs = { seed, numRuns: 200 }

const grains = { there: 1, here: 0.1 }

/** A server whose time passes a little faster or slower than the phone's, told in whole ms. */
const serverOf = (ahead: number, ppm: number) => {
  const at = (local: number) => local + ahead + local * ppm * 1e-6
  return { at, said: (local: number) => Math.floor(at(local)) }
}

const messages = fc.record({
  up: fc.double({ min: 0, max: 900, noNaN: true }),
  down: fc.double({ min: 0, max: 900, noNaN: true }),
  pause: fc.double({ min: 1, max: 120_000, noNaN: true }),
  /** Whether the server speaks by itself, as with every frame. */
  unasked: fc.boolean(),
  /** Browsers blur time: each reading is off by as much. */
  blur: fc.tuple(
    fc.double({ min: -0.1, max: 0.1, noNaN: true }),
    fc.double({ min: -0.1, max: 0.1, noNaN: true }),
  ),
})
const drifts = fc.integer({ min: -200, max: 200 })
const aheads = fc.integer({ min: -43_200_000, max: 43_200_000 })
const many = fc.array(messages, { minLength: 1, maxLength: 60 })

const stampsOf = (
  server: ReturnType<typeof serverOf>,
  each: readonly (typeof messages extends fc.Arbitrary<infer M> ? M : never)[],
): readonly (Stamp & { readonly trulyAt: number })[] => {
  let local = 1_000_000
  return each.map(({ up, down, pause, unasked, blur }) => {
    const sentAt = local
    const serverAt = server.said(sentAt + up)
    const trulyAt = sentAt + up + down
    local = trulyAt + pause
    const receivedAt = trulyAt + blur[0]
    return { serverAt, receivedAt, trulyAt, ...(!unasked && { sentAt: sentAt + blur[1] }) }
  })
}

function after(stamps: readonly Stamp[]): Known {
  let known: Known = nothing
  for (const stamp of stamps) known = withStamp(known, stamp, grains) ?? failed(stamp)
  return known
}
const failed = (stamp: Stamp): never => {
  throw new Error(`found a contradiction in the truth: ${JSON.stringify(stamp)}`)
}

const trip = (sentAt: number, ahead: number, up: number, down: number): Stamp => ({
  sentAt,
  serverAt: Math.floor(sentAt + up + ahead),
  receivedAt: sentAt + up + down,
})

test('nothing is known before the server has said anything', () => {
  expect(aheadAt(nothing, 0)).toEqual({ low: -Infinity, high: Infinity })
})

test('what the server says by itself proves how far it is ahead at least', () => {
  const known = after([{ serverAt: 5_030, receivedAt: 1_000 }])
  expect(aheadAt(known, 1_000)).toEqual({ low: 4_029.9, high: Infinity })
})

test('an answer proves it to within its time on the way', () => {
  const { low, high } = aheadAt(after([trip(1_000, 5_000, 30, 50)]), 1_080)
  expect(low).toBeCloseTo(4_949.9, 1)
  expect(high).toBeCloseTo(5_031.1, 1)
})

test('a slow way up and a slow way down together prove more than either', () => {
  const known = after([trip(0, 700, 5, 400), trip(1_000, 700, 400, 5)])
  const { low, high } = aheadAt(known, 1_405)
  expect(high - low).toBeLessThan(13)
})

test('how fast two clocks drift apart is learned within minutes', () => {
  const server = serverOf(5_000, 180)
  const stamps = Array.from({ length: 11 }, (_, i) => {
    const sentAt = i * 60_000
    return { sentAt, serverAt: server.said(sentAt + 3), receivedAt: sentAt + 6 }
  })
  const later = 10 * 60_000 + 60_000
  const { low, high } = aheadAt(after(stamps), later)
  expect(Math.abs((low + high) / 2 - (server.at(later) - later))).toBeLessThan(2)
  // Without it, a minute alone adds fifteen milliseconds on either side.
  expect(high - low).toBeLessThan(12)
})

test('the truth is inside, whatever the delays, the drift and the blur', () => {
  fc.assert(
    fc.property(
      aheads,
      drifts,
      many,
      fc.integer({ min: 0, max: 600_000 }),
      (ahead, ppm, each, later) => {
        const server = serverOf(ahead, ppm)
        let known: Known = nothing
        for (const stamp of stampsOf(server, each)) {
          known = withStamp(known, stamp, grains) ?? failed(stamp)
          for (const at of [stamp.trulyAt, stamp.trulyAt + later]) {
            const { low, high } = aheadAt(known, at)
            const truth = server.at(at) - at
            expect(truth).toBeGreaterThanOrEqual(low - 1e-3)
            expect(truth).toBeLessThanOrEqual(high + 1e-3)
          }
        }
      },
    ),
    runs,
  )
})

test('the truth is inside while the drift itself changes, as in a hand that warms the phone', () => {
  fc.assert(
    fc.property(
      drifts,
      fc.array(fc.tuple(messages, fc.double({ min: -5, max: 5, noNaN: true }))),
      (ppm, each) => {
        let [local, ahead] = [1_000_000, 77_000]
        let known: Known = nothing
        for (const [{ up, down, pause }, change] of each) {
          const rate = (ppm + change) * 1e-6
          const serverAt = Math.floor(local + up + ahead + rate * up)
          const receivedAt = local + up + down
          const truth = ahead + rate * (up + down)
          known =
            withStamp(known, { sentAt: local, serverAt, receivedAt }, grains) ??
            failed({ serverAt, receivedAt })
          const { low, high } = aheadAt(known, receivedAt)
          expect(truth).toBeGreaterThanOrEqual(low - 1e-3)
          expect(truth).toBeLessThanOrEqual(high + 1e-3)
          ahead = truth + rate * pause
          local = receivedAt + pause
        }
      },
    ),
    runs,
  )
})

test('a stamp more never makes less known, at the moment it comes', () => {
  fc.assert(
    fc.property(
      aheads,
      drifts,
      fc.array(messages, { minLength: 2, maxLength: 15 }),
      (ahead, ppm, each) => {
        let known: Known = nothing
        for (const stamp of stampsOf(serverOf(ahead, ppm), each)) {
          const before = aheadAt(known, stamp.receivedAt)
          known = withStamp(known, stamp, grains) ?? failed(stamp)
          const { low, high } = aheadAt(known, stamp.receivedAt)
          expect(low).toBeGreaterThanOrEqual(before.low)
          expect(high).toBeLessThanOrEqual(before.high)
        }
      },
    ),
    runs,
  )
})

test('of a whole evening little is kept, and the time stays known', () => {
  const server = serverOf(-40_000_000, -150)
  let known: Known = nothing
  for (let i = 0; i < 180; i++) {
    const sentAt = i * 60_000
    const [up, down] = [2 + ((i * 37) % 90), 2 + ((i * 53) % 140)]
    const stamp = { sentAt, serverAt: server.said(sentAt + up), receivedAt: sentAt + up + down }
    known = withStamp(known, stamp, grains) ?? failed(stamp)
    expect(known.floors.length + known.ceilings.length).toBeLessThanOrEqual(32)
  }
  const { low, high } = aheadAt(known, 179 * 60_000 + 500)
  expect(high - low).toBeLessThan(35)
})

test('what cannot be is no proof: a clock was set, or it is another server', () => {
  const known = after([trip(0, 100, 10, 10), trip(5_000, 100, 10, 10)])
  expect(withStamp(known, trip(10_000, -3_599_000, 20, 20), grains)).toBeNull()
  expect(withStamp(known, { serverAt: 10_200, receivedAt: 10_000 }, grains)).toBeNull()
})
