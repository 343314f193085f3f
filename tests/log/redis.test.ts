import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Commit } from '#night/history.ts'
import { openRedisLog } from '../../server/log/redis.ts'
import { startRedis } from '../support/redis.ts'
import type { RunningRedis } from '../support/redis.ts'
import { after, allOf, chained, keep, night } from './commits.ts'
import { logContract } from './contract.ts'

let redis: RunningRedis
let stores = 0
beforeAll(async () => {
  redis = await startRedis()
}, 300_000) // It may have to be installed first.
afterAll(() => redis.stop())

logContract('Redis', () => {
  const prefix = `store${++stores}`
  return Promise.resolve({
    open: () => openRedisLog({ url: redis.url, prefix }),
    shared: true,
    lasting: true,
    damage: async ({ night, number }, change) => {
      const direct = new Redis(redis.url)
      const key = `${prefix}:night:${night}:commits`
      const entries = await direct.xrange(key, '-', '+')
      // A stream cannot be changed in the middle: made anew.
      await direct.del(key)
      for (const [id, [field = '', text = '']] of entries) {
        const kept = id === `${number}-0` ? change(text) : text
        if (kept !== null) await direct.xadd(key, id, field, kept)
      }
      direct.disconnect()
    },
    remove: () => Promise.resolve(),
  })
})

describe('the log in a Redis that goes away', () => {
  const first = night('firstnight')

  test('rejects what it cannot know, and goes on when it is back', async () => {
    const log = await openRedisLog({ url: redis.url, prefix: 'away' })
    const told: Commit[] = []
    const stop = await log.tail(first, (commit) => told.push(commit))
    const [one, two, three] = chained(3)
    if (!one || !two || !three) throw new Error('expected three commits')
    await keep(log, [one])
    const restarted = redis.restart()
    const tried = await vi.waitFor(async () => {
      const answer = await log.append(first, one.id, two).catch((error: unknown) => error)
      expect(answer).toBeInstanceOf(Error)
      return answer
    })
    expect(tried).toMatchObject({ message: expect.stringMatching(/^Redis did not write/) })
    expect(tried).toHaveProperty('cause')
    await restarted
    // The same command again, until somebody knows.
    const { outcome } = await vi.waitFor(() => log.append(first, one.id, two), { timeout: 5_000 })
    expect(outcome).toBe('appended')
    await keep(log, [three])
    expect(await allOf(log.read(first, null))).toEqual([one, two, three])
    await vi.waitFor(() => expect(told).toEqual([one, two, three]), { timeout: 5_000 })
    await stop()
    await log.close()
  })

  test.each([
    ['has become shorter', ['2', '3'], 1],
    ['is gone', ['1', '2', '3'], 0],
  ])('says when a history that was told of %s', async (what, lost, left) => {
    const prefix = `a history that ${what}`
    let broken: Error | undefined
    const onBroken = (error: Error) => (broken = error)
    const log = await openRedisLog({ url: redis.url, prefix, onBroken })
    const told: Commit[] = []
    await log.tail(first, (commit) => told.push(commit))
    const commits = chained(3)
    await keep(log, commits)
    await vi.waitFor(() => expect(told).toEqual(commits))
    const direct = new Redis(redis.url)
    const key = `${prefix}:night:${first}`
    await direct.xdel(`${key}:commits`, ...lost.map((number) => `${number}-0`))
    if (left === 0) await direct.del(`${key}:head`)
    else await direct.set(`${key}:head`, `${left} ${commits[left - 1]?.id}`)
    await vi.waitFor(() => expect(broken?.message).toMatch(/damaged at commit 3: expected head/), {
      timeout: 5_000,
    })
    direct.disconnect()
    await log.close()
  })

  test('takes no offence at a night that was erased on purpose', async () => {
    let broken: Error | undefined
    const onBroken = (error: Error) => (broken = error)
    const log = await openRedisLog({ url: redis.url, prefix: 'erased', onBroken })
    const told: Commit[] = []
    await log.tail(first, (commit) => told.push(commit))
    await keep(log, chained(2))
    await vi.waitFor(() => expect(told).toHaveLength(2))
    await log.erase(first)
    const again = after(null, 'again')
    // Once it has looked and found the night erased, it hears of a new one under the same name.
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await keep(log, [again])
    await vi.waitFor(() => expect(told.at(-1)).toEqual(again))
    expect(broken).toBeUndefined()
    await log.close()
  })

  test('is not opened where there is none', async () => {
    const opening = openRedisLog({ url: 'redis://someone:secret@127.0.0.1:1' })
    const told = 'expected a Redis at redis://…@127.0.0.1:1: is it running, and reachable?'
    await expect(opening).rejects.toThrow(told)
  })

  test('keeps servers with different prefixes apart', async () => {
    const [ours, theirs] = await Promise.all(
      ['ours', 'theirs'].map((prefix) => openRedisLog({ url: redis.url, prefix })),
    )
    if (!ours || !theirs) throw new Error('expected two logs')
    await keep(ours, [after(null, 'here')])
    expect(await theirs.nights()).toEqual([])
    expect(await allOf(theirs.read(first, null))).toEqual([])
    await Promise.all([ours.close(), theirs.close()])
  })
})
