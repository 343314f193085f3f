import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { textOfCommit, type Commit } from '#night/history.ts'
import { plus, type Duration } from '#night/time.ts'
import { openRedisLog } from '../../server/log/redis.ts'
import { startRedis } from '../support/redis.ts'
import type { RunningRedis } from '../support/redis.ts'
import { after, allOf, chained, keep, night, pair } from './commits.ts'
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
    const cut = vi.fn()
    const log = await openRedisLog({ url: redis.url, prefix })
    const told: Commit[] = []
    await log.tail(first, (commit) => told.push(commit), { cut })
    const commits = chained(3)
    await keep(log, commits)
    await vi.waitFor(() => expect(told).toEqual(commits))
    const direct = new Redis(redis.url)
    const key = `${prefix}:night:${first}`
    await direct.xdel(`${key}:commits`, ...lost.map((number) => `${number}-0`))
    if (left === 0) await direct.del(`${key}:head`)
    else await direct.set(`${key}:head`, `${left} ${commits[left - 1]?.id}`)
    await vi.waitFor(() => expect(cut).toHaveBeenCalledOnce(), { timeout: 5_000 })
    direct.disconnect()
    await log.close()
  })

  test('says when other commits took the place of those that were told of, and goes on with them', async () => {
    const prefix = 'another history'
    const cut = vi.fn()
    const log = await openRedisLog({ url: redis.url, prefix })
    const told: Commit[] = []
    await log.tail(first, (commit) => told.push(commit), { cut })
    const [one, two, three] = chained(3)
    if (!one || !two || !three) throw new Error('expected three commits')
    await keep(log, [one, two, three])
    await vi.waitFor(() => expect(told).toHaveLength(3))
    const key = `${prefix}:night:${first}`
    const direct = new Redis(redis.url)
    const others = [after(one, 'instead'), after(after(one, 'instead'), 'of-it')] as const
    await direct
      .multi()
      .xdel(`${key}:commits`, '2-0', '3-0')
      .del(`${key}:commits`)
      .xadd(`${key}:commits`, '1-0', 'data', textOfCommit(one))
      .set(`${key}:head`, `1 ${one.id}`)
      .exec()
    await keep(log, [...others, after(others[1], 'and-more')])
    await vi.waitFor(() => expect(cut).toHaveBeenCalled(), { timeout: 5_000 })
    const last = after(after(others[1], 'and-more'), 'last-of-all')
    await keep(log, [last])
    await vi.waitFor(() => expect(told.at(-1)).toEqual(last), { timeout: 5_000 })
    direct.disconnect()
    await log.close()
  })

  test('tells of a night that was erased on purpose, and of a new one under its name', async () => {
    const [cut, erased] = [vi.fn(), vi.fn()]
    const log = await openRedisLog({ url: redis.url, prefix: 'erased' })
    const told: Commit[] = []
    await log.tail(first, (commit) => told.push(commit), { cut, erased })
    await keep(log, chained(2))
    await vi.waitFor(() => expect(told).toHaveLength(2))
    await log.erase(first)
    await vi.waitFor(() => expect(erased).toHaveBeenCalledOnce(), { timeout: 5_000 })
    const again = after(null, 'again')
    await keep(log, [again])
    await vi.waitFor(() => expect(told.at(-1)).toEqual(again))
    expect(cut).not.toHaveBeenCalled()
    await log.close()
  })

  test('says when it is away, and when it is back', async () => {
    const own = await startRedis()
    const log = await openRedisLog({ url: own.url })
    const away: boolean[] = []
    await log.tail(first, () => undefined, { away: (isAway) => away.push(isAway) })
    process.kill(own.pid, 'SIGSTOP')
    await vi.waitFor(() => expect(away).toEqual([true]), { timeout: 5_000 })
    process.kill(own.pid, 'SIGCONT')
    await vi.waitFor(() => expect(away).toEqual([true, false]), { timeout: 5_000 })
    await log.close()
    await own.stop()
  })

  test('is not opened where there is none', async () => {
    const opening = openRedisLog({ url: 'redis://someone:secret@127.0.0.1:1' })
    const told = 'expected a Redis at redis://…@127.0.0.1:1: is it running, and reachable?'
    await expect(opening).rejects.toThrow(told)
  })

  test.each([
    ['appendfsync everysec', ['--appendfsync', 'everysec']],
    ['appendonly no', ['--appendonly', 'no']],
    ['maxmemory-policy allkeys-lru', ['--maxmemory-policy', 'allkeys-lru']],
  ])('is not opened where %s could lose an answer, but on demand', async (risk, args) => {
    const careless = await startRedis(args)
    const opening = openRedisLog({ url: careless.url })
    await expect(opening).rejects.toThrow(`Redis could lose what was answered (${risk})`)
    const log = await openRedisLog({ url: careless.url, isRiskTaken: true })
    expect(log.risks).toEqual([risk])
    await log.close()
    await careless.stop()
  })

  test('appends nothing before its time, by the clock of Redis', async () => {
    const log = await openRedisLog({ url: redis.url, prefix: 'early' })
    const [one, two] = pair()
    const now = await log.time?.()
    if (now === undefined) throw new Error('expected a clock')
    const hour = 3_600_000 as Duration
    expect(await log.appendAll(first, null, [one], plus(now, hour))).toEqual({ outcome: 'early' })
    expect(await log.nights()).toEqual([])
    expect(await log.appendAll(first, null, [one], now)).toEqual({ outcome: 'appended' })
    // What is known is known at any time.
    const again = await log.appendAll(first, null, [one], plus(now, hour))
    expect(again).toEqual({ outcome: 'already', commit: one })
    expect(await log.appendAll(first, one.id, [two])).toEqual({ outcome: 'appended' })
    await log.close()
  })

  test('gives whoever came too late the next turn', async () => {
    const open = () => openRedisLog({ url: redis.url, prefix: 'turns' })
    const [quick, late] = await Promise.all([open(), open()])
    const [one, two] = pair()
    await keep(quick, [one])
    const lost = await late.append(first, null, after(null, 'late'))
    expect(lost).toEqual({ outcome: 'conflict', head: one.id })
    // It knows the newest head, and is told that it is: the turn is another's.
    expect(await quick.append(first, one.id, two)).toEqual({ outcome: 'conflict', head: one.id })
    const caughtUp = after(one, 'late')
    expect(await late.append(first, one.id, caughtUp)).toEqual({ outcome: 'appended' })
    const third = after(caughtUp, 'third')
    expect(await quick.append(first, caughtUp.id, third)).toEqual({ outcome: 'appended' })
    await quick.close()
    await late.close()
  })

  test('waits for nobody who came too late and does not come again', async () => {
    const open = () => openRedisLog({ url: redis.url, prefix: 'gone' })
    const [quick, dead] = await Promise.all([open(), open()])
    const [one, two] = pair()
    await keep(quick, [one])
    await dead.append(first, null, after(null, 'late'))
    await dead.close()
    await vi.waitFor(async () =>
      expect(await quick.append(first, one.id, two)).toEqual({ outcome: 'appended' }),
    )
    await quick.close()
  })

  test('follows many nights on one connection', async () => {
    const log = await openRedisLog({ url: redis.url, prefix: 'many' })
    const direct = new Redis(redis.url)
    const connections = async () =>
      ((await direct.client('LIST')) as string).trim().split('\n').length
    const told: Commit[] = []
    const nights = Array.from({ length: 40 }, (_, i) => night(`night${String(i).padStart(4, '0')}`))
    await log.tail(first, (commit) => told.push(commit))
    await keep(log, [after(null, 'here')])
    await vi.waitFor(() => expect(told).toHaveLength(1))
    const before = await connections()
    for (const id of nights) await log.tail(id, (commit) => told.push(commit))
    expect(await connections()).toBe(before)
    await keep(
      log,
      nights.map((id) => after(null, 'here', id)),
    )
    await vi.waitFor(() => expect(told).toHaveLength(41))
    direct.disconnect()
    await log.close()
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

describe('presence on a Redis', () => {
  const first = night('firstnight')
  const key = 'here:night:firstnight:presence'

  test('is what each process says, and is forgotten when it is not said again', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => open('here')))
    const direct = new Redis(redis.url)
    if (!one?.present || !two?.present) throw new Error('expected two logs that are shared')
    await direct.hset(key, 'a process that died', `${Date.now() - 20_000} {"attendee":9}`)
    expect(await one.present(first, { attendee: 3 })).toEqual([{ attendee: 3 }])
    const both = await two.present(first, { host: 1 })
    expect(both).toHaveLength(2)
    expect(both).toEqual(expect.arrayContaining([{ attendee: 3 }, { host: 1 }]))
    expect(await direct.hlen(key)).toBe(2)
    expect(await direct.pttl(key)).toBeGreaterThan(5_000)
    expect(await direct.pttl(key)).toBeLessThanOrEqual(15_000)
    direct.disconnect()
    await Promise.all([one.close(), two.close()])
  })

  const open = (prefix: string) => openRedisLog({ url: redis.url, prefix })
})
