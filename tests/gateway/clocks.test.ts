// How well screens know the time: they say so, the host is told, and nothing else changes.
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Duration, Instant } from '#night/time.ts'
import { startServer, type TestServer } from '../support/server.ts'
import type { Screen } from '../support/screen.ts'

let server: TestServer
beforeAll(async () => void (server = await startServer()))
afterAll(() => server.close())

const slowly = { timeout: 10_000, interval: 50 }
const soon = Date.now() as Instant
const says = (screen: Screen, bound: number) =>
  screen.socket.emitWithAck('ping', { sentAt: soon, bound: bound as Duration })

it('hosts are told within how much all clocks are right, in coarse steps', async () => {
  const night = await server.holdNight()
  const host = await night.host()
  const [ada, bob] = await Promise.all(
    ['Ada', 'Bob'].map(async (name) => night.attendee(await night.join({ name }))),
  )
  if (!ada || !bob) throw new Error('expected two phones')
  const within = () => host.condition.screens?.clocksWithin
  await vi.waitFor(() => expect(host.condition.screens?.attendee).toBe(2), slowly)
  expect(within()).toBeUndefined()
  await says(ada, 3)
  await vi.waitFor(() => expect(within()).toBe(5), slowly)
  await says(bob, 180)
  await vi.waitFor(() => expect(within()).toBe(200), slowly)
  expect(ada.condition, 'phones are not told of each other').toEqual({})
  bob.close()
  await vi.waitFor(() => expect(within()).toBe(5), slowly)
}, 30_000)

it('a phone of the release before says nothing of its clock, and is answered all the same', async () => {
  const night = await server.holdNight()
  const ada = await night.attendee(await night.join({ name: 'Ada' }))
  const before = Date.now()
  expect(await ada.socket.emitWithAck('ping', { sentAt: soon })).toBeGreaterThanOrEqual(before)
})

it('a guest is not of the night: its clock does not count', async () => {
  const night = await server.holdNight()
  const host = await night.host()
  const guest = await server.connect({ night: night.id, as: 'guest' })
  await says(guest, 30_000)
  await says(host, 8)
  await vi.waitFor(() => expect(host.condition.screens?.clocksWithin).toBe(10), slowly)
})
