import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Clock } from '#live/clock.svelte.ts'
import type { Instant } from '#night/time.ts'
import { Device } from '../support/device.ts'

const at = (ms: number) => ms as Instant
const hour = 3_600_000
const day = 24 * hour

let device: Device
let clock: Clock
let asked: number

// Time itself is the one thing a test may not wait for.
beforeEach(() => {
  vi.useFakeTimers()
  own(new Device())
})
afterEach(() => {
  clock.stop()
  vi.useRealTimers()
})

function own(its: Device): void {
  device = its
  clock = new Clock(device.localTime())
  asked = 0
  clock.unproved = () => asked++
}

/** The server answers at once: its clock is so far ahead of the device's. */
function answered(ahead: number): void {
  clock.heard(at(device.wall + ahead), clock.sent())
}

test('it ticks on every whole second of the server', () => {
  answered(4_000_350)
  expect(clock.now).toBeCloseTo(5_000_600, -1)
  device.pass(398)
  expect(clock.now).toBeLessThan(5_000_610)
  device.pass(2)
  // A timer is late by less than a millisecond.
  expect(clock.now - 5_001_000).toBeOneOf([0, 1])
  device.pass(1_000)
  expect(clock.now - 5_002_000).toBeOneOf([0, 1])
})

test('it ticks on whole seconds before a deadline, whenever that is', () => {
  clock.begin({ offset: 0, rate: 1 })
  clock.alarms([at(1_003_777)])
  for (const due of [1_000_777, 1_001_777, 1_002_777, 1_003_777]) {
    device.pass(due - device.wall - 1)
    expect(clock.now).toBeLessThan(due)
    device.pass(1)
    expect(clock.now).toBe(due)
  }
  device.pass(223)
  expect(clock.now, 'then on its own').toBe(1_004_000)
})

test('it ticks at the very instant of a reveal', () => {
  clock.begin({ offset: 0, rate: 1 })
  clock.alarms([at(1_000_777)])
  device.pass(526)
  expect(clock.now).toBeLessThan(1_000_777)
  device.pass(1)
  expect(clock.now).toBe(1_000_777)
})

describe('on a device that needs twelve milliseconds to paint', () => {
  const paint = { leadMs: 12, begun: vi.fn() }
  beforeEach(() => {
    paint.begun.mockClear()
    clock = new Clock(device.localTime(), paint)
    clock.begin({ offset: 0, rate: 1 })
  })

  test('a figure changes so much sooner, to what it will be when it is seen', () => {
    device.pass(737)
    expect(clock.now).toBe(1_000_250)
    device.pass(1)
    expect(clock.now).toBe(1_001_000)
    expect(clock.read()).toBe(1_000_988)
    device.pass(999)
    expect(clock.now).toBe(1_001_000)
    device.pass(1)
    expect(clock.now).toBe(1_002_000)
    expect(paint.begun).toHaveBeenCalledTimes(2)
  })

  test('nothing is revealed before its time, also on a whole second or just before one', () => {
    clock.alarms([at(1_000_995), at(1_002_000)])
    device.pass(744)
    expect(clock.now).toBeLessThan(1_000_995)
    device.pass(2)
    expect(clock.now).toBeGreaterThanOrEqual(1_000_995)
    device.pass(1_003)
    expect(clock.now).toBeLessThan(1_002_000)
    device.pass(1)
    expect(clock.now).toBe(1_002_000)
  })
})

test('between two ticks it can be read to the millisecond', () => {
  clock.tick()
  device.pass(123)
  expect(clock.read()).toBe(1_000_373)
})

test('stopped, it stands still', () => {
  clock.tick()
  const { now } = clock
  clock.stop()
  device.pass(10_000)
  expect(clock.now).toBe(now)
})

test('its bound is infinite until the server has answered, and grows until it answers again', () => {
  clock.begin({ offset: 4_000_000, rate: 1 })
  expect(clock.boundIn(0)).toBe(Infinity)
  answered(4_000_000)
  expect(clock.boundIn(0)).toBeLessThan(2)
  device.pass(60_000)
  expect(clock.boundIn(0)).toBeGreaterThan(10)
  answered(4_000_000)
  expect(clock.boundIn(0)).toBeLessThan(2)
})

