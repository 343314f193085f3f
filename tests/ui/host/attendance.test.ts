import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { attendeeId, roundNumber, type AttendeeId } from '#night/ids.ts'
import type { Offer } from '#night/rounds/model.ts'
import { viewOf } from '#night/views/index.ts'
import { attendanceAt, moveOf, tablesToWalk } from '#ui/host/attendance.ts'
import type { HostSight } from '#ui/host/sight.ts'
import { Evening, start, startRound } from '../../night/program/evening.ts'

const number = v.parse(roundNumber, 1)
const seen = ({ night }: Evening) => viewOf(night, { kind: 'host' }) as HostSight
const talking = (people: number) =>
  new Evening().people(people).order('18:30', start('doors')).order('19:28', startRound(1))
const peopleAt = (evening: Evening, table: number): readonly AttendeeId[] =>
  seen(evening).desk.round?.pairings.find((p) => p.table === table)?.people ?? []
const here = (evening: Evening, id: AttendeeId | undefined) =>
  evening.order('19:31', { type: 'rounds/here', number, for: v.parse(attendeeId, id) })

describe('the tables of a running round', () => {
  it('come in the order of who waits, nobody, all', () => {
    const evening = talking(8)
    for (const id of peopleAt(evening, 1)) here(evening, id)
    here(evening, peopleAt(evening, 4)[0])
    expect(tablesToWalk(seen(evening)).map((t) => [t.table, attendanceAt(t)])).toEqual([
      [4, 'waiting'],
      [2, 'empty'],
      [3, 'empty'],
      [1, 'complete'],
    ])
  })
})

describe('two who are each alone', () => {
  function offered(evening: Evening): Offer {
    evening.by({ role: 'system' }, '19:33', { type: 'rounds/offer', number })
    const [offer] = seen(evening).desk.round?.offers ?? []
    if (offer?.kind !== 'each-other') throw new Error(`expected each other, found ${offer?.kind}`)
    return offer
  }
  function alone(evening: Evening): Offer {
    const ids = [1, 2].flatMap((table) => peopleAt(evening, table)[0] ?? [])
    for (const id of ids) here(evening, id)
    return offered(evening)
  }
  /** Where both sit once the host has taken the offer for whoever is to go. */
  function taken(evening: Evening, offer: Offer) {
    const move = moveOf(seen(evening), offer)
    evening.order('19:34', { type: 'rounds/take-offer', number, for: move?.goes })
    return { move, at: peopleAt(evening, move?.to ?? 0) }
  }

  it('sit where the desk says', () => {
    const evening = talking(4)
    const { move, at } = taken(evening, alone(evening))
    expect(move).toMatchObject({ from: 1, to: 2 })
    expect(at).toEqual(expect.arrayContaining([move?.goes, move?.stays]))
  })

  it('sit with the one who keeps a table', () => {
    const evening = new Evening().people(4).order('18:30', start('doors'))
    const [keeper] = Object.keys(seen(evening).roster)
    evening.order('19:00', { type: 'door/keep-table', for: keeper, table: 1 })
    evening.order('19:28', startRound(1))
    here(evening, v.parse(attendeeId, keeper))
    const other = peopleAt(evening, 2)[0]
    here(evening, other)
    const { move, at } = taken(evening, offered(evening))
    expect(move).toEqual({ goes: other, stays: keeper, from: 2, to: 1 })
    expect(at).toEqual(expect.arrayContaining([keeper, other]))
  })
})
