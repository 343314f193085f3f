// A whole venue behind one address: what is limited by address must not shut the hall out, also while
// somebody in it tries codes and secrets.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Joined } from '#protocol/http.ts'
import { nobodyInParticular, startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const patienceMs = 30_000
/** How many come at the same instant. */
const wave = 20
const people = Array.from({ length: 200 }, (_, i) => i)

it(
  'two hundred phones find the night, join and connect from one address, a tenth mistyping',
  async () => {
    const night = await server.holdNight()
    const code = await codeOf(night.id)
    const arrive = async (i: number) => {
      if (i % 10 === 0) await server.ask(`/api/codes/WR0${i}`)
      const found = await server.ask(`/api/codes/${code}`)
      const about = await server.ask(`/api/nights/${night.id}`)
      const body = { ...nobodyInParticular, id: randomUUID() }
      const joined = await server.ask(`/api/nights/${night.id}/join`, { body })
      const screen = await night.attendee(joined.body as Joined)
      return [found.status, about.status, joined.status, screen.farewell, screen.view.me?.state]
    }
    const all: unknown[][] = []
    for (let i = 0; i < people.length; i += wave)
      all.push(...(await Promise.all(people.slice(i, i + wave).map(arrive))))
    expect(new Set(all.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify([200, 200, 200, null, 'joined'])]),
    )
  },
  patienceMs,
)

it(
  'while somebody tries all codes, they are stopped, and the hall still finds its night',
  async () => {
    const night = await server.holdNight()
    const code = await codeOf(night.id)
    expect((await server.ask(`/api/codes/${code}`)).status).toBe(200)
    const tried = new Set<number>()
    for (let i = 0; i < 60; i++) tried.add((await server.ask(`/api/codes/X${i}`)).status)
    expect(tried).toContain(429)
    const all = await Promise.all(people.map(() => server.ask(`/api/codes/${code}`)))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
  },
  patienceMs,
)

async function codeOf(night: Parameters<TestServer['connect']>[0]['night']): Promise<string> {
  return (await server.connect({ night, as: 'guest' })).view.about?.code ?? ''
}
