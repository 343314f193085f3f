import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { randomUUID } from 'node:crypto'
import type { Command } from '#night/night.ts'
import type { AttendeeId, RoundNumber } from '#night/ids.ts'
import type { Answer } from '#protocol/messages.ts'
import type { PrintableBadge } from '#protocol/http.ts'
import { allOf, fail } from '../log/commits.ts'
import { roomOf, startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ log: 'lmdb', gatherMs: 20 })
})
afterAll(() => server.close())

const start = (number: number): Command => ({ type: 'rounds/start', number: number as RoundNumber })

describe('who may knock', () => {
  it('a page of another origin gets no socket', async () => {
    const { id } = await server.holdNight()
    const foreign = await server.connect({ night: id, as: 'guest', origin: 'http://evil.example' })
    expect(foreign.welcome).toBeNull()
    expect(foreign.socket.connected).toBe(false)
    const own = await server.connect({ night: id, as: 'guest', origin: server.url })
    expect(own.welcome?.snapshot?.about?.title).toBe('Paris P2P #12')
  })

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1'])(
    'a POST from %s is refused whatever it holds',
    async (origin) => {
      const asked = { body: { secret: server.ownerSecret }, origin }
      const { status, body, cookie } = await server.ask('/api/owner', asked)
      expect({ status, body, cookie }).toEqual({
        status: 403,
        body: { ok: false, code: 'http/foreign-origin' },
        cookie: undefined,
      })
    },
  )

  it('our own page may post', async () => {
    const asked = { body: { secret: server.ownerSecret }, origin: server.url }
    const { status, headers } = await server.ask('/api/owner', asked)
    expect(status).toBe(200)
    expect(headers.get('set-cookie')).toMatch(/^rdv-owner=.*Path=\/.*HttpOnly; SameSite=Strict$/)
  })

  it.each([
    ['host', 'wire/no-pass'],
    ['door', 'wire/no-pass'],
    ['display', 'wire/no-pass'],
    ['attendee', 'wire/no-pass'],
  ] as const)('a %s without a pass is told so and sent away', async (as, code) => {
    const { id } = await server.holdNight()
    const screen = await server.connect({ night: id, as })
    await screen.gone()
    expect(screen).toMatchObject({ farewell: code, welcome: null, frames: [] })
  })

  it('a night that is not there, a screen too old and a hello that is none are told so', async () => {
    const { id } = await server.holdNight()
    const nowhere = await server.connect({ night: 'nosuchnight' as typeof id, as: 'guest' })
    const old = await server.connect({ night: id, as: 'guest', version: 0 })
    const odd = await server.connect({ night: id, as: 'king' as 'host' })
    expect([nowhere.farewell, old.farewell, odd.farewell]).toEqual([
      'wire/unknown-night',
      'wire/too-old',
      'wire/malformed',
    ])
  })

  it("another night's pass, or one that was changed, lets nobody in", async () => {
    const [one, two] = [await server.holdNight(), await server.holdNight()]
    const joined = await one.join()
    const stranger = await two.attendee(joined)
    const forger = await one.attendee({ ...joined, pass: `${joined.attendee}.${'A'.repeat(43)}` })
    expect([stranger.farewell, forger.farewell]).toEqual(['wire/no-pass', 'wire/no-pass'])
  })
})

