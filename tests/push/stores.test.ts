// What every place that keeps subscriptions promises, on each of them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AttendeeId, NightId } from '#night/ids.ts'
import type { Instant } from '#night/time.ts'
import { openPushKeys } from '../../server/keys.ts'
import { openDiskSubscriptions } from '../../server/push/disk.ts'
import { openRedisSubscriptions } from '../../server/push/redis.ts'
import { openMemorySubscriptions, type Subscriptions } from '../../server/push/subscriptions.ts'
import { startRedis, type RunningRedis } from '../support/redis.ts'

const [night, other] = ['night0001', 'night0002'] as unknown as [NightId, NightId]
const later = (Date.now() + 3_600_000) as Instant
const of = (name: string, since = 1) => ({
  attendee: 'ada00000' as AttendeeId,
  endpoint: `https://push.example.org/${name}`,
  since: since as Instant,
})

let redis: RunningRedis
let dir = ''
beforeAll(async () => {
  redis = await startRedis()
}, 300_000) // It may have to be installed first.
afterAll(() => redis.stop())

const opened: Subscriptions[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()))
  if (dir) await rm(dir, { recursive: true, force: true })
  dir = ''
})

const folder = async () => (dir ||= await mkdtemp(join(tmpdir(), 'rendezvous-push-')))
const disk = async (now = 0) => openDiskSubscriptions(join(await folder(), 'push'), now as Instant)
const stores: Readonly<Record<string, () => Promise<Subscriptions>>> = {
  memory: async () => openMemorySubscriptions(),
  disk: () => disk(),
  redis: () => openRedisSubscriptions(redis.url, randomUUID()),
}

describe.each(Object.keys(stores))('subscriptions in %s', (name) => {
  const open = async () => {
    const store = await stores[name]?.()
    if (!store) throw new Error(`expected a store called ${name}`)
    opened.push(store)
    return store
  }
  const names = async (store: Subscriptions, which = night) =>
    (await store.of(which)).map(({ endpoint }) => endpoint.slice(-1)).sort()

  it('are kept night by night, one an endpoint', async () => {
    const store = await open()
    await store.add(night, of('a'), later)
    await store.add(night, of('b'), later)
    await store.add(night, of('a', 2), later)
    await store.add(other, of('c'), later)
    expect(await names(store)).toEqual(['a', 'b'])
    expect((await store.of(night)).find(({ since }) => since === 2)).toEqual(of('a', 2))
    await store.remove(night, [of('a').endpoint, of('c').endpoint])
    await store.remove(night, [])
    expect(await names(store)).toEqual(['b'])
    expect(await names(store, other)).toEqual(['c'])
  })

  it('go with their night', async () => {
    const store = await open()
    await store.add(night, of('a'), later)
    await store.add(other, of('c'), later)
    await store.erase(night)
    expect(await names(store)).toEqual([])
    expect(await names(store, other)).toEqual(['c'])
  })

  it('are claimed once', async () => {
    const store = await open()
    const claims = [store.claim(night, 'x'), store.claim(night, 'x'), store.claim(night, 'x')]
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
    expect(await store.claim(night, 'y')).toBe(true)
    expect(await store.claim(other, 'x')).toBe(true)
  })
})

it('on disk they outlive the server, and not their day', async () => {
  const first = await disk()
  await first.add(night, of('a'), 100 as Instant)
  await first.add(other, of('b'), later)
  await first.close()
  const second = await disk(99)
  expect(await second.of(night)).toEqual([of('a')])
  await second.close()
  const third = await disk(100)
  opened.push(third)
  expect(await third.of(night)).toEqual([])
  expect(await third.of(other)).toEqual([of('b')])
})

it('two processes claim at one Redis, and it deletes by itself what is over', async () => {
  const prefix = randomUUID()
  const [here, there] = [
    await openRedisSubscriptions(redis.url, prefix),
    await openRedisSubscriptions(redis.url, prefix),
  ]
  opened.push(here, there)
  const claims = await Promise.all([here.claim(night, 'x'), there.claim(night, 'x')])
  expect(claims.filter(Boolean)).toHaveLength(1)
  await here.add(night, of('a'), (Date.now() + 200) as Instant)
  expect(await there.of(night)).toEqual([of('a')])
  await vi.waitFor(async () => expect(await there.of(night)).toEqual([]), { timeout: 5_000 })
})

it('the push keys are made once, and said to be damaged where they are', async () => {
  const data = await folder()
  const made = openPushKeys(data)
  expect(openPushKeys(data)).toEqual(made)
  const { writeFile } = await import('node:fs/promises')
  await writeFile(join(data, 'push-keys.json'), '{}')
  expect(() => openPushKeys(data)).toThrow(/push-keys\.json/)
})