test('a page that opens offline goes on by the offset of earlier', () => {
  clock.begin({ offset: 4_000_000, rate: 1 })
  expect(clock.now).toBe(5_000_250)
  device.pass(2_750)
  expect(clock.now).toBe(5_003_000)
  answered(4_070_000)
  expect(clock.read() - device.wall).toBeCloseTo(4_070_000, -1)
})

test('what it was set by is kept over a reload, also where the wall clock was set before', () => {
  answered(500)
  device.set(-hour)
  const { setting } = clock
  expect(setting.offset).toBeCloseTo(hour + 500, -1)
  const reloaded = new Clock(device.localTime())
  reloaded.begin(setting)
  expect(reloaded.read()).toBe(clock.read())
  reloaded.stop()
})

test('a phone that is wrong by a day shows no wrong moment once the server has answered', () => {
  own(new Device(1_000_250 + day))
  clock.begin({ offset: 0, rate: 1 })
  answered(-day)
  expect(clock.now).toBeCloseTo(1_000_250, -1)
  // A frame that was long on the way changes nothing.
  device.pass(1_000)
  clock.heard(at(1_000_300))
  expect(clock.read()).toBeCloseTo(1_001_250, -1)
})

test('what an offset of earlier says counts more than a stamp that was slow to come', () => {
  clock.begin({ offset: 4_000_000, rate: 1 })
  clock.heard(at(device.wall + 4_000_000 - 1_500))
  expect(clock.read() - device.wall).toBe(4_000_000)
})

test('a rehearsal runs at its own rate', () => {
  clock.runAt(8)
  clock.heard(at(5_000_000))
  expect(clock.now).toBeCloseTo(5_000_000, -1)
  device.pass(1_000)
  expect(clock.read()).toBeCloseTo(5_008_000, -1)
})

for (const [what, ms] of [
  ['back by an hour', -hour],
  ['on by an hour', hour],
  ['back by a day', -day],
] as const)
  test(`a wall clock that is set ${what} while one looks neither stops it nor moves it`, () => {
    answered(7_000)
    device.pass(5_000)
    device.set(ms)
    const before = clock.now
    device.pass(3_000)
    expect(clock.now - before).toBeGreaterThan(1_900)
    expect(clock.now - before).toBeLessThan(4_001)
    expect(asked, 'the server is asked').toBe(1)
    expect(clock.boundIn(0), 'until it has answered nothing is sure').toBe(Infinity)
    answered(7_000 - ms)
    expect(clock.boundIn(0)).toBeLessThan(2)
  })

test('after a sleep it has gone on with the world, is not sure, and asks', () => {
  answered(7_000)
  device.pass(1_000)
  const asleepAt = device.wall
  device.sleep(40 * 60_000)
  device.isHidden = true
  clock.tick()
  device.isHidden = false
  expect(clock.now).toBeCloseTo(asleepAt + 40 * 60_000 + 7_000, -1)
  expect(clock.boundIn(0)).toBe(Infinity)
  expect(asked).toBe(1)
})

test('an answer that was on its way over a sleep proves no more than that it came', () => {
  answered(7_000)
  const sent = clock.sent()
  device.sleep(60_000)
  clock.heard(at(device.wall + 7_000 - 60_000), sent)
  expect(clock.boundIn(0)).toBe(Infinity)
  expect(clock.read()).toBeCloseTo(device.wall + 7_000, -1)
})

test('a correction by a little stands still rather than go back, and a large one is made', () => {
  clock.begin({ offset: 300, rate: 1 })
  device.pass(750)
  const shown = clock.now
  answered(-100)
  expect(clock.now).toBe(shown)
  device.pass(99)
  expect(clock.now).toBe(shown)
  device.pass(1_010)
  expect(clock.now).toBeCloseTo(device.wall, -3)
  expect(clock.now).toBeGreaterThan(shown)
  answered(-20_000)
  expect(clock.now).toBeCloseTo(device.wall - 20_000, -1)
})

test('where the server contradicts what was proved, the newest counts', () => {
  answered(7_000)
  clock.heard(at(device.wall + 9_000))
  expect(asked, 'a stamp alone proves one side').toBe(1)
  expect(clock.boundIn(0)).toBe(Infinity)
  expect(clock.read()).toBeGreaterThanOrEqual(device.wall + 8_999)
  answered(9_000)
  expect(clock.boundIn(0)).toBeLessThan(2)
  expect(asked).toBe(1)
})