describe('commands', () => {
  it('two presses of start round 3 give one round and one refusal', async () => {
    const night = await server.holdNight()
    const host = await night.host()
    for (let i = 0; i < 8; i++) await host.send(walkIn(`P${i}`))
    for (const number of [1, 2] as RoundNumber[]) {
      await host.send(start(number))
      await host.send({ type: 'rounds/end', number })
    }
    const other = await night.screen('host')
    const answers = await Promise.all([host.send(start(3)), other.screen.send(start(3))])
    expect(answers.filter((a) => a.ok)).toHaveLength(1)
    expect(answers.filter((a) => !a.ok)).toEqual([
      { ok: false, code: 'rounds/already-started', facts: { number: 3 } },
    ])
    await host.heard()
    expect(host.view.round).toMatchObject({ number: 3, phase: 'announced', pairings: 4 })
  })

  it('a retry under the same id gets its first answer and one commit', async () => {
    const night = await server.holdNight()
    const [host, id] = [await night.host(), randomUUID()]
    const first = await host.send(walkIn('Ada'), id)
    await host.send(walkIn('Grace'))
    expect(await host.send(walkIn('Ada'), id)).toEqual(first)
    const commits = await allOf(server.log.read(night.id, null))
    expect(commits.filter(({ command }) => command === id)).toHaveLength(1)
  })

  it('a badge is verified at the border, and admits', async () => {
    const night = await server.holdNight()
    const { screen: door } = await night.screen('door')
    const ada = await night.join({ name: 'Ada' })
    const phone = await night.attendee(ada)
    const scan = (badge: string) => door.send({ type: 'door/check-in', badge })
    expect(await scan(ada.badge)).toMatchObject({ ok: true, facts: { name: 'Ada' } })
    expect(await scan(ada.badge)).toMatchObject({ ok: true, facts: { since: expect.any(Number) } })
    const forged =
      ada.badge.slice(0, 60) + (ada.badge[60] === '7' ? '8' : '7') + ada.badge.slice(61)
    expect(await scan(forged)).toEqual({ ok: false, code: 'door/bad-badge' })
    expect(await scan('HTTPS://EXAMPLE.ORG')).toEqual({ ok: false, code: 'door/bad-badge' })
    const elsewhere = await (await server.holdNight()).join()
    expect(await scan(elsewhere.badge)).toEqual({ ok: false, code: 'door/other-night' })
    await phone.heard()
    expect(phone.view.me?.state).toBe('present')
  })

  it('hosts alone are told what no plan can avoid, a moment later', async () => {
    const night = await server.holdNight()
    const host = await night.host()
    const people = await Promise.all(['Ada', 'Grace', 'Alan'].map((name) => night.join({ name })))
    const phone = await night.attendee(people[0] ?? fail())
    for (const { attendee } of people) await host.send({ type: 'door/check-in', for: attendee })
    const odd = { outlook: [{ code: 'odd-one', by: 'trio' }, { code: 'everybody-met' }] }
    await vi.waitFor(() => expect(host.condition).toMatchObject(odd), { timeout: 5_000 })
    const later = await night.host()
    await vi.waitFor(() => expect(later.condition).toMatchObject(odd))
    expect(phone.condition).toEqual({})
  })

  it('what follows a scan waits until the badge is read', async () => {
    const night = await server.holdNight()
    const { screen: door } = await night.screen('door')
    const ada = await night.join({ name: 'Ada' })
    const phone = await night.attendee(ada)
    const answers = await Promise.all([
      door.send({ type: 'door/check-in', badge: ada.badge }),
      door.send({ type: 'door/check-out', for: ada.attendee }),
    ])
    expect(answers).toMatchObject([{ ok: true, facts: { name: 'Ada' } }, { ok: true }])
    await phone.heard()
    expect(phone.view.me?.state).toBe('left')
  })

  it('whatever is no command is answered as malformed', async () => {
    const night = await server.holdNight()
    const host = await night.host()
    const odd = [null, 7, 'start', [], {}, { id: 'x', command: {} }, { id: randomUUID() }]
    const deep = { id: randomUUID(), command: { type: 'door/rename', name: { __proto__: [] } } }
    for (const message of [...odd, deep]) {
      const answer: Answer = await host.socket.emitWithAck('command', message as never)
      expect(answer).toEqual({ ok: false, code: 'wire/malformed' })
    }
  })

  it('more than anybody could tap is refused, and answered', async () => {
    const night = await server.holdNight()
    const phone = await night.attendee(await night.join())
    const taps = Array.from({ length: 100 }, () => phone.send({ type: 'door/avoid-nobody' }))
    const answers = await Promise.all(taps)
    const refused = answers.filter((a) => !a.ok)
    expect(new Set(refused.map((a) => a.code))).toEqual(new Set(['wire/too-fast']))
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(60)
  })
})

