// The test of the forgotten slice: over random evenings, what frames lead to on a real socket is what
// a snapshot would say, for every audience.
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as v from 'valibot'
import { commandId } from '#night/ids.ts'
import { command } from '#night/night.ts'
import type { Audience } from '#night/views/audience.ts'
import { viewOf } from '#night/views/index.ts'
import type { NightRuntime } from '../../server/runtime/night-runtime.ts'
import { startServer, type TestNight, type TestServer } from '../support/server.ts'
import type { Screen } from '../support/screen.ts'
import { evening, orderOf, type Move } from './evening.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
let server: TestServer
beforeAll(async () => {
  // Gathered by the millisecond, so that gathering happens in the middle of bursts too.
  server = await startServer({ gatherMs: 1 })
})
afterAll(() => server.close())

interface Watching {
  readonly audience: Audience
  readonly screen: Screen
}

async function watch(night: TestNight): Promise<Watching[]> {
  const people = await Promise.all([night.join({ name: 'Ada' }), night.join({ name: 'Grace' })])
  const watching = [
    night.host().then((screen) => ({ audience: { kind: 'host' as const }, screen })),
    ...(['door', 'display'] as const).map(async (kind) => {
      return { audience: { kind }, screen: (await night.screen(kind)).screen }
    }),
    ...people.map(async (joined) => {
      const audience = { kind: 'attendee' as const, attendee: joined.attendee }
      return { audience, screen: await night.attendee(joined) }
    }),
    server
      .connect({ night: night.id, as: 'guest' })
      .then((screen) => ({ audience: { kind: 'guest' as const }, screen })),
  ]
  return Promise.all(watching)
}

/** Gives the orders, some without waiting; undoes and refusals are part of an evening. */
async function live(runtime: NightRuntime, moves: readonly Move[]): Promise<void> {
  for (const move of moves) {
    const order = orderOf(runtime.night, move)
    const parsed = order && v.safeParse(command, order.command)
    if (!order || !parsed?.success) continue
    const id = v.parse(commandId, randomUUID())
    const answered = runtime.submit({ id, by: order.by, command: parsed.output })
    if (!move.hurried) await answered
  }
}

async function assertSame(runtime: NightRuntime, watching: readonly Watching[]): Promise<void> {
  await runtime.settled()
  server.composed.gateway.flush(runtime.id)
  for (const { audience, screen } of watching) {
    if (screen.farewell) continue
    await screen.heard()
    const truth: unknown = JSON.parse(JSON.stringify(viewOf(runtime.night, audience)))
    expect(screen.view, audience.kind).toEqual(truth)
  }
}

it(`frames lead to what a snapshot says (SEED=${seed})`, async () => {
  let orders = 0
  await fc.assert(
    fc.asyncProperty(evening(40), async (moves) => {
      const night = await server.holdNight()
      const runtime = await server.composed.registry.find(night.id)
      if (!runtime) expect.fail('expected the night to be there')
      const watching = await watch(night)
      const half = moves.length >> 1
      const first = live(runtime, moves.slice(0, half))
      // Somebody comes in the middle of it, gathered counts still on their way.
      const late = await night.host()
      await first
      await live(runtime, moves.slice(half))
      const all = [...watching, { audience: { kind: 'host' as const }, screen: late }]
      await assertSame(runtime, all)
      orders += runtime.head?.number ?? 0
      all.forEach(({ screen }) => screen.close())
    }),
    { seed, numRuns: 60, endOnFailure: true },
  )
  // An evening in which nothing happens proves nothing.
  expect(orders).toBeGreaterThan(600)
}, 60_000)
