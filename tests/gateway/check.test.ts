// What the check page is told: to a stranger what every handshake says, to a host what a host needs.
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Checked } from '#protocol/http.ts'
import { startServer, type TestNight, type TestServer } from '../support/server.ts'

let server: TestServer
let night: TestNight
let other: TestNight
beforeAll(async () => {
  const validTo = Date.now() + 30.5 * 86_400_000
  const machine = { store: 'disk', data: tmpdir(), certificate: () => ({ validTo }) } as const
  server = await startServer({ machine })
  night = await server.holdNight({ title: 'Ours' })
  other = await server.holdNight({ title: 'Theirs' })
})
afterAll(() => server.close())

const check = async (cookie?: string) =>
  (await server.ask('/api/check', { cookie })).body as Checked

it('a stranger is told the time, the version and the certificate, and nothing else', async () => {
  const told = await check()
  expect(told).toEqual({
    at: expect.any(Number),
    ...{ version: 1, certificate: { daysLeft: 30 }, inside: null },
  })
  expect(Math.abs(told.at - Date.now())).toBeLessThan(60_000)
})

it('a pass of another kind, or one that is wrong, is a stranger’s', async () => {
  const { cookie: door } = await night.screen('door')
  const [name] = night.hostCookie.split('=')
  for (const cookie of [door, `${name}=p.AAAAAAAAAAAAAAAAAAAAAA`, 'rdv-host-=', 'rdv-host-../x=1'])
    expect((await check(cookie)).inside).toBeNull()
})

it('a host is told how the server is, and of no night but their own', async () => {
  const { inside } = await check(`a=b; ${night.hostCookie}`)
  expect(inside).toMatchObject({ store: 'disk', isAway: false, risks: [] })
  expect(inside?.freeBytes).toBeGreaterThan(0)
  expect(inside?.lagMs).toBeGreaterThanOrEqual(0)
  expect(inside?.nights).toEqual([{ title: 'Ours', date: '2026-12-02', phase: 'ahead' }])
  const both = await check(`${night.hostCookie}; ${other.hostCookie}`)
  expect(both.inside?.nights.map(({ title }) => title)).toEqual(['Ours', 'Theirs'])
})

it('the owner is told of all nights', async () => {
  const { cookie } = await server.ask('/api/owner', { body: { secret: server.ownerSecret } })
  const titles = (await check(cookie)).inside?.nights.map(({ title }) => title).sort()
  expect(titles).toEqual(['Ours', 'Theirs'])
})
