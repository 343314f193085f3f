import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { flashesOf } from '#ui/attention.ts'
import { Flash } from '#ui/flash.svelte.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

/** The moments, ms, at which the screen went from dark to lit. */
function beginnings(flash: Flash, forMs: number): number[] {
  const found: number[] = []
  for (let ms = 0, wasLit = false; ms < forMs; ms++) {
    if (flash.lit && !wasLit) found.push(ms)
    wasLit = flash.lit
    vi.advanceTimersByTime(1)
  }
  return found
}

it('no second has more than three flashes, however much is asked at once', () => {
  const flash = new Flash(() => false)
  for (const times of [3, 2, 3, 1]) flash.play(times)
  const began = beginnings(flash, 10_000)
  expect(began).toHaveLength(9)
  for (const from of began)
    expect(began.filter((ms) => ms >= from && ms < from + 1_000).length).toBeLessThanOrEqual(3)
  expect(flash.lit).toBe(false)
})

it('each call has its own number', () => {
  expect([flashesOf.start, flashesOf['one-minute'], flashesOf.end]).toEqual([2, 1, 3])
})

it('who wants no motion gets a frame that stays a while', () => {
  const flash = new Flash(() => true)
  flash.play(3)
  expect(beginnings(flash, 2_000)).toEqual([])
  expect(flash.framed).toBe(true)
  vi.advanceTimersByTime(2_000)
  expect(flash.framed).toBe(false)
})
