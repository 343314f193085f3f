// A host lets a round be planned again from the log.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '#night/night.ts'
import { plannerOnTheSpot } from '../../server/runtime/planner.ts'
import { startServer, type TestNight, type TestServer } from '../support/server.ts'
import type { Screen } from '../support/screen.ts'

let server: TestServer
let night: TestNight
let host: Screen

const give = async (command: unknown) => {
  expect(await host.send(command as Command)).toMatchObject({ ok: true })
}

async function openWith(options: Parameters<typeof startServer>[0] = {}): Promise<void> {
  server = await startServer(options)
  night = await server.holdNight()
  host = await night.host()
  for (let i = 0; i < 7; i++)
    await give({
      type: 'door/walk-in',
      ...{ name: `Person ${i}`, languages: ['fr'], offers: [], seeks: [], first: false, phoneless: true }, // prettier-ignore
    })
}

const previewed = async () => {
  const runtime = await server.composed.registry.find(night.id)
  return runtime?.night.rounds.plan?.seating.pairings ?? []
}

const replay = (number: number | string, cookie = night.hostCookie) =>
  server.ask(`/api/nights/${night.id}/rounds/${number}/replay`, { cookie })

afterEach(() => server.close())

describe('a round planned again', () => {
  beforeEach(() => openWith())

  it('is the same, also after later rounds and other people', async () => {
    for (const number of [1, 2]) {
      await give({ type: 'rounds/start', number })
      await give({ type: 'rounds/end', number })
    }
    for (const number of [1, 2]) {
      const { body } = await replay(number)
      expect(body).toMatchObject({ number, outcome: 'same', isSameEngine: true, edits: 0 })
      expect(body).toMatchObject({ effort: 'full', certified: true })
    }
  })

  it('is the same as the engine gave it, and says how often the host changed it', async () => {
    await give({ type: 'rounds/plan', number: 1 })
    const [one, other] = await previewed()
    const [a, b] = [one?.people[0], other?.people[0]]
    await give({ type: 'rounds/swap', number: 1, a, b })
    await give({ type: 'rounds/start', number: 1 })
    expect((await replay(1)).body).toMatchObject({ outcome: 'same', edits: 1 })
  })

  it('is the same where two were put together, and where two were kept apart', async () => {
    await give({ type: 'rounds/plan', number: 1 })
    const [one, other] = await previewed()
    const [a, b] = [one?.people[0], other?.people[0]]
    await give({ type: 'rounds/put-together', number: 1, a, b })
    await give({ type: 'rounds/start', number: 1 })
    expect((await replay(1)).body).toMatchObject({ outcome: 'same', edits: 1 })
    await give({ type: 'rounds/end', number: 1 })
    await give({ type: 'rounds/plan', number: 2 })
    const [next] = await previewed()
    await give({ type: 'rounds/keep-apart', a: next?.people[0], b: next?.people[1] })
    await give({ type: 'rounds/start', number: 2 })
    expect((await replay(2)).body).toMatchObject({ outcome: 'same', edits: 0 })
  })

  it('is for hosts, and for rounds there were', async () => {
    await give({ type: 'rounds/start', number: 1 })
    expect((await replay(1, '')).body).toMatchObject({ ok: false, code: 'wire/no-pass' })
    for (const number of [0, 2, 'x'])
      expect((await replay(number)).body).toMatchObject({ code: 'rounds/no-such-round' })
  })
})

it('a round that comes out otherwise is told as such', async () => {
  const spot = plannerOnTheSpot()
  let apart: readonly (readonly [string, string])[] = []
  const plan: typeof spot.plan = (input) => spot.plan({ ...input, apart })
  await openWith({ planner: { ...spot, plan } })
  await give({ type: 'rounds/plan', number: 1 })
  const [first] = await previewed()
  const [a = '', b = ''] = first?.people ?? []
  await give({ type: 'rounds/start', number: 1 })
  expect((await replay(1)).body).toMatchObject({ outcome: 'same' })
  // Another engine would not have put these two together.
  apart = [[a, b]]
  expect((await replay(1)).body).toMatchObject({ outcome: 'different' })
})
