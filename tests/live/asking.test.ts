import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Asking } from '#live/asking.ts'
import { Clock } from '#live/clock.svelte.ts'
import type { Instant } from '#night/time.ts'
import { Device } from '../support/device.ts'

let device: Device
let clock: Clock
let asking: Asking
let asked: number[]
let isThere: boolean

beforeEach(() => {
  vi.useFakeTimers()
  device = new Device()
  clock = new Clock(device.localTime())
  asked = []
  isThere = true
})
afterEach(() => {
  asking.stop()
  clock.stop()
  vi.useRealTimers()
})

/** A server that is so many ms away, there and back, and runs as this device does, but for its drift. */
function over(line: { up: number; down: number }, ppm = 0): void {
  asking = new Asking(clock, async () => {
    asked.push(device.wall)
    if (!isThere) return false
    const sent = clock.sent()
    const server = device.wall * (1 + ppm * 1e-6) + line.up
    device.lag(line.up + line.down)
    clock.heard(Math.floor(server) as Instant, sent)
    return true
  })
}

/** Time passes, and what was asked is answered. */
async function pass(seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 2; i++) {
    device.pass(500, 500)
    await vi.advanceTimersByTimeAsync(0)
  }
}

test('over a quick line it asks once, and again only when its time may be off by more', async () => {
  over({ up: 1, down: 1 })
  await asking.begin()
  expect(asked).toHaveLength(1)
  await pass(4)
  expect(asked).toHaveLength(1)
  await pass(4)
  expect(asked).toHaveLength(2)
})

test('over a slow line it asks a few times at once, and ever more rarely', async () => {
  over({ up: 80, down: 60 })
  await asking.begin()
  expect(asked).toHaveLength(8)
  await pass(60)
  const firstMinute = asked.length
  expect(firstMinute).toBeGreaterThan(28)
  expect(firstMinute).toBeLessThan(40)
  await pass(900)
  const before = asked.length
  await pass(600)
  expect(asked.length - before).toBeGreaterThan(180)
  expect(asked.length - before).toBeLessThan(205)
})

test('a clock that drifts is known within three milliseconds all evening', async () => {
  over({ up: 2, down: 2 }, 200)
  await asking.begin()
  for (let minute = 0; minute < 30; minute++) {
    await pass(60)
    const truth = device.wall * (1 + 200e-6)
    const off = Math.abs(clock.exactly() - truth)
    expect(off).toBeLessThan(3)
    expect(off).toBeLessThan(clock.boundIn(0))
  }
  expect(asked.length).toBeLessThan(95)
})

test('where nobody answers it goes on asking, rarely', async () => {
  over({ up: 2, down: 2 })
  isThere = false
  await asking.begin()
  expect(asked).toHaveLength(1)
  await pass(1_200)
  isThere = true
  const before = asked.length
  await pass(60)
  expect(asked.length).toBeGreaterThan(before)
  expect(clock.boundIn(0)).toBeLessThan(20)
})