describe('links', () => {
  it('a revoked one closes its screens at once, and lets nobody in again', async () => {
    const night = await server.holdNight()
    const host = await night.host()
    const { screen: door, cookie, linked } = await night.screen('door')
    await host.send({ type: 'passes/revoke', pass: linked.pass })
    await door.gone()
    expect(door.farewell).toBe('wire/no-pass')
    const again = await server.connect({ night: night.id, as: 'door', cookie })
    expect(again.farewell).toBe('wire/no-pass')
    const secret = new URL(linked.link).hash.slice(1)
    const asked = { body: { role: 'door', secret } }
    const { status } = await server.ask(`/api/nights/${night.id}/pass`, asked)
    expect(status).toBe(403)
    await host.heard()
    expect(host.view.passes?.map((p) => p.role)).toEqual(['host'])
  })

  it("a door's link opens neither the host's screen nor the display's", async () => {
    const night = await server.holdNight()
    const { cookie, linked } = await night.screen('door')
    const renamed = cookie.replace('rdv-door', 'rdv-host')
    for (const as of ['host', 'display'] as const) {
      const screen = await server.connect({ night: night.id, as, cookie: renamed })
      expect(screen.farewell).toBe('wire/no-pass')
    }
    const secret = new URL(linked.link).hash.slice(1)
    const asked = { body: { role: 'host', secret } }
    expect((await server.ask(`/api/nights/${night.id}/pass`, asked)).status).toBe(403)
  })

  it('someone taken back at the door is sent away', async () => {
    const night = await server.holdNight()
    const host = await night.host()
    const id = randomUUID()
    const made = await host.send(walkIn('Ada'), id)
    const badge = await server.ask(`/api/nights/${night.id}/badges/${made.facts?.['id']}`, {
      cookie: night.hostCookie,
    })
    expect(badge.body).toMatchObject({ name: 'Ada' } satisfies Partial<PrintableBadge>)
    const attendee = made.facts?.['id']
    const pass = server.composed.passes.attendeePass({ night: night.id, attendee } as never)
    const phone = await server.connect({ night: night.id, as: 'attendee', pass })
    expect(phone.view.me?.name).toBe('Ada')
    await host.send({ type: 'undo/take', of: id as never })
    await phone.gone()
    expect(phone.farewell).toBe('wire/no-pass')
  })
})

