// Two servers on one Redis: each phone is called once, whichever of them it is connected to.
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { generateVAPIDKeys } from 'web-push'
import type { RoundNumber } from '#night/ids.ts'
import { freshKeys } from '../../server/keys.ts'
import { openRedisLog } from '../../server/log/redis.ts'
import { openRedisSubscriptions } from '../../server/push/redis.ts'
import { startPushService, type PushService } from '../support/push-service.ts'
import { startRedis, type RunningRedis } from '../support/redis.ts'
import { startServer, type TestServer } from '../support/server.ts'

let redis: RunningRedis
let service: PushService
const servers: TestServer[] = []
beforeAll(async () => {
  redis = await startRedis()
  service = await startPushService()
}, 300_000) // It may have to be installed first.
afterAll(async () => {
  await service.close()
  await redis.stop()
})
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

it('each phone is called once for a round, and once for its end', async () => {
  const prefix = randomUUID()
  const keys = freshKeys()
  const vapid = { ...generateVAPIDKeys(), subject: 'https://night.example.org' }
  for (let i = 0; i < 3; i++)
    servers.push(
      await startServer({
        keys,
        log: await openRedisLog({ url: redis.url, prefix }),
        push: {
          ...{ vapid, services: [service.origin] },
          subscriptions: await openRedisSubscriptions(redis.url, prefix),
        },
      }),
    )
  const [here, there] = servers
  if (!here || !there) throw new Error('expected servers')
  const night = await here.holdNight()
  const host = await night.host()
  // The others know the night: they hear of every commit too.
  for (const each of servers) await each.connect({ night: night.id, as: 'guest' })
  for (const path of ['a', 'b']) {
    const { attendee, pass } = await night.join()
    await host.send({ type: 'door/check-in', for: attendee })
    const body = { pass, endpoint: `${service.origin}/${path}` }
    expect(await there.ask(`/api/nights/${night.id}/push`, { body })).toMatchObject({ status: 200 })
  }
  const paths = () => service.received.map(({ path }) => path).sort()
  await host.send({ type: 'rounds/start', number: 1 as RoundNumber })
  await vi.waitFor(() => expect(paths()).toEqual(['/a', '/b']), { timeout: 10_000 })
  await host.send({ type: 'rounds/end', number: 1 as RoundNumber })
  await vi.waitFor(() => expect(paths()).toEqual(['/a', '/a', '/b', '/b']), { timeout: 10_000 })
  // Whoever would call a second time has had the time to.
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(paths()).toHaveLength(4)
}, 60_000)
