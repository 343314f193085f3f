// While nobody is heard, screens go by the published program, and fall back into line.
import { describe, expect, it } from 'vitest'
import { heldRound, timesFrom } from '#night/rounds/timetable.ts'
import type { Instant } from '#night/time.ts'
import type { Enclosed } from '#night/views/envelope.ts'
import { momentOf } from '#ui/attendee/moment.ts'
import { followedByPhone } from '#ui/following.ts'
import { at, inSegment, minute, roundAt, seat, viewWith } from './attendee/views.ts'

const heard = viewWith({ program: inSegment('rounds'), round: roundAt(), seat: seat() })
const plain = { isSilent: true, opened: [], heardAt: at(65) }
const enclosed: Enclosed = {
  ...{ kind: 'pairing' as const, table: 9, sign: 4, rematch: false },
  partners: [{ name: 'Inès', inCommon: { languages: ['fr'], topics: [] } }],
}
/** Round 2 begins at the heels of round 1, which ends at 72. */
const second = timesFrom(at(72), heard.round)

describe('a phone that hears nothing', () => {
  it('keeps the round it is in until that ends', () => {
    expect(followedByPhone(heard, { ...plain, at: at(71) })).toBeNull()
  })

  it('asks for the words of the next one when that is due', () => {
    const followed = followedByPhone(heard, { ...plain, at: at(73) })
    expect(followed?.closed).toMatchObject({ number: 2, ...second })
    const view = { ...(followed?.view ?? heard), envelopes: { 2: 'closed' } }
    expect(momentOf(view, at(73), followed?.closed)).toEqual({
      ...{ kind: 'sealed', number: 2, has: true },
      ...{ startsAt: second.startsAt, endsAt: second.endsAt },
    })
  })

  it('shows the seat of an envelope that was opened, with its countdown', () => {
    const opened = [{ number: 2, enclosed, times: second }]
    const followed = followedByPhone(heard, { ...plain, opened, at: at(75) })
    expect(followed?.closed).toBeNull()
    expect(followed && momentOf(followed.view, at(75))).toMatchObject({
      ...{ kind: 'seat', number: 2, until: second.endsAt },
      seat: { table: 9, sign: 4, here: false, partners: [{ name: 'Inès', here: false }] },
    })
  })

  it('shows it at once, before it goes by the program', () => {
    const opened = [{ number: 2, enclosed, times: timesFrom(at(70), heard.round) }]
    const brief = { ...plain, isSilent: false }
    const followed = followedByPhone(heard, { ...brief, opened, at: at(71) })
    expect(followed && momentOf(followed.view, at(71))).toMatchObject({ kind: 'seat', number: 2 })
    expect(followedByPhone(heard, { ...brief, at: at(73) })).toBeNull()
  })

  it('does not show it any more once the server was heard again, which knows nothing of it', () => {
    const opened = [{ number: 2, enclosed, times: second }]
    const heardAt = at(76)
    expect(followedByPhone(heard, { ...plain, opened, heardAt, at: at(78) })).toBeNull()
  })

  it('goes by what was opened, should that be later than planned, and so do the rounds after it', () => {
    const late = timesFrom((at(72) + 5 * minute) as Instant, heard.round)
    const opened = [{ number: 2, enclosed, times: late }]
    const followed = followedByPhone(heard, { ...plain, opened, at: at(86) })
    expect(followed?.view.round).toMatchObject({ number: 2, ...late })
    const after = followedByPhone(heard, { ...plain, opened, at: at(90) })
    expect(after?.closed).toMatchObject({ number: 3, announcedAt: late.endsAt })
  })

  it('shows it also where the night was paused when the line died', () => {
    const opened = [{ number: 2, enclosed, times: timesFrom(at(80), heard.round) }]
    const paused = { ...heard, program: { ...heard.program, pausedAt: at(66) } }
    const followed = followedByPhone(paused, { ...plain, heardAt: at(67), opened, at: at(84) })
    expect(followed && momentOf(followed.view, at(84))).toMatchObject({ kind: 'seat', number: 2 })
  })

  it('leaves to the host what was due before the line was lost', () => {
    expect(followedByPhone(heard, { ...plain, heardAt: at(73), at: at(80) })).toBeNull()
  })

  it('promises nothing while the night is paused, or after the last round', () => {
    const paused = { ...heard, program: { ...heard.program, pausedAt: at(66) } }
    expect(followedByPhone(paused, { ...plain, at: at(80) })).toBeNull()
    const last = { ...heard, round: { ...heard.round, number: heard.round.count } }
    expect(followedByPhone(last, { ...plain, at: at(80) })).toBeNull()
  })
})

describe('a round that the host held back as the line died', () => {
  const heardAt = at(73)
  const held = (minutes: number, published = heard) => heldRound(published, { at: at(minutes), heardAt }) // prettier-ignore

  it('can be opened: whoever does so begins it now, by the minute', () => {
    expect(held(75)).toEqual({ number: 2, ...timesFrom(at(75), heard.round) })
    expect(heldRound(heard, { at: (at(75) + 59_999) as Instant, heardAt })).toEqual(held(75))
  })

  it('makes room for the next once it could be over, up to the last', () => {
    expect(held(73 + 12)).toMatchObject({ number: 3 })
    expect(held(73 + 47)).toMatchObject({ number: 5 })
    expect(held(73 + 48)).toBeNull()
  })

  it('is none where the program goes on by itself, or the night is paused', () => {
    expect(heldRound(heard, { at: at(75), heardAt: at(71) })).toBeNull()
    const paused = { ...heard, program: { ...heard.program, pausedAt: at(66) } }
    expect(held(75, paused)).toBeNull()
  })
})
