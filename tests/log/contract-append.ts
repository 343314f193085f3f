// The part of every log's contract that is about appending.
import { describe, expect, test } from 'vitest'
import type { Commit } from '#night/history.ts'
import type { Log } from '../../server/log/log.ts'
import { after, allOf, chained, command, keep, night, pair } from './commits.ts'

const first = night('firstnight')
const other = night('othernight')

export function appendContract(log: () => Log): void {
  describe('appending', () => {
    test('takes a first commit on no head and the next on its id', async () => {
      const [one, two] = pair()
      expect(await log().append(first, null, one)).toEqual({ outcome: 'appended' })
      expect(await log().append(first, one.id, two)).toEqual({ outcome: 'appended' })
      expect(await allOf(log().read(first, null))).toEqual([one, two])
    })

    test('answers a stale head with the newest, and keeps nothing', async () => {
      const [one, two] = pair()
      await keep(log(), [one, two])
      const late = after(one, 'late')
      expect(await log().append(first, one.id, late)).toEqual({ outcome: 'conflict', head: two.id })
      const tooFirst = after(null, 'too-first')
      expect(await log().append(first, null, tooFirst)).toEqual({
        outcome: 'conflict',
        head: two.id,
      })
      expect(await log().find(first, late.command)).toBeNull()
      expect(await allOf(log().read(first, null))).toEqual([one, two])
    })

    test('answers a head on an empty night with none', async () => {
      const [one, two] = pair()
      expect(await log().append(first, one.id, two)).toEqual({ outcome: 'conflict', head: null })
      expect(await log().nights()).toEqual([])
    })

    test('knows a command again before it looks at the head', async () => {
      const [one, two] = pair()
      await keep(log(), [one, two])
      const already = { outcome: 'already', commit: one }
      expect(await log().append(first, null, one)).toEqual(already)
      // Decided anew on another head, by somebody whose answer was lost.
      expect(await log().append(first, two.id, after(two, 'c1'))).toEqual(already)
      expect(await allOf(log().read(first, null))).toEqual([one, two])
    })

    test('keeps the commands of two nights apart', async () => {
      const here = after(null, 'same', first)
      const there = after(null, 'same', other)
      await keep(log(), [here, there])
      expect(await log().find(first, command('same'))).toEqual(here)
      expect(await log().find(other, command('same'))).toEqual(there)
    })

    test('rejects commits that do not follow, and keeps working', async () => {
      const [one, two] = pair()
      await expect(log().append(first, null, two)).rejects.toThrow(/expected a commit that follows/)
      await expect(log().append(other, null, one)).rejects.toThrow(/expected a commit that follows/)
      await keep(log(), [one])
      const skipped = after({ ...one, number: 5 }, 'skipped')
      await expect(log().append(first, one.id, skipped)).rejects.toThrow(
        /expected commit 2, found 6/,
      )
      await keep(log(), [two])
      expect(await allOf(log().read(first, null))).toEqual([one, two])
    })

    test('several at once, one after the other', async () => {
      const commits = chained(5)
      expect(await log().appendAll(first, null, commits)).toEqual({ outcome: 'appended' })
      expect(await allOf(log().read(first, null))).toEqual(commits)
      expect(await log().find(first, command('c4'))).toEqual(commits[3])
    })

    test('several on a stale head keeps none of them', async () => {
      const [one, two] = pair()
      await keep(log(), [one, two])
      const late = chained(3, 'late', first, one)
      expect(await log().appendAll(first, one.id, late)).toEqual({
        outcome: 'conflict',
        head: two.id,
      })
      expect(await allOf(log().read(first, null))).toEqual([one, two])
      for (const commit of late) expect(await log().find(first, commit.command)).toBeNull()
    })

    test('several of which one was there before keeps none, and says which', async () => {
      const [one, two] = pair()
      await keep(log(), [one, two])
      const fresh = after(two, 'fresh')
      const again = after(fresh, 'c2')
      const more = after(again, 'c1')
      const outcome = await log().appendAll(first, two.id, [fresh, again, more])
      expect(outcome).toEqual({ outcome: 'already', commit: two })
      expect(await log().find(first, fresh.command)).toBeNull()
    })

    test('none, or one command twice, is a mistake of the caller', async () => {
      await expect(log().appendAll(first, null, [])).rejects.toThrow(/found none/)
      const one = after(null, 'twice')
      await expect(log().appendAll(first, null, [one, after(one, 'twice')])).rejects.toThrow(
        /two of the same/,
      )
      expect(await log().nights()).toEqual([])
    })
  })

  describe('many at once', () => {
    /** Fifty commits on one head at once; the one that was taken. */
    async function race(parent: Commit | null, turn: string): Promise<Commit> {
      const rivals = Array.from({ length: 50 }, (_, i) => after(parent, `${turn}-${i}`))
      const expected = parent?.id ?? null
      const outcomes = await Promise.all(rivals.map((c) => log().append(first, expected, c)))
      const winners = rivals.filter((_, i) => outcomes[i]?.outcome === 'appended')
      const [winner] = winners
      if (!winner || winners.length > 1) throw new Error(`found ${winners.length} winners`)
      const lost = { outcome: 'conflict', head: winner.id }
      expect(outcomes.filter((o) => o.outcome !== 'appended')).toEqual(Array(49).fill(lost))
      return winner
    }

    test('on one head have exactly one winner, whom the others are told', async () => {
      const one = await race(null, 'turn1')
      const two = await race(one, 'turn2')
      const three = await race(two, 'turn3')
      expect(await allOf(log().read(first, null))).toEqual([one, two, three])
    })

    test('of one command are one commit', async () => {
      const one = after(null, 'again')
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, () => log().append(first, null, one)),
      )
      expect(outcomes.filter((o) => o.outcome === 'appended')).toHaveLength(1)
      expect(outcomes.filter((o) => o.outcome === 'already')).toHaveLength(49)
      expect(await allOf(log().read(first, null))).toEqual([one])
    })

    test('of a chain are taken in the order they were asked for', async () => {
      const commits = chained(50)
      const outcomes = await Promise.all(commits.map((c) => log().append(first, c.parent, c)))
      expect(outcomes).toEqual(Array(50).fill({ outcome: 'appended' }))
      expect(await allOf(log().read(first, null))).toEqual(commits)
    })
  })
}
