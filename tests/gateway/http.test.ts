import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnnouncementDraft, Held, NightFound } from '#protocol/http.ts'
import { httpListener } from '../../server/http.ts'
import { nobodyInParticular, startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let owner: string | undefined
beforeAll(async () => {
  server = await startServer()
  owner = (await server.ask('/api/owner', { body: { secret: server.ownerSecret } })).cookie
})
afterAll(() => server.close())

const hold = {
  ...{ title: 'Paris P2P #12', community: 'Paris P2P', venue: '', date: '2026-12-02' },
  ...{ tables: 30, forecast: null },
}

const page = `---
title: "A night"
start_date: 2019-09-04
location: Ground Control, Paris
---

### Talks

1. **[Brainstorm](https://example.org/33)** _(Workshop)_ -- [@ada](https://example.org/ada)

    How to begin.

2. **Two peers** _(Talk)_ -- Grace
`

describe('holding a night', () => {
  it('is for the owner alone', async () => {
    const body = { ...hold, id: randomUUID(), template: 'paris-p2p' }
    for (const cookie of [undefined, 'rdv-owner=', 'rdv-owner=AAAAAAAAAAAAAAAAAAAAAA']) {
      const { status } = await server.ask('/api/nights', { body, cookie })
      expect(status).toBe(403)
    }
    const asked = { body: { secret: 'A'.repeat(22) } }
    expect(await server.ask('/api/owner', asked)).toMatchObject({
      ...{ status: 403, body: { ok: false, code: 'wire/no-pass' }, cookie: undefined },
    })
    expect((await server.ask('/api/nights')).status).toBe(403)
  })

  it('is for a day of the calendar', async () => {
    for (const date of ['2026-02-31', '1960-01-01', 'tomorrow']) {
      const body = { ...hold, id: randomUUID(), template: 'paris-p2p', date }
      expect(await server.ask('/api/nights', { body, cookie: owner })).toMatchObject({
        ...{ status: 400, body: { code: 'wire/malformed' } },
      })
    }
  })

  it('asked twice under one id gives one night and the same link', async () => {
    const body = { ...hold, id: randomUUID(), template: 'paris-p2p' }
    const [one, two] = await Promise.all([
      server.ask('/api/nights', { body, cookie: owner }),
      server.ask('/api/nights', { body, cookie: owner }),
    ])
    expect(one.body).toEqual(two.body)
    const { night, hostLink } = one.body as Held
    expect(hostLink).toMatch(new RegExp(`^${server.url}/host/${night}#[0-9A-Za-z_-]{22}$`))
    const all = (await server.ask('/api/nights', { cookie: owner })).body as { night: string }[]
    expect(all.filter((each) => each.night === night)).toHaveLength(1)
  })

  it('of the monthly template has its published times, in Paris', async () => {
    const { id } = await server.holdNight({ template: 'paris-p2p', date: '2026-12-02' })
    const { program, about } = (await server.connect({ night: id, as: 'guest' })).view
    const times = program?.segments.map((s) => [
      s.kind,
      new Date(s.start).toISOString().slice(11, 16),
    ])
    expect(times).toEqual([
      ['doors', '17:30'],
      ['talks', '18:00'],
      ['rounds', '18:30'],
      ['free', '19:00'],
    ])
    expect(about?.topics.length).toBeGreaterThanOrEqual(12)
    const end = program?.segments.at(-1)?.end ?? 0
    expect((about?.eraseAt ?? 0) - end).toBe(7 * 86_400_000)
  })

  it('from scratch has doors, rounds and open tables one after the other', async () => {
    const { id } = await server.holdNight({ template: 'scratch', date: '2030-01-02' })
    const segments = (await server.connect({ night: id, as: 'guest' })).view.program?.segments ?? []
    expect(segments.map((s) => s.kind)).toEqual(['doors', 'rounds', 'free'])
    expect(segments.slice(1).map((s) => s.start)).toEqual(segments.slice(0, -1).map((s) => s.end))
  })

  it('from an announcement has its talks in the queue, and a past date is no hurry to delete', async () => {
    const read = await server.ask('/api/announcements', { body: { page }, cookie: owner })
    const draft = read.body as AnnouncementDraft
    expect(draft).toMatchObject({ title: 'A night', date: '2019-09-04' })
    const { id } = await server.holdNight({ template: 'announcement', page, date: draft.date })
    const host = await server.composed.registry.find(id)
    expect(host?.night.talks.list.map((t) => t.title)).toEqual(draft.queue.map((t) => t.title))
    expect(host?.night.about?.eraseAt).toBeGreaterThan(Date.now() + 6 * 86_400_000)
  })

  it('from a page with nothing in it is refused', async () => {
    const body = { ...hold, id: randomUUID(), template: 'announcement', page: '# Bonsoir' }
    const { status, body: said } = await server.ask('/api/nights', { body, cookie: owner })
    expect({ status, said }).toEqual({
      status: 422,
      said: { ok: false, code: 'announcement/no-front-matter' },
    })
  })
})

describe('finding and joining', () => {
  it('a night is found by its code, however it is typed, and by its id', async () => {
    const { id } = await server.holdNight()
    const { body } = await server.ask(`/api/nights/${id}`)
    const { code } = (await server.connect({ night: id, as: 'guest' })).view.about ?? { code: '' }
    const typed = encodeURIComponent(` ${code.slice(0, 2).toLowerCase()}-${code.slice(2)}`)
    expect((await server.ask(`/api/codes/${typed}`)).body).toEqual(body)
    expect((body as NightFound).title).toBe('Paris P2P #12')
    expect((await server.ask('/api/nights/nosuchnight')).status).toBe(404)
  })

  it('whoever tries all codes is stopped', async () => {
    const own = await startServer()
    const answers = new Set<number>()
    for (let i = 0; i < 60; i++) answers.add((await own.ask(`/api/codes/X${i}`)).status)
    expect(answers).toEqual(new Set([404, 429]))
    await own.close()
  })

  it('a venue of three hundred joins from one address', async () => {
    const { id } = await server.holdNight()
    const join = () => ({ body: { ...nobodyInParticular, id: randomUUID() } })
    const all = Array.from({ length: 300 }, () => server.ask(`/api/nights/${id}/join`, join()))
    expect(new Set((await Promise.all(all)).map((a) => a.status))).toEqual(new Set([200]))
  })

  it('a retried join gives the same badge', async () => {
    const night = await server.holdNight()
    const id = randomUUID() as never
    expect(await night.join({ id })).toEqual(await night.join({ id }))
  })

  it('what is not JSON, not said to be, or too large is refused', async () => {
    const { id } = await server.holdNight()
    const url = `${server.url}/api/nights/${id}/join`
    const json = JSON.stringify({ ...nobodyInParticular, id: randomUUID() })
    const post = (body: string, type: string) =>
      fetch(url, { method: 'POST', body, headers: { 'content-type': type } })
    expect((await post(json, 'text/plain')).status).toBe(400)
    expect((await post('{', 'application/json')).status).toBe(400)
    expect((await post(`${json}${' '.repeat(310_000)}`, 'application/json')).status).toBe(400)
    expect((await post(json, 'application/json; charset=utf-8')).status).toBe(200)
  })
})

it('says how it is without naming anybody', async () => {
  const { id } = await server.holdNight()
  const { body } = await server.ask('/health')
  expect(body).toMatchObject({ ok: true, nights: expect.any(Number) })
  expect(JSON.stringify(body)).not.toContain(id)
})

describe('the screens', () => {
  let url: string
  let close: () => Promise<void>
  beforeAll(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'rendezvous-client-'))
    await mkdir(join(dir, '_app/immutable'), { recursive: true })
    await writeFile(join(dir, 'shell.html'), '<!doctype html><title>Rendezvous</title>')
    await writeFile(join(dir, '_app/immutable/a.js'), 'export {}')
    await writeFile(join(dir, 'service-worker.js'), 'export {}')
    const { api, registry, clock } = server.composed
    const http = createServer(httpListener({ api, registry, clock, clientDir: dir }))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    close = async () => {
      http.close()
      http.closeAllConnections()
      await rm(dir, { recursive: true })
    }
  })
  afterAll(() => close())

  it.each(['/', '/host/abcdefgh', '/n/abcdefgh/badge', '/hold?again=1'])(
    '%s is the shell, asked for anew each time',
    async (path) => {
      const response = await fetch(url + path)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain('<title>Rendezvous')
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(response.headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    },
  )

  it.each(['/_app/immutable/gone.js', '/icon.png', '/_app/nothing', '/.env', '/../package.json'])(
    '%s that is not there is not there',
    async (path) => expect((await fetch(url + path)).status).toBe(404),
  )

  it('what is named by its content is kept for ever, the service worker is not', async () => {
    const kept = async (path: string) => (await fetch(url + path)).headers.get('cache-control')
    expect(await kept('/_app/immutable/a.js')).toBe('public,max-age=31536000,immutable')
    expect(await kept('/service-worker.js')).toBe('no-cache')
  })

  it('an address of the API that is not there is refused as JSON', async () => {
    const response = await fetch(`${url}/api/nothing`)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ ok: false, code: 'http/not-found' })
  })
})

describe('an address that is none', () => {
  it('is not found, and no fault', async () => {
    expect((await fetch(`${server.url}//`)).status).toBe(404)
  })
})

describe('cookies', () => {
  it('are for TLS alone where the page came over TLS, and work in the hall where it did not', async () => {
    const proxied = await startServer({ origin: 'https://night.example.org' })
    const body = { secret: proxied.ownerSecret }
    const setBy = async (origin: string) =>
      (await proxied.ask('/api/owner', { body, origin })).headers.getSetCookie()[0]
    expect(await setBy('https://night.example.org')).toMatch(/; Secure$/)
    expect(await setBy(proxied.url)).not.toContain('Secure')
    await proxied.close()
  })
})
