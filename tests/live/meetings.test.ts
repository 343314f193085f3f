import { beforeEach, expect, test } from 'vitest'
import { meetings } from '#live/meetings.svelte.ts'
import { recall, remember } from '#live/storage.ts'

const token = (n: number) => `k3v9x2m4${String(n).padStart(4, '0')}`

const isAnything = (_: unknown): _ is unknown => true

beforeEach(() => {
  remember('meetings', { on: null, list: [] })
  meetings.reread()
})

test('nothing is kept before its owner said yes', () => {
  meetings.add(token(1), '2026-11-04')
  expect([meetings.on, meetings.list]).toEqual([null, []])
  meetings.choose(false)
  meetings.add(token(1), '2026-11-04')
  expect(meetings.list).toEqual([])
})

test('what is kept is a token and a month, once, and no more', () => {
  meetings.choose(true)
  meetings.add(token(1), '2026-11-04')
  meetings.add(token(1), '2026-11-04')
  const kept = { on: true, list: [{ token: token(1), month: '2026-11' }] }
  expect(recall('meetings', isAnything)).toEqual(kept)
})

test('a later night is told how many months ago each was, for a year', () => {
  meetings.choose(true)
  for (const [n, date] of ['2026-11-04', '2026-12-02', '2027-01-06'].entries())
    meetings.add(token(n), date)
  expect(meetings.toldTo('2027-12-01')).toEqual([
    { token: token(1), months: 12 },
    { token: token(2), months: 11 },
  ])
  expect(meetings.toldTo('2026-11-04')).toEqual([{ token: token(0), months: 0 }])
})

test('nothing is told once it is switched off', () => {
  meetings.choose(true)
  meetings.add(token(1), '2026-11-04')
  meetings.choose(false)
  expect(meetings.toldTo('2026-12-02')).toEqual([])
})

test('the oldest go, by age and by number', () => {
  meetings.choose(true)
  meetings.add(token(0), '2025-10-01')
  for (let n = 1; n <= 101; n++) meetings.add(token(n), '2026-11-04')
  expect(meetings.list).toHaveLength(100)
  expect(meetings.list[0]?.token).toBe(token(2))
})

test('forgetting leaves nothing but the choice', () => {
  meetings.choose(true)
  meetings.add(token(1), '2026-11-04')
  meetings.forget()
  expect([meetings.on, meetings.list]).toEqual([true, []])
})

test('what was damaged is as good as none', () => {
  remember('meetings', { on: true, list: [{ token: 'Ada', month: '2026-11' }] })
  meetings.reread()
  expect([meetings.on, meetings.list]).toEqual([null, []])
})
