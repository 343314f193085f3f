import { describe, expect, it } from 'vitest'
import { nextStep } from '#night/program/next-step.ts'
import { endRound, Evening, minutesLong, start, startRound } from './evening.ts'

const next = (evening: Evening) => nextStep(evening.night)
const opened = (people = 6) => new Evening().people(people).order('18:30', start('doors'))
const talk = (evening: Evening) => ({ talk: evening.night.talks.list[0]?.id })

describe('the next step', () => {
  it('leads through the whole evening, one press after another', () => {
    const evening = new Evening([{ title: 'Lords of the Ring', minutes: 15 }]).people(4)
    const pressed: string[] = []
    for (let step = next(evening), i = 0; step && i < 40; step = next(evening), i++) {
      const { command } = step
      pressed.push('segment' in command ? `${command.type} ${command.segment}` : command.type)
      evening.order(`19:${String(i).padStart(2, '0')}`, command)
    }
    expect(pressed).toEqual([
      'program/start doors',
      'program/start talks',
      'talks/call',
      'talks/stop',
      ...Array.from({ length: 5 }, () => ['rounds/start', 'rounds/end']).flat(),
      'program/start free',
      'program/end',
    ])
  })

  it('says how many people and tables a round has', () => {
    expect(next(opened(7).order('19:00', start('talks')))).toEqual({
      command: { type: 'rounds/start', number: 1 },
      facts: { number: 1, people: 7, tables: 3 },
    })
  })

  it('calls the first talk of the queue, and never a free slot', () => {
    const evening = new Evening([
      { title: '', minutes: 15, kind: 'free-slot' },
      { title: 'Mesh', minutes: 15 },
    ]).order('19:00', start('talks'))
    expect(next(evening)?.facts).toEqual({ title: 'Mesh', speaker: 'Ada' })
  })

  it('is to resume while the night is paused, whatever runs', () => {
    const evening = opened().order('19:30', startRound(1)).order('19:31', { type: 'program/pause' })
    expect(next(evening)?.command).toEqual({ type: 'program/resume' })
  })

  it('is nothing once the night is over', () => {
    expect(next(opened().order('22:00', { type: 'program/end' }))).toBeNull()
  })
})

describe('the program', () => {
  it('does nothing twice: a second press of the same step is accepted and changes nothing', () => {
    const evening = opened()
    const before = evening.night.program
    evening.order('18:31', start('doors'))
    expect(evening.night.program).toBe(before)
    expect(evening.night.undo.filter((u) => u.command === 'program/start')).toHaveLength(1)
  })

  it('refuses to begin a segment that is over', () => {
    const evening = opened().order('19:00', start('talks'))
    expect(evening.refused('19:05', start('doors'))).toBe('program/already-started')
  })

  it('ends the round and the talk that run when the evening goes on', () => {
    const evening = opened().order('19:30', startRound(1)).order('19:35', start('free'))
    expect(evening.seen.round).toMatchObject({ number: 1, phase: 'over' })
    const talking = new Evening([{ title: 'Mesh', minutes: 15 }]).order('19:00', start('talks'))
    talking.order('19:00', { type: 'talks/call', ...talk(talking) }).order('19:05', start('free'))
    expect(talking.seen.talks.stage).toBeNull()
  })

  it('takes that back: the round runs again with the minutes that were left', () => {
    const evening = opened().order('19:30', startRound(1)).order('19:35', start('free'))
    evening.undo('19:36')
    expect(evening.segment('rounds')).toMatchObject({ endedAt: null })
    const { phase, endsAt } = evening.seen.round
    expect(phase).toBe('announced')
    // Announced at 19:30, it would have ended at 19:42; a minute was lost meanwhile.
    expect(new Date(endsAt).toISOString().slice(11, 16)).toBe('19:43')
  })

  it.each([
    ['an extension', { type: 'program/extend', segment: 'doors', by: minutesLong(5) }],
    ['a move', { type: 'program/move', segment: 'free', by: minutesLong(28) }],
    ['a skip', { type: 'program/skip', segment: 'talks' }],
    ['a pause', { type: 'program/pause' }],
    ['the end', { type: 'program/end' }],
    ['a start', { type: 'program/start', segment: 'talks' }],
  ])('takes back %s as if it had not been', (_, order) => {
    const evening = opened()
    const before = evening.seen.program
    evening.order('18:50', order)
    expect(evening.seen.program).not.toEqual(before)
    evening.undo('18:50')
    expect(evening.seen.program).toEqual(before)
  })

  it('takes back the start of a round, and the segment it began', () => {
    const evening = opened().order('19:30', startRound(1)).undo('19:30')
    expect(evening.seen.round).toMatchObject({ number: 0, phase: 'none' })
    expect(evening.night.program.current).toBe('doors')
  })

  it('resumes with what was left of the round', () => {
    const evening = opened().order('19:28', startRound(1)).order('19:35', { type: 'program/pause' })
    const { endsAt } = evening.seen.round
    evening.order('19:45', { type: 'program/resume' })
    expect(evening.seen.round.endsAt - endsAt).toBe(minutesLong(10))
  })

  it('starts nothing while it is paused', () => {
    const evening = opened().order('18:50', { type: 'program/pause' })
    expect(evening.refused('18:51', start('talks'))).toBe('program/not-open')
    expect(evening.refused('18:51', startRound(1))).toBe('program/not-open')
  })

  it('cannot be planned so that segments overlap, or without one that has begun', () => {
    const evening = opened()
    const [doors, talks, rounds, free] = evening.night.program.segments.map(
      ({ id, kind, title, start: from, end }) => ({ id, kind, title, start: from, end }),
    )
    expect(evening.refused('18:40', { type: 'program/plan', segments: [talks, doors] })).toBe(
      'program/overlaps',
    )
    expect(evening.refused('18:40', { type: 'program/plan', segments: [talks, rounds] })).toBe(
      'program/already-started',
    )
    evening.order('18:40', { type: 'program/plan', segments: [doors, rounds, free] })
    expect(evening.segment('doors').startedAt).not.toBeNull()
  })

  it('refuses everything once it is over, but to take the end back', () => {
    const evening = opened().order('22:00', { type: 'program/end' })
    expect(evening.refused('22:01', start('free'))).toBe('night/over')
    evening.undo('22:01')
    expect(evening.night.program.phase).toBe('open')
  })

  it('ends a round once only', () => {
    const evening = opened().order('19:30', startRound(1)).order('19:40', endRound(1))
    const undoable = evening.night.undo.length
    evening.order('19:40', endRound(1))
    expect(evening.night.undo).toHaveLength(undoable)
  })
})
