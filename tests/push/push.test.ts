// Phones that sleep are called through a push service of our own, over real HTTP.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CommandId, RoundNumber } from '#night/ids.ts'
import { generateVAPIDKeys } from 'web-push'
import type { PushOptions } from '../../server/push/push.ts'
import { openMemorySubscriptions } from '../../server/push/subscriptions.ts'
import { steppedClock, type SteppedClock } from '../support/clock.ts'
import { proofIn, startPushService, type PushService } from '../support/push-service.ts'
import { roomOf, startServer, type TestNight, type TestServer } from '../support/server.ts'

const vapid = { ...generateVAPIDKeys(), subject: 'https://night.example.org' }
const lead = 3_000
const soon = { timeout: 10_000 }
vi.setConfig({ testTimeout: 20_000 })

let clock: SteppedClock
let service: PushService
let server: TestServer
let push: PushOptions
beforeEach(async () => {
  clock = steppedClock()
  service = await startPushService()
  push = { vapid, subscriptions: openMemorySubscriptions(), services: [service.origin] }
  server = await startServer({ clock, push })
})
afterEach(async () => {
  await server.close()
  await service.close()
})

const startRound = { type: 'rounds/start', number: 1 as RoundNumber } as const

/** People with a phone that wants to be called, present. */
async function guests(night: TestNight, count: number) {
  const { screen: door } = await night.screen('door')
  const people = await Promise.all(Array.from({ length: count }, () => night.join()))
  await Promise.all(
    people.map(async ({ attendee, pass }, i) => {
      await door.send({ type: 'door/check-in', for: attendee })
      await subscribe(night, pass, `${service.origin}/p/${i}`)
    }),
  )
  expect(await kept(night)).toHaveLength(count)
  return { host: await night.host(), people }
}

const subscribe = (night: TestNight, pass: string, endpoint: string) =>
  server.ask(`/api/nights/${night.id}/push`, { body: { pass, endpoint } })

const forget = (night: TestNight, pass: string, endpoint: string) =>
  server.ask(`/api/nights/${night.id}/push/forget`, { body: { pass, endpoint } })

const kept = async (night: TestNight) =>
  (await push.subscriptions.of(night.id)).map(({ endpoint }) => new URL(endpoint).pathname).sort()

/** Long enough for a call that should not come. */
const calm = () => new Promise((resolve) => setTimeout(resolve, 100))

it('two hundred are called at the instant of the reveal, not before, with nothing said', async () => {
  const night = await server.holdNight({ tables: 100 })
  const { host } = await guests(night, 200)
  // Nobody is answered before many have been called: one after the other would wait for ever.
  let letThrough = () => {}
  const many = new Promise<void>((resolve) => (letThrough = resolve))
  const at: number[] = []
  const arrived: number[] = []
  service.onreceipt = async () => {
    at.push(clock.now())
    arrived.push(performance.now())
    if (at.length === 100) letThrough()
    await many
  }
  await host.send(startRound)
  const revealAt = clock.now() + lead
  clock.step(lead - 1)
  await calm()
  expect(service.received).toEqual([])
  clock.step(1)
  await vi.waitFor(() => expect(service.received).toHaveLength(200), soon)
  const spread = Math.max(...arrived) - Math.min(...arrived)
  console.log(`200 pushes arrived within ${Math.round(spread)} ms`)
  expect(new Set(at)).toEqual(new Set([revealAt]))
  expect(new Set(service.received.map(({ path }) => path)).size).toBe(200)
  for (const received of service.received) {
    const { headers, bytes } = received
    const { token, key, isSigned } = proofIn(received)
    expect(bytes).toBe(0)
    expect(headers).toMatchObject({ ttl: '120', urgency: 'high', topic: 'now' })
    expect(headers['content-length']).toBe('0')
    expect(headers).not.toHaveProperty('content-encoding')
    expect(isSigned).toBe(true)
    expect(key).toBe(vapid.publicKey)
    expect(token).toMatchObject({ alg: 'ES256', aud: service.origin, sub: vapid.subject })
    const left = token.exp * 1000 - Date.now()
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(24 * 3_600_000)
  }
  // All of it the same for everybody.
  expect(new Set(service.received.map(({ headers }) => headers.authorization)).size).toBe(1)
}, 60_000)

it('they are called once more when the round is over, by the clock or by the host', async () => {
  const night = await server.holdNight()
  const { host } = await guests(night, 2)
  await host.send(startRound)
  clock.step(lead)
  await vi.waitFor(() => expect(service.received).toHaveLength(2), soon)
  clock.step(20 * 60_000)
  await vi.waitFor(() => expect(service.received).toHaveLength(4), soon)
  await host.send({ type: 'rounds/start', number: 2 as RoundNumber })
  clock.step(lead)
  await vi.waitFor(() => expect(service.received).toHaveLength(6), soon)
  await host.send({ type: 'rounds/end', number: 2 as RoundNumber })
  await vi.waitFor(() => expect(service.received).toHaveLength(8), soon)
})

