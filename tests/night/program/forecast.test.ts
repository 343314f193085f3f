import { describe, expect, it } from 'vitest'
import { forecast } from '#night/program/forecast.ts'
import { at, clock, endRound, Evening, minutesLong, start, startRound } from './evening.ts'

/** When each segment will begin and end, as seen at an instant: `rounds 19:30–20:28`. */
const told = (evening: Evening, now: string): string[] =>
  forecast(evening.seen, at(now)).segments.map(
    (s) => `${s.segment} ${clock(s.start)}–${clock(s.end)}`,
  )
const line = (evening: Evening, now: string, id: string) =>
  told(evening, now).find((s) => s.startsWith(id))

describe('the forecast before the night', () => {
  it('says that 5 × 10 min and changeovers end at 20:28, not at 20:00', () => {
    expect(told(new Evening(), '12:00')).toEqual([
      'doors 18:30–19:00',
      'talks 19:00–19:30',
      'rounds 19:30–20:28',
      'free 20:28–23:00',
    ])
    const rounds = forecast(new Evening().seen, at('12:00')).segments[2]
    expect(rounds?.late).toBe(minutesLong(28))
  })

  it('knows when what was announced is longer than the talks', () => {
    const evening = new Evening([
      { title: 'One', minutes: 20 },
      { title: 'Two', minutes: 20 },
    ])
    expect(line(evening, '12:00', 'talks')).toBe('talks 19:00–19:40')
    expect(line(evening, '12:00', 'rounds')).toBe('rounds 19:40–20:38')
  })

  it('lets a free slot take no more than the time published', () => {
    const evening = new Evening([
      { title: 'One', minutes: 20 },
      { title: '', minutes: 15, kind: 'free-slot' },
    ])
    expect(line(evening, '12:00', 'talks')).toBe('talks 19:00–19:30')
  })

  it('moves on when the doors are late', () => {
    expect(told(new Evening(), '19:10').slice(0, 2)).toEqual([
      'doors 19:10–19:10',
      'talks 19:10–19:30',
    ])
  })

  it('follows the settings of the rounds', () => {
    const evening = new Evening().order('12:00', {
      type: 'rounds/configure',
      ...{ count: 3, roundMs: minutesLong(8), changeoverMs: minutesLong(1) },
    })
    expect(line(evening, '12:00', 'rounds')).toBe('rounds 19:30–19:56')
  })
})

describe('the forecast during the night', () => {
  const opened = () => new Evening().people(6).order('18:30', start('doors'))

  it('counts the first changeover once the rounds have begun', () => {
    const evening = opened().order('19:30', startRound(1))
    expect(line(evening, '19:31', 'rounds')).toBe('rounds 19:30–20:30')
  })

  it('begins the rounds on time when they are announced a changeover early', () => {
    const evening = opened().order('19:28', startRound(1))
    expect(line(evening, '19:29', 'rounds')).toBe('rounds 19:28–20:28')
  })

  it('slips minute by minute while the first round is not announced', () => {
    expect(line(opened(), '19:40', 'rounds')).toBe('rounds 19:42–20:40')
  })

  it('slips while nobody announces the next round', () => {
    const evening = opened().order('19:28', startRound(1)).order('19:40', endRound(1))
    expect(line(evening, '19:40', 'rounds')).toBe('rounds 19:28–20:28')
    expect(line(evening, '19:47', 'rounds')).toBe('rounds 19:28–20:35')
  })

  it('gives back what a round that ended early left', () => {
    const evening = opened().order('19:28', startRound(1)).order('19:35', endRound(1))
    expect(line(evening, '19:35', 'rounds')).toBe('rounds 19:28–20:23')
  })

  it('counts an extended round', () => {
    const evening = opened()
      .order('19:28', startRound(1))
      .order('19:35', { type: 'rounds/extend', number: 1, by: minutesLong(3) })
    expect(line(evening, '19:36', 'rounds')).toBe('rounds 19:28–20:31')
  })

  it('stands still with the deadlines while the night is paused', () => {
    const evening = opened().order('19:28', startRound(1)).order('19:32', { type: 'program/pause' })
    expect(line(evening, '19:42', 'rounds')).toBe('rounds 19:28–20:38')
    evening.order('19:42', { type: 'program/resume' })
    expect(line(evening, '19:42', 'rounds')).toBe('rounds 19:28–20:38')
  })

  it('moves the talk on stage while paused', () => {
    const evening = new Evening([{ title: 'One', minutes: 30 }]).order('19:00', start('talks'))
    evening
      .order('19:00', { type: 'talks/call', talk: evening.night.talks.list[0]?.id })
      .order('19:10', { type: 'program/pause' })
    expect(line(evening, '19:20', 'talks')).toBe('talks 19:00–19:40')
  })

  it('adds up the talk on stage and those accepted', () => {
    const evening = new Evening([
      { title: 'One', minutes: 20 },
      { title: 'Two', minutes: 15 },
    ]).order('19:00', start('talks'))
    evening.order('19:05', { type: 'talks/call', talk: evening.night.talks.list[0]?.id })
    expect(line(evening, '19:06', 'talks')).toBe('talks 19:00–19:40')
    evening.order('19:20', { type: 'talks/stop', talk: evening.night.talks.list[0]?.id })
    expect(line(evening, '19:20', 'talks')).toBe('talks 19:00–19:35')
  })

  it('gives the minutes of skipped talks to the rounds', () => {
    const evening = opened().order('18:50', { type: 'program/skip', segment: 'talks' })
    expect(told(evening, '18:50')).toEqual([
      'doors 18:30–19:00',
      'rounds 19:00–19:58',
      'free 20:00–23:00',
    ])
  })

  it('leaves out what the evening passed over', () => {
    const evening = opened().order('19:10', start('rounds'))
    expect(told(evening, '19:11').map((s) => s.split(' ')[0])).toEqual(['doors', 'rounds', 'free'])
  })

  it('says what happened once the night is over', () => {
    const evening = opened().order('22:10', start('free')).order('22:30', { type: 'program/end' })
    const { end, segments } = forecast(evening.seen, at('23:40'))
    expect(clock(end)).toBe('22:30')
    expect(segments.map((s) => clock(s.end))).toEqual(['22:10', '22:30'])
  })

  it('lets an extended segment push what follows', () => {
    const evening = opened().order('18:50', {
      type: 'program/extend',
      ...{ segment: 'doors', by: minutesLong(10) },
    })
    expect(told(evening, '18:50').slice(0, 2)).toEqual(['doors 18:30–19:10', 'talks 19:10–19:30'])
  })
})
