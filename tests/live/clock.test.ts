import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Clock } from '#live/clock.svelte.ts'
import type { Instant } from '#night/time.ts'

const at = (ms: number) => ms as Instant

// Time itself is the one thing a test may not wait for.
beforeEach(() => void vi.useFakeTimers({ now: 1_000_250 }))
afterEach(() => void vi.useRealTimers())

test('it ticks on every whole second of the server', () => {
  const clock = new Clock()
  clock.learn({ sentAt: 1_000_250, serverAt: 5_000_600, receivedAt: 1_000_250 })
  expect(clock.now).toBe(5_000_600)
  vi.advanceTimersByTime(399)
  expect(clock.now).toBe(5_000_600)
  vi.advanceTimersByTime(1)
  expect(clock.now).toBe(5_001_000)
  vi.advanceTimersByTime(1_000)
  expect(clock.now).toBe(5_002_000)
  clock.stop()
})

test('it ticks at the very instant of a reveal', () => {
  const clock = new Clock()
  clock.learn({ sentAt: 1_000_250, serverAt: 1_000_250, receivedAt: 1_000_250 })
  clock.alarms([at(1_000_777)])
  vi.advanceTimersByTime(526)
  expect(clock.now).toBeLessThan(1_000_777)
  vi.advanceTimersByTime(1)
  expect(clock.now).toBe(1_000_777)
  clock.stop()
})

test('between two ticks it can be read to the millisecond', () => {
  const clock = new Clock()
  clock.tick()
  vi.advanceTimersByTime(123)
  expect(clock.read()).toBe(1_000_373)
  clock.stop()
})

test('stopped, it stands still', () => {
  const clock = new Clock()
  clock.tick()
  clock.stop()
  vi.advanceTimersByTime(10_000)
  expect(clock.now).toBe(1_000_250)
})

test('a page that opens offline goes on by the offset of earlier', () => {
  const clock = new Clock()
  clock.begin({ offset: 4_000_000, rate: 1 })
  expect(clock.now).toBe(5_000_250)
  vi.advanceTimersByTime(2_750)
  expect(clock.now).toBe(5_003_000)
  clock.learn({ sentAt: Date.now(), serverAt: Date.now() + 70_000, receivedAt: Date.now() })
  expect(clock.read() - Date.now()).toBe(70_000)
  clock.stop()
})

test('a phone whose clock is wrong goes by what the server says, until a round trip knows better', () => {
  const clock = new Clock()
  clock.runAt(8)
  clock.suppose(at(5_000_000))
  expect(clock.now).toBe(5_000_000)
  vi.advanceTimersByTime(1_000)
  expect(clock.read()).toBe(5_008_000)
  const here = clock.local()
  clock.learn({ sentAt: here, serverAt: 5_008_200, receivedAt: here })
  clock.suppose(at(1_000))
  expect(clock.read()).toBe(5_008_200)
  clock.stop()
})
