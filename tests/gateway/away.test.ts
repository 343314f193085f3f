// A log that goes away, and one that comes back with an older history: what people see, and what
// becomes of what they asked.
import { Redis } from 'ioredis'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import type { NightId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { Joined } from '#protocol/http.ts'
import { openRedisLog } from '../../server/log/redis.ts'
import { startRedis, type RunningRedis } from '../support/redis.ts'
import { startServer, type TestNight, type TestServer } from '../support/server.ts'
import type { Screen } from '../support/screen.ts'

const soon = { timeout: 8_000 }
const sitOut: Command = { type: 'door/sit-out' }
const comeBack: Command = { type: 'door/come-back' }

let redis: RunningRedis
let server: TestServer
let night: TestNight
let host: Screen
let ada: Joined
let phone: Screen
beforeAll(async () => {
  redis = await startRedis()
}, 300_000) // It may have to be installed first.
afterAll(() => redis.stop())
beforeEach(async () => {
  server = await startServer({ log: await openRedisLog({ url: redis.url, prefix: randomUUID() }) })
  night = await server.holdNight()
  host = await night.host()
  ada = await night.join({ name: 'Ada' })
  await host.send({ type: 'door/check-in', for: ada.attendee })
  phone = await night.attendee(ada)
})
afterEach(() => server.close())

const pause = () => process.kill(redis.pid, 'SIGSTOP')
const goOn = () => process.kill(redis.pid, 'SIGCONT')

describe('a log that does not answer', () => {
  afterEach(goOn)

  it('is told to every screen, and so is its return', async () => {
    pause()
    await vi.waitFor(() => expect(phone.condition).toEqual({ away: true }), soon)
    expect(host.condition.away).toBe(true)
    goOn()
    const isAway = () => [phone.condition.away, host.condition.away]
    await vi.waitFor(() => expect(isAway()).toEqual([undefined, undefined]), soon)
  })

  it('leaves nobody without their view, not even who comes only then', async () => {
    pause()
    await vi.waitFor(() => expect(phone.condition.away).toBe(true), soon)
    const another = await night.attendee(ada)
    expect(another.view.me?.name).toBe('Ada')
    await vi.waitFor(() => expect(another.condition).toEqual({ away: true }))
  })

  it('answers what was asked meanwhile, once it is back, and does it once', async () => {
    pause()
    await vi.waitFor(() => expect(phone.condition.away).toBe(true), soon)
    const answered = vi.fn()
    const id = randomUUID()
    const [first, again] = [phone.send(sitOut, id), phone.send(sitOut, id)]
    void first.then(answered)
    await phone.heard()
    expect(answered).not.toHaveBeenCalled()
    goOn()
    expect(await first).toMatchObject({ ok: true, head: expect.any(String) })
    expect(await again).toEqual(await first)
    await vi.waitFor(() => expect(phone.view.me?.state).toBe('away'))
  })

  it('refuses over HTTP what nobody may wait for', async () => {
    pause()
    await vi.waitFor(() => expect(phone.condition.away).toBe(true), soon)
    const body = { id: randomUUID(), name: 'Bo', languages: ['fr'], offers: [], seeks: [] }
    const path = `/api/nights/${night.id}/join`
    const refused = await server.ask(path, { body: { ...body, first: false } })
    expect(refused).toMatchObject({ status: 503, body: { ok: false, code: 'wire/away' } })
  })

  it('that is full refuses to write, and goes on when there is room again', async () => {
    const direct = new Redis(redis.url)
    await direct.config('SET', 'maxmemory', '1mb')
    const answer = phone.send(sitOut)
    await vi.waitFor(() => expect(host.condition.away).toBe(true), soon)
    await direct.config('SET', 'maxmemory', '0')
    expect(await answer).toMatchObject({ ok: true })
    await vi.waitFor(() => expect(host.condition.away).toBeUndefined(), soon)
    direct.disconnect()
  })
})

describe('a log that comes back with an older history', () => {
  /** Takes the last commits of a night away, as a failover to a replica that was behind does. */
  async function lose(of: NightId, count: number): Promise<void> {
    const direct = new Redis(redis.url)
    const [key] = await direct.keys(`*:night:${of}:commits`)
    if (!key) throw new Error('expected the night in Redis')
    const entries = await direct.xrange(key, '-', '+')
    const kept = entries.slice(0, -count).map(([id, [, text = '']]) => ({ id, text }))
    const last = JSON.parse(kept.at(-1)?.text ?? '') as { number: number; id: string }
    const commands = kept.map(({ text }) => JSON.parse(text) as { command: string; number: number })
    const again = direct.multi().del(key, key.replace(/commits$/, 'commands'))
    for (const { id, text } of kept) again.xadd(key, id, 'data', text)
    for (const { command, number } of commands)
      again.hset(key.replace(/commits$/, 'commands'), command, number)
    again.set(key.replace(/commits$/, 'head'), `${last.number} ${last.id}`)
    await again.exec()
    direct.disconnect()
  }

  it('gives everybody what is kept, tells the host, and takes again what was lost', async () => {
    const id = randomUUID()
    const first = await phone.send(sitOut, id)
    await vi.waitFor(() => expect(phone.view.me?.state).toBe('away'))
    await lose(night.id, 1)
    await vi.waitFor(() => expect(phone.view.me?.state).toBe('present'), soon)
    expect(phone.welcome).toMatchObject({ forgotten: true, head: phone.head })
    const told = { cut: { lost: 1, at: expect.any(Number) } }
    await vi.waitFor(() => expect(host.condition).toMatchObject(told))
    expect(phone.condition).toEqual({})
    const again = await phone.send(sitOut, id)
    expect(again).toMatchObject({ ok: true })
    expect(again).not.toEqual(first)
    await vi.waitFor(() => expect(phone.view.me?.state).toBe('away'))
  })

  it('tells a phone that was not there what it has to offer again', async () => {
    const { head } = phone
    const answer = await phone.send(sitOut)
    phone.close()
    await lose(night.id, 1)
    await vi.waitFor(() => expect(host.condition.cut?.lost).toBe(1), soon)
    const shown = await night.attendee(ada, { head })
    expect(shown.welcome).not.toHaveProperty('forgotten')
    const answered = answer.ok && answer.head ? { answered: answer.head } : {}
    const back = await night.attendee(ada, { head, ...answered })
    expect(back.welcome).toMatchObject({ forgotten: true })
  })

  it('sends away who joined only in what was lost', async () => {
    const bo = await night.join({ name: 'Bo' })
    const late = await night.attendee(bo)
    await lose(night.id, 1)
    await late.gone()
    expect(late.farewell).toBe('wire/no-pass')
    // The same order makes the same badge again.
    expect(phone.farewell).toBeNull()
  })

  it('goes on from there: a later command is decided on what is kept', async () => {
    await phone.send(sitOut)
    await lose(night.id, 1)
    await vi.waitFor(() => expect(phone.view.me?.state).toBe('present'), soon)
    await phone.send(sitOut)
    expect(await phone.send(comeBack)).toMatchObject({ ok: true, head: expect.any(String) })
    await vi.waitFor(() => expect(phone.view.me?.state).toBe('present'))
  })
})
