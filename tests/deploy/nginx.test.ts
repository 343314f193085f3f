import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Held } from '#protocol/http.ts'
import { protocolVersion } from '#protocol/version.ts'
import { nobodyInParticular } from '../support/server.ts'
import { startNginx, takePorts, type AskOptions, type Nginx, type Ports } from './nginx.ts'
import { startTwoServers, type TwoServers } from './servers.ts'

let ports: Ports
let nginx: Nginx
let servers: TwoServers
let origin: string

beforeAll(async () => {
  ports = await takePorts()
  origin = `https://127.0.0.1:${ports.https}`
  servers = await startTwoServers(origin)
  nginx = await startNginx(ports, [servers.one.port, servers.other.port])
}, 60_000)
afterAll(async () => {
  await nginx?.stop()
  await servers?.close()
})

const ask = (path: string, options: AskOptions = {}) => nginx.ask(`${origin}${path}`, options)
const post = (path: string, body: unknown, headers: AskOptions['headers'] = {}) =>
  ask(path, { body: JSON.stringify(body), headers: { origin, ...headers } })

async function holdNight(): Promise<string> {
  // The owner's cookie, as a browser would keep it.
  const cookie = `rdv-owner=${servers.one.owner}`
  const held = await post(
    '/api/nights',
    {
      ...{ id: randomUUID(), template: 'scratch', title: 'A night', community: 'P2P', venue: '' },
      ...{ date: '2030-01-02', tables: 10, forecast: null },
    },
    { cookie },
  )
  expect(held.status, held.text).toBe(200)
  return (JSON.parse(held.text) as Held).night
}

/** Resolves with its welcome; rejects with what was said instead. */
function welcome(night: string, from: string): Promise<Socket> {
  const socket = io(origin, {
    auth: { version: protocolVersion, head: null, night, as: 'guest' },
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
    ca: nginx.certificate,
    extraHeaders: { origin: from },
  })
  return new Promise((resolve, reject) => {
    socket.once('welcome', () => resolve(socket))
    socket.once('farewell', (code) => reject(new Error(`farewell: ${code}`)))
    socket.once('connect_error', reject)
  })
}

describe('deploy/nginx.conf', () => {
  it('is what nginx accepts, without a warning', () => {
    const { status, said } = nginx.check()
    // From 1.25 on it would like `http2 on;`, which older ones do not know.
    const remarks = said
      .split('\n')
      .filter(
        (line) => /nginx\.conf:\d+/.test(line) && !/"listen ... http2".*deprecated/.test(line),
      )
    expect(remarks).toEqual([])
    expect(status).toBe(0)
  })

  it('sends HTTP on to HTTPS, to the same page', async () => {
    const { status, location } = await nginx.ask(`http://127.0.0.1:${ports.http}/j/NB58?a=1`)
    expect({ status, location }).toEqual({ status: 308, location: 'https://127.0.0.1/j/NB58?a=1' })
  })

  it('brings sockets to both servers, and each is welcomed', async () => {
    const night = await holdNight()
    const sockets = await Promise.all(Array.from({ length: 4 }, () => welcome(night, origin)))
    for (const { asked } of [servers.one, servers.other])
      expect(asked.filter((url) => url.startsWith('/socket.io/')).length).toBeGreaterThan(0)
    sockets.forEach((socket) => socket.disconnect())
  })

  it('does not open the door to sockets of foreign pages', async () => {
    const night = await holdNight()
    await expect(welcome(night, 'https://evil.example')).rejects.toThrow()
  })

  it('lets people join from our own page, and from no other', async () => {
    const night = await holdNight()
    const join = (from: string) =>
      post(
        `/api/nights/${night}/join`,
        { ...nobodyInParticular, id: randomUUID() },
        { origin: from },
      )
    expect(await join(origin)).toMatchObject({ status: 200 })
    const foreign = await join('https://evil.example')
    expect(foreign.status).toBe(403)
    expect(foreign.text).toContain('http/foreign-origin')
  })

  it.each(['/metrics', '/metrics/', '//metrics', '/%6detrics', '/x/../metrics?a'])(
    'keeps %s from everybody outside',
    async (path) => {
      const before = [servers.one, servers.other].flatMap(({ asked }) => asked).length
      expect((await ask(path)).status).toBe(404)
      expect([servers.one, servers.other].flatMap(({ asked }) => asked)).toHaveLength(before)
    },
  )

  it('passes on the longest body that the server reads, and not much more', async () => {
    const page = (length: number) => ask('/api/announcements', { body: 'x'.repeat(length) })
    expect((await page(300_000)).text).toContain('"ok":false')
    expect((await page(310_000)).status).toBe(413)
  })

  it('says who asks by itself: a forged header gives nobody a limit of their own', async () => {
    const answers = new Set<number>()
    for (let n = 0; n < 150; n++) {
      const headers = { 'x-forwarded-for': `192.0.2.${n}` }
      answers.add((await ask(`/api/codes/X${n}`, { headers })).status)
    }
    expect(answers).toEqual(new Set([404, 429]))
  })

  it('passes over a server that was stopped', async () => {
    const night = await holdNight()
    await servers.one.close()
    for (let n = 0; n < 6; n++) expect((await ask('/health')).status).toBe(200)
    const socket = await welcome(night, origin)
    socket.disconnect()
  })
})
