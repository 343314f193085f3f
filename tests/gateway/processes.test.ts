// Two servers on one Redis, as two processes are: any of them serves any night.
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { HoldRequest } from '#protocol/http.ts'
import { freshKeys } from '../../server/keys.ts'
import { openRedisLog } from '../../server/log/redis.ts'
import { startRedis, type RunningRedis } from '../support/redis.ts'
import { roomOf, startServer, type TestNight, type TestServer } from '../support/server.ts'

const soon = { timeout: 5_000 }
/** Presence is exchanged every few seconds. */
const slowly = { timeout: 12_000, interval: 100 }

let redis: RunningRedis
let here: TestServer
let there: TestServer
beforeAll(async () => {
  redis = await startRedis()
}, 300_000) // It may have to be installed first.
afterAll(() => redis.stop())
beforeEach(async () => {
  const prefix = randomUUID()
  const keys = freshKeys()
  const start = async () =>
    startServer({ log: await openRedisLog({ url: redis.url, prefix }), keys })
  here = await start()
  there = await start()
})
afterEach(() => Promise.all([here.close(), there.close()]))

const hold = (asked: Partial<HoldRequest> = {}): Promise<TestNight> => here.holdNight(asked)

it('a night that one has made is there in the other at once, by id and by code', async () => {
  const night = await hold()
  const hostThere = await there.connect({ night: night.id, as: 'host', cookie: night.hostCookie })
  const { code } = hostThere.view.about ?? {}
  const another = await hold({ title: 'Another' })
  const codeOfAnother = (await another.host()).view.about?.code
  for (const [typed, title] of [
    [code, 'Paris P2P #12'],
    [codeOfAnother, 'Another'],
  ])
    expect((await there.ask(`/api/codes/${typed}`)).body).toMatchObject({ title })
  const owner = await there.ask('/api/owner', { body: { secret: there.ownerSecret } })
  const { body } = await there.ask('/api/nights', { cookie: owner.cookie })
  expect(body).toHaveLength(2)
})

it('what is asked of one is shown by the other, whose own answer is the first one', async () => {
  const night = await hold()
  const ada = await night.join({ name: 'Ada' })
  const host = await night.host()
  const phone = await there.connect({ night: night.id, as: 'attendee', pass: ada.pass })
  await host.send({ type: 'door/check-in', for: ada.attendee })
  await vi.waitFor(() => expect(phone.view.me?.state).toBe('present'), soon)
  const id = randomUUID()
  const first = await phone.send({ type: 'door/sit-out' }, id)
  const again = await night.attendee(ada)
  expect(await again.send({ type: 'door/sit-out' }, id)).toEqual(first)
})

it('a night that one erases is gone from the other, and its people are told', async () => {
  const night = await hold()
  const ada = await night.join({ name: 'Ada' })
  const phone = await there.connect({ night: night.id, as: 'attendee', pass: ada.pass })
  await roomOf(here, night.id).eraseNow()
  await phone.gone()
  expect(phone.farewell).toBe('wire/night-erased')
  expect((await there.ask(`/api/nights/${night.id}`)).status).toBe(404)
})

it('somebody who joined at one a moment ago is welcome at the other', async () => {
  const night = await hold()
  // The other server knows the night, and has not heard of the newest yet.
  await there.connect({ night: night.id, as: 'guest' })
  for (let i = 0; i < 20; i++) {
    const { pass } = await night.join()
    const phone = await there.connect({ night: night.id, as: 'attendee', pass })
    expect(phone.farewell).toBeNull()
  }
})

it('hosts are told how many screens are connected to either, and of those that went', async () => {
  const night = await hold()
  const ada = await night.join({ name: 'Ada' })
  const host = await night.host()
  const phone = await there.connect({ night: night.id, as: 'attendee', pass: ada.pass })
  const screens = () => host.condition.screens
  await vi.waitFor(() => expect(screens()).toEqual({ host: 1, attendee: 1 }), slowly)
  phone.socket.disconnect()
  await vi.waitFor(() => expect(screens()).toEqual({ host: 1 }), slowly)
  expect(phone.condition).toEqual({})
}, 30_000)
