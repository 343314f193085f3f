import { describe, expect, it } from 'vitest'
import { cueOf, isLate, messageCue, nameOf } from '#ui/attendee/cue.ts'
import { momentOf, type Moment, type View } from '#ui/attendee/moment.ts'
import { at, minute, plainView } from './views.ts'

const seat = (more: object = {}): View['seat'] =>
  ({
    ...{ kind: 'pairing', number: 1, table: 14, sign: 3, rematch: false, meHere: false },
    ...{ partners: [{ name: 'Grace', here: false, first: false }], offer: null },
    ...{ inCommon: { topics: [], languages: [] } },
    ...more,
  }) as unknown as View['seat']

/** In a round from minute 60 to 70, announced two minutes before. */
const inRound = (more: object = {}): View => {
  const view = plainView()
  const round = { ...view.round, number: 1, phase: 'announced' as const }
  const current = view.program.segments.find(({ kind }) => kind === 'rounds')?.id ?? null
  return {
    ...view,
    program: { ...view.program, current },
    round: { ...round, revealAt: at(58), startsAt: at(60), endsAt: at(70) },
    seat: seat(more),
  }
}
const later = (view: View, minutes: number): Moment => momentOf(view, at(minutes))

describe('a phone calls', () => {
  const view = inRound()

  it('when the pairing is shown, with one minute left and when the round is over', () => {
    const steps = [57, 58, 60, 68.9, 69, 69.5, 70, 71].map((minutes) => later(view, minutes))
    const cues = steps.slice(1).map((step, i) => cueOf(steps[i] ?? null, step))
    expect(cues).toEqual(['paired', null, null, 'minute-left', null, 'round-over', null])
  })

  it('for a message, not again while it stands, not for one that was there before', () => {
    const silent = plainView()
    const saying = (message: string | null): View => ({
      ...silent,
      screens: { ...silent.screens, message },
    })
    expect(messageCue(silent, saying('Pizza'))).toBe('message')
    expect(messageCue(saying('Pizza'), saying('Pizza'))).toBeNull()
    expect(messageCue(saying('Pizza'), saying('More pizza'))).toBe('message')
    expect(messageCue(saying('Pizza'), saying(null))).toBeNull()
    expect(messageCue(null, saying('Pizza'))).toBeNull()
  })

  it('for a round that words open, once, and not where there is nothing to open', () => {
    const closed = { number: 2, revealAt: at(70), startsAt: at(72), endsAt: at(82) }
    const steps = (view: View) => [
      ...[momentOf(view, at(69)), momentOf(view, at(70.5))],
      ...[71, 74].map((minutes) => momentOf(view, at(minutes), closed)),
    ]
    const cues = (all: readonly Moment[]) => all.slice(1).map((m, i) => cueOf(all[i] ?? null, m))
    expect(cues(steps({ ...view, envelopes: { 2: 'closed' } }))).toEqual([
      ...['round-over', 'sealed', null],
    ])
    expect(cues(steps(view))).toEqual(['round-over', null, null])
  })

  it('not for what is long past: it slept through it', () => {
    const over = later(view, 71)
    expect(isLate('round-over', view, over, at(70.4))).toBe(false)
    expect(isLate('round-over', view, over, at(71))).toBe(true)
    expect(isLate('minute-left', view, later(view, 69.1), at(69.1))).toBe(false)
    expect(isLate('minute-left', view, later(view, 69.5), at(69.5))).toBe(true)
    // Whoever wakes in the middle still has to walk.
    expect(isLate('paired', view, later(view, 65), at(65))).toBe(false)
  })
})

describe('the name of a call', () => {
  const name = (cue: Parameters<typeof nameOf>[0], view: View, minutes = 65) =>
    nameOf(cue, view, later(view, minutes))[0]

  it('is the same in every tab and after a reload', () => {
    expect(name('paired', inRound(), 58)).toBe(name('paired', inRound(), 65))
    expect(name('minute-left', inRound(), 69)).toBe(name('minute-left', inRound(), 69.2))
  })

  it('is another for another table, another partner, another end', () => {
    const names = [
      name('paired', inRound()),
      name('paired', inRound({ table: 15 })),
      name('paired', inRound({ partners: [{ name: 'Alan', here: false, first: false }] })),
      name('minute-left', inRound()),
      name('minute-left', {
        ...inRound(),
        round: { ...inRound().round, endsAt: (at(70) + minute) as never },
      }),
    ]
    expect(new Set(names).size).toBe(names.length)
  })
})
