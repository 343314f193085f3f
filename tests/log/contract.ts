// What every log promises, whatever it is kept in. Run unchanged against each.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Commit } from '#night/history.ts'
import type { Instant } from '#night/time.ts'
import type { Log } from '../../server/log/log.ts'
import { after, allOf, chained, command, commitOf, fail, keep, night, pair } from './commits.ts'
import { appendContract } from './contract-append.ts'

/** Somewhere to keep a log, empty at first. */
export interface Store {
  /** Opens the log that is there: another instance while the first is open, if `shared`. */
  open(): Promise<Log>
  readonly shared: boolean
  readonly lasting: boolean
  /** Replaces one stored commit's text, with the log closed. Absent where nothing is stored. */
  readonly damage?: (commit: Commit, change: (text: string) => string | null) => Promise<void>
  remove(): Promise<void>
}

export function logContract(name: string, newStore: () => Promise<Store>): void {
  const first = night('firstnight')
  const other = night('othernight')

  describe(`the log in ${name}`, () => {
    let store: Store
    let log: Log
    beforeEach(async () => {
      store = await newStore()
      log = await store.open()
    })
    afterEach(async () => {
      await log.close()
      await store.remove()
    })

    appendContract(() => log)

    describe('reading', () => {
      test('begins after any commit, and finds nothing after the head', async () => {
        const commits = chained(600)
        await log.appendAll(first, null, commits)
        for (const at of [1, 2, 87, 300, 599, 600]) {
          const from = commits[at - 1]?.id ?? null
          expect(await allOf(log.read(first, from))).toEqual(commits.slice(at))
        }
      })

      test('an empty night gives nothing', async () => {
        expect(await allOf(log.read(first, null))).toEqual([])
        expect(await log.find(first, command('c1'))).toBeNull()
      })

      test('after a commit that the night does not have throws', async () => {
        const [one, two] = pair()
        await keep(log, [one])
        await expect(allOf(log.read(first, two.id))).rejects.toThrow(`expected commit ${two.id}`)
        await expect(allOf(log.read(other, one.id))).rejects.toThrow(`expected commit ${one.id}`)
      })

      test('is not confused by an event that names a commit', async () => {
        const [one] = pair()
        const quoting = commitOf(one, 'quoting', first, [{ type: 'test/quoted', id: one.id }])
        const third = after(quoting, 'c3')
        await keep(log, [one, quoting, third])
        expect(await allOf(log.read(first, one.id))).toEqual([quoting, third])
      })

      test('lists the nights that have commits', async () => {
        expect(await log.nights()).toEqual([])
        await keep(log, [after(null, 'a', other), after(null, 'b', first)])
        expect(await log.nights()).toEqual([first, other])
      })
    })

    describe('tailing', () => {
      test('tells of every commit from then on, in order, once', async () => {
        const commits = chained(40)
        await keep(log, commits.slice(0, 3))
        const told: Commit[] = []
        const stop = await log.tail(first, (commit) => told.push(commit))
        await Promise.all(commits.slice(3, 30).map((c) => log.append(first, c.parent, c)))
        await log.appendAll(first, commits[29]?.id ?? null, commits.slice(30))
        await keep(log, [after(null, 'elsewhere', other)])
        await vi.waitFor(() => expect(told).toHaveLength(37))
        expect(told).toEqual(commits.slice(3))
        await stop()
      })

      test('begins on a night without any commit', async () => {
        const told: Commit[] = []
        const stop = await log.tail(first, (commit) => told.push(commit))
        const [one, two] = pair()
        await keep(log, [one, two])
        await vi.waitFor(() => expect(told).toEqual([one, two]))
        await stop()
      })

      test('says nothing of what was refused or known, and nothing once stopped', async () => {
        const [one, two] = pair()
        const stopped: Commit[] = []
        const told: Commit[] = []
        const stopFirst = await log.tail(first, (commit) => stopped.push(commit))
        const stop = await log.tail(first, (commit) => told.push(commit))
        await keep(log, [one])
        await vi.waitFor(() => expect(stopped).toEqual([one]))
        await stopFirst()
        await log.append(first, null, one)
        await log.append(first, null, after(null, 'late'))
        await keep(log, [two])
        await vi.waitFor(() => expect(told).toEqual([one, two]))
        expect(stopped).toEqual([one])
        await stop()
      })

      test('hears what another process appends', async ({ skip }) => {
        if (!store.shared) skip()
        const another = await store.open()
        const told: Commit[] = []
        const stop = await log.tail(first, (commit) => told.push(commit))
        const commits = chained(20)
        // Taking turns, each sees the other's head.
        for (const [i, c] of commits.entries()) {
          expect(await (i % 2 ? log : another).append(first, c.parent, c)).toEqual({
            outcome: 'appended',
          })
        }
        await vi.waitFor(() => expect(told).toEqual(commits))
        await stop()
        await another.close()
      })
    })

    test('erasing forgets a night wholly, and leaves its neighbours', async () => {
      const neighbour = night('firstnight0')
      const kept = [after(null, 'n1', neighbour), after(null, 'n1', other)]
      await log.appendAll(first, null, chained(20))
      await keep(log, kept)
      await log.erase(first)
      expect(await allOf(log.read(first, null))).toEqual([])
      expect(await log.find(first, command('c1'))).toBeNull()
      expect(await log.nights()).toEqual([neighbour, other])
      expect(await allOf(log.read(neighbour, null))).toEqual(kept.slice(0, 1))
      expect(await allOf(log.read(other, null))).toEqual(kept.slice(1))
      const [again] = pair()
      expect(await log.append(first, null, again)).toEqual({ outcome: 'appended' })
      expect(await allOf(log.read(first, null))).toEqual([again])
    })

    test('keeps until when a night was heard, which is gone with the night', async () => {
      const [earlier, later] = [1_796_230_800_123, 1_796_230_802_456] as [Instant, Instant]
      expect(await log.lastHeard(first)).toBeNull()
      for (const at of [earlier, later, earlier]) await log.heard(first, at)
      await log.heard(other, earlier)
      expect(await log.lastHeard(first)).toBe(later)
      if (store.lasting) {
        await log.close()
        log = await store.open()
        expect(await log.lastHeard(first)).toBe(later)
      }
      await log.erase(first)
      expect(await log.lastHeard(first)).toBeNull()
      expect(await log.lastHeard(other)).toBe(earlier)
    })

    test('closing waits for what is on its way, and takes nothing more', async () => {
      const [one, two] = pair()
      const onItsWay = log.append(first, null, one)
      await log.close()
      expect(await onItsWay).toEqual({ outcome: 'appended' })
      await expect(log.append(first, one.id, two)).rejects.toThrow()
    })

    test('opening again finds everything, where it lasts', async () => {
      const commits = chained(30)
      await keep(log, commits)
      await log.close()
      log = await store.open()
      expect(await allOf(log.read(first, null))).toEqual(store.lasting ? commits : [])
      expect(await log.nights()).toEqual(store.lasting ? [first] : [])
      if (!store.lasting) return
      const [one, , third] = commits
      expect(await log.find(first, command('c3'))).toEqual(third)
      expect(await log.append(first, null, chained(1)[0] ?? fail())).toEqual({
        outcome: 'already',
        commit: one,
      })
      await keep(log, [after(commits.at(-1) ?? null, 'next')])
    })

    describe('damage', () => {
      const changes: Readonly<Record<string, (text: string) => string | null>> = {
        'a changed word': (text) => text.replace('door/checked-in', 'door/checked-on'),
        'a changed parent': (text) => text.replace(/"parent":"./, '"parent":"_'),
        'text cut off': (text) => text.slice(0, -9),
        nothing: () => null,
      }
      for (const [what, change] of Object.entries(changes)) {
        test(`is not skipped: ${what} in place of the third commit`, async ({ skip }) => {
          if (!store.damage) return skip()
          const commits = chained(5)
          const third = commits[2] ?? fail()
          await keep(log, commits)
          await log.close()
          await store.damage(third, change)
          log = await store.open()
          const read: Commit[] = []
          const reading = (async () => {
            for await (const page of log.read(first, null)) read.push(...page)
          })()
          await expect(reading).rejects.toThrow(/^log of night firstnight is damaged at commit 3: /)
          expect(read).toEqual(commits.slice(0, 2))
          await expect(log.find(first, third.command)).rejects.toThrow(/damaged at commit 3/)
          await expect(log.append(first, third.parent, third)).rejects.toThrow(
            /damaged at commit 3/,
          )
        })
      }

      test('at the end is not taken for the end', async ({ skip }) => {
        if (!store.damage) return skip()
        const commits = chained(4)
        await keep(log, commits)
        await log.close()
        await store.damage(commits[3] ?? fail(), () => null)
        log = await store.open()
        await expect(allOf(log.read(first, null))).rejects.toThrow(/damaged at commit 4/)
      })
    })
  })
}