it('nobody is called for a round that was taken back before it was shown', async () => {
  const night = await server.holdNight()
  const { host } = await guests(night, 2)
  const of = 'start-of-round-1' as CommandId
  await host.send(startRound, of)
  expect(await host.send({ type: 'undo/take', of })).toMatchObject({ ok: true })
  clock.step(lead)
  await host.send(startRound)
  clock.step(lead)
  await vi.waitFor(() => expect(service.received).toHaveLength(2), soon)
  await calm()
  expect(service.received).toHaveLength(2)
})

it('an endpoint that is gone is forgotten; one that is merely unwell is not', async () => {
  const night = await server.holdNight()
  const { host } = await guests(night, 4)
  service.answer('/p/0', 410)
  service.answer('/p/1', 404)
  service.answer('/p/2', 503)
  await host.send(startRound)
  clock.step(lead)
  await vi.waitFor(async () => expect(await kept(night)).toEqual(['/p/2', '/p/3']), soon)
})

it('no redirect is followed', async () => {
  const night = await server.holdNight()
  const { host } = await guests(night, 2)
  service.answer('/p/0', 307, { location: `${service.origin}/inside` })
  await host.send(startRound)
  clock.step(lead)
  await vi.waitFor(() => expect(service.received).toHaveLength(2), soon)
  await host.send({ type: 'rounds/end', number: 1 as RoundNumber })
  await vi.waitFor(() => expect(service.received).toHaveLength(4), soon)
  expect(service.received.map(({ path }) => path)).not.toContain('/inside')
})

it('whoever takes theirs back, leaves, or is removed is not called any more', async () => {
  const night = await server.holdNight()
  const { host, people } = await guests(night, 4)
  const [ada, grace, alan] = people
  if (!ada || !grace || !alan) throw new Error('expected four people')
  // Somebody else's is not theirs to take.
  await forget(night, ada.pass, `${service.origin}/p/3`)
  await forget(night, ada.pass, `${service.origin}/p/0`)
  expect(await kept(night)).toEqual(['/p/1', '/p/2', '/p/3'])
  await host.send({ type: 'door/check-out', for: grace.attendee })
  await vi.waitFor(async () => expect(await kept(night)).toEqual(['/p/2', '/p/3']), soon)
  expect(await subscribe(night, grace.pass, `${service.origin}/p/1`)).toMatchObject({ status: 403 })
})

it('a night that is erased takes its subscriptions along', async () => {
  const [night, other] = [await server.holdNight(), await server.holdNight()]
  await guests(night, 2)
  const { pass } = await other.join()
  await subscribe(other, pass, `${service.origin}/o`)
  await roomOf(server, night.id).eraseNow()
  await vi.waitFor(async () => expect(await kept(night)).toEqual([]), soon)
  expect(await kept(other)).toEqual(['/o'])
})

it('somebody has three phones at most, the newest', async () => {
  const night = await server.holdNight()
  const { pass } = await night.join()
  for (const path of ['a', 'b', 'a', 'c', 'd']) {
    clock.step(1_000)
    await subscribe(night, pass, `${service.origin}/${path}`)
  }
  expect(await kept(night)).toEqual(['/a', '/c', '/d'])
})

it('only known services are called, and only with a pass of the night', async () => {
  const night = await server.holdNight()
  const { pass } = await night.join()
  const foreign = await subscribe(night, pass, 'https://intranet.example.org/p')
  expect(foreign).toMatchObject({ status: 409, body: { code: 'push/unknown-service' } })
  const stranger = await subscribe(await server.holdNight(), pass, `${service.origin}/p`)
  expect(stranger).toMatchObject({ status: 403, body: { code: 'wire/no-pass' } })
  expect(await kept(night)).toEqual([])
})

it('a server that calls nobody says so, and keeps nothing', async () => {
  const plain = await startServer({ clock })
  const night = await plain.holdNight()
  const { pass } = await night.join()
  const body = { pass, endpoint: `${service.origin}/p` }
  expect((await plain.ask('/api/push')).body).toEqual({ key: null })
  expect(await plain.ask(`/api/nights/${night.id}/push`, { body })).toMatchObject({ status: 404 })
  expect((await server.ask('/api/push')).body).toEqual({ key: vapid.publicKey })
  await plain.close()
})