describe('frames', () => {
  it('whoever has the newest head gets no snapshot, and everything from then on', async () => {
    const night = await server.holdNight()
    const host = await night.host()
    const phone = await night.attendee(await night.join())
    const { head } = phone
    const again = await server.connect({
      night: night.id,
      as: 'host',
      cookie: night.hostCookie,
      head,
    })
    expect(again.welcome).toMatchObject({ head, snapshot: null })
    await host.send({ type: 'screens/message', text: 'Bonsoir' })
    await again.heard()
    expect(again.view.screens?.message).toBe('Bonsoir')
    const late = await server.connect({ night: night.id, as: 'guest', head })
    expect(late.welcome?.snapshot?.screens?.message).toBe('Bonsoir')
  })

  it('a join is a count to everybody else: gathered, and in one frame', async () => {
    const server = await startServer({ gatherMs: 3_600_000 })
    const night = await server.holdNight()
    const phone = await night.attendee(await night.join())
    const { screen: display } = await night.screen('display')
    for (let i = 0; i < 30; i++) await night.join({ name: `P${i}` })
    await phone.heard()
    await display.heard()
    expect([...phone.frames, ...display.frames]).toEqual([])
    server.composed.gateway.flush(night.id)
    await phone.heard()
    await display.heard()
    for (const { frames } of [phone, display]) {
      expect(frames.map((f) => f.slices)).toEqual([
        { count: { inside: 0, joined: 31, forecast: null } },
      ])
    }
    await server.close()
  })

  it('what is mine and what is shared come in one frame', async () => {
    const night = await server.holdNight()
    const host = await night.host()
    const people = await Promise.all(['Ada', 'Grace'].map((name) => night.join({ name })))
    const phones = await Promise.all(people.map((joined) => night.attendee(joined)))
    for (const { attendee } of people) await host.send({ type: 'door/check-in', for: attendee })
    server.composed.gateway.flush(night.id)
    await Promise.all(phones.map((phone) => phone.heard()))
    phones.forEach((phone) => phone.frames.splice(0))
    await host.send(start(1))
    await Promise.all(phones.map((phone) => phone.heard()))
    for (const { frames } of phones) {
      expect(frames).toHaveLength(1)
      expect(Object.keys(frames[0]?.slices ?? {}).sort()).toEqual(['program', 'round', 'seat'])
    }
    expect(phones[0]?.view.seat).toMatchObject({ kind: 'pairing', partners: [{ name: 'Grace' }] })
  })

  it('the roster comes line by line, to door and host alone', async () => {
    const night = await server.holdNight()
    const [host, { screen: door }] = [await night.host(), await night.screen('door')]
    const phone = await night.attendee(await night.join({ name: 'Ada' }))
    const { attendee } = await night.join({ name: 'Grace' })
    server.composed.gateway.flush(night.id)
    await Promise.all([host, door, phone].map((screen) => screen.heard()))
    for (const screen of [host, door]) {
      const lines = screen.frames.flatMap((f) => Object.keys(f.roster ?? {}))
      expect(lines).toContain(attendee)
      expect(Object.values(screen.view.roster ?? {}).map((r) => r.name)).toEqual(['Ada', 'Grace'])
    }
    expect(JSON.stringify([phone.frames, phone.view])).not.toContain('Grace')
  })

  it('who was taken back is off the roster, also where the same batch concerns everybody', async () => {
    const night = await server.holdNight()
    const [host, { screen: door }] = [await night.host(), await night.screen('door')]
    for (const name of ['Grace', 'Alan']) await host.send(walkIn(name))
    const id = randomUUID()
    await host.send(walkIn('Ada'), id)
    server.composed.gateway.flush(night.id)
    // While somebody joins, what comes waits, and goes together.
    await Promise.all([
      night.join({ name: 'Edsger' }),
      host.send({ type: 'undo/take', of: id as never }),
      host.send({ type: 'rounds/ask-room', number: 1 as never }),
    ])
    server.composed.gateway.flush(night.id)
    for (const screen of [host, door]) {
      await screen.heard()
      const names = Object.values(screen.view.roster ?? {}).map((r) => r.name)
      expect(names).toEqual(['Grace', 'Alan', 'Edsger'])
    }
  })

  it('who comes between a change and its way back is told of the way back', async () => {
    const server = await startServer({ gatherMs: 3_600_000 })
    const night = await server.holdNight()
    const host = await night.host()
    const ada = (await host.send(walkIn('Ada'))).facts?.['id'] as AttendeeId
    const grace = (await host.send(walkIn('Grace'))).facts?.['id'] as AttendeeId
    server.composed.gateway.flush(night.id)
    await host.send({ type: 'door/check-out', for: ada })
    await host.send({ type: 'door/rename', for: grace, name: 'Eve' })
    // The first host was not told yet of what this one has seen.
    const late = await night.host()
    expect([late.view.count?.inside, late.view.roster?.[grace]?.name]).toEqual([1, 'Eve'])
    await host.send({ type: 'door/check-in', for: ada })
    await host.send({ type: 'door/rename', for: grace, name: 'Grace' })
    server.composed.gateway.flush(night.id)
    await late.heard()
    expect([late.view.count?.inside, late.view.roster?.[grace]?.name]).toEqual([2, 'Grace'])
    await server.close()
  })

  it('a head is told only to whom everything up to it was', async () => {
    const server = await startServer({ gatherMs: 3_600_000 })
    const night = await server.holdNight()
    const [host, joined] = [await night.host(), await night.join()]
    const phone = await night.attendee(joined)
    await night.join()
    await host.send({ type: 'screens/message', text: 'Bonsoir' })
    await phone.heard()
    expect(phone.view).toMatchObject({ screens: { message: 'Bonsoir' }, count: { joined: 1 } })
    phone.close()
    const again = await night.attendee(joined, { head: phone.head })
    expect(again.welcome?.snapshot?.count?.joined).toBe(2)
    await server.close()
  })

  it('when a night is erased its screens are told, and there is nothing left to come back to', async () => {
    const night = await server.holdNight()
    const phone = await night.attendee(await night.join())
    await roomOf(server, night.id).eraseNow()
    await phone.gone()
    expect(phone.farewell).toBe('wire/night-erased')
    const again = await server.connect({ night: night.id, as: 'guest' })
    expect(again.farewell).toBe('wire/unknown-night')
  })
})

const walkIn = (name: string): Command => ({
  type: 'door/walk-in',
  ...{ name, languages: ['fr'], offers: [], seeks: [], first: false, phoneless: false },
})
