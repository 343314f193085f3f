import { describe, expect, it } from 'vitest'
import { forecast } from '#night/program/forecast.ts'
import { lateOf, waysOut } from '#night/program/ways-out.ts'
import { at, clock, endRound, Evening, minutesLong, start, startRound } from './evening.ts'

const late = (evening: Evening, now: string) => lateOf(evening.seen, at(now))
const ways = (evening: Evening, now: string) => {
  const found = late(evening, now)
  return found ? waysOut(evening.seen, found, at(now)) : []
}
const told = (evening: Evening, now: string) =>
  ways(evening, now).map((w) => `${w.kind} ${clock(w.gives)}`)
const endOf = (evening: Evening, now: string, id = 'rounds') =>
  clock(forecast(evening.seen, at(now)).segments.find((s) => s.segment === id)?.end)

describe('ways out of lateness', () => {
  it('says by how much the rounds are late for the free segment', () => {
    const found = late(new Evening(), '12:00')
    expect(found?.segment.id).toBe('rounds')
    expect(clock(found?.due)).toBe('20:00')
    expect(found?.by).toBe(minutesLong(28))
  })

  it('offers rounds of 4 minutes, 2 rounds, a free segment from 20:28, and no talks', () => {
    expect(ways(new Evening(), '12:00')).toMatchObject([
      { kind: 'shorter-rounds', minutes: 4 },
      { kind: 'fewer-rounds', rounds: 2 },
      { kind: 'later-segment', command: { segment: 'free', by: minutesLong(28) } },
      { kind: 'drop-talks' },
    ])
    expect(told(new Evening(), '12:00')).toEqual([
      'shorter-rounds 19:58',
      'fewer-rounds 19:52',
      'later-segment 20:28',
      'drop-talks 19:58',
    ])
  })

  it('gives what it says, whichever is taken', () => {
    for (const way of ways(new Evening(), '12:00')) {
      const evening = new Evening().order('12:00', way.command)
      const found = forecast(evening.seen, at('12:00')).segments
      const given = way.kind === 'later-segment' ? found[3]?.start : found.at(-2)?.end
      expect(clock(given), way.kind).toBe(clock(way.gives))
      expect(late(evening, '12:00'), way.kind).toBeNull()
    }
  })

  it('reckons with what really happened: two rounds over at 19:55, three to come', () => {
    const evening = new Evening()
      .people(6)
      .order('19:28', startRound(1))
      .order('19:40', endRound(1))
      .order('19:42', startRound(2))
      .order('19:54', endRound(2))
    expect(endOf(evening, '19:55')).toBe('20:31')
    expect(told(evening, '19:55')).toEqual(['fewer-rounds 19:55', 'later-segment 20:31'])
    const moved = evening.order('19:55', {
      type: 'program/move',
      ...{ segment: 'free', by: minutesLong(20) },
    })
    // Until 20:20 there are 25 minutes: three times 6 and a changeover, or two times 10.
    expect(told(moved, '19:55')).toEqual([
      'shorter-rounds 20:19',
      'fewer-rounds 20:19',
      'later-segment 20:31',
    ])
  })

  it('lets the rounds begin at once when talks are under way', () => {
    const evening = new Evening([
      { title: 'One', minutes: 30 },
      { title: 'Two', minutes: 30 },
    ]).order('19:00', start('talks'))
    expect(endOf(evening, '19:00')).toBe('20:58')
    expect(told(evening, '19:10')).toContain('end-talks 20:10')
  })

  it('is silent when the evening is on time', () => {
    const evening = new Evening().order('12:00', { type: 'rounds/configure', count: 2 })
    expect(late(evening, '12:00')).toBeNull()
  })
})
