// What whoever keeps a server sees of it: enough to know how it is, and nobody's name.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { httpListener } from '../../server/http.ts'
import { loggerAt } from '../../server/telemetry/logger.ts'
import { Metrics } from '../../server/telemetry/metrics.ts'
import type { Telemetry } from '../../server/telemetry/pages.ts'
import { startServer } from '../support/server.ts'

const token = 'sixteen characters'
const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

/** The pages alone, of a server that is as it is said. */
async function pages(said: Partial<Telemetry> = {}): Promise<string> {
  const telemetry: Telemetry = {
    ...{ unready: () => null, metrics: () => Promise.resolve('up 1\n'), token },
    ...said,
  }
  const none = () => Promise.resolve(false)
  const deps = { api: none, registry: null as never, clock: null as never, clientDir: null }
  const server = createServer(httpListener({ ...deps, telemetry }))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  stops.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('/ready', () => {
  it('is 200 when orders can be taken, and 503 with a reason when not', async () => {
    const ready = await fetch(`${await pages()}/ready`)
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true }])
    const away = await fetch(`${await pages({ unready: () => 'the log is away' })}/ready`)
    expect([away.status, await away.json()]).toEqual([
      503,
      { ready: false, why: 'the log is away' },
    ])
  })
})

describe('/metrics', () => {
  it.each([
    ['from this machine', {}, 200],
    ['through a proxy of it', { 'x-forwarded-for': '192.0.2.1' }, 404],
    ['through another kind of proxy', { via: '1.1 caddy' }, 404],
    ['with the token', { authorization: `Bearer ${token}`, via: '1.1 caddy' }, 200],
    ['with a wrong token', { authorization: 'Bearer sixteen wrong ones', via: '1.1 caddy' }, 404],
  ])('%s', async (_, headers, status) => {
    expect((await fetch(`${await pages()}/metrics`, { headers })).status).toBe(status)
  })

  it('with an empty token, where none is set', async () => {
    const url = await pages({ token: null })
    const headers = { authorization: 'Bearer ', via: '1.1 caddy' }
    expect((await fetch(`${url}/metrics`, { headers })).status).toBe(404)
  })
})

describe('a night that is looked into', () => {
  it('shows how it goes, and no name, code, pass, id or address', async () => {
    const lines: string[] = []
    const logger = loggerAt('info', { write: (line) => void lines.push(line) })
    const metrics = new Metrics()
    const server = await startServer({ logger, metrics })
    const night = await server.holdNight({ title: 'Canary night', venue: 'Canary hall' })
    const ada = await night.join({ name: 'Canary Ada' })
    const host = await night.host()
    const phone = await night.attendee(ada)
    const code = phone.view.me?.code ?? ''
    await host.send({ type: 'door/check-in', for: ada.attendee })
    await phone.send({ type: 'door/sit-out' })
    await phone.send({ type: 'door/sit-out' })
    await phone.send({ type: 'door/allow-self', allowed: true })
    await phone.socket.emitWithAck('command', { id: 'no-command-at-all' } as never)
    logger.error('command failed', new Error('as a fault of ours would be'), { type: 'door/join' })
    const text = await metrics.registry.metrics()
    for (const line of [
      'rendezvous_nights 1',
      'rendezvous_log_away 0',
      'rendezvous_sockets{audience="host"} 1',
      'rendezvous_sockets{audience="attendee"} 1',
      'rendezvous_commands_total{type="door/check-in",outcome="accepted"} 1',
      'rendezvous_commands_total{type="door/sit-out",outcome="unchanged"} 1',
      'rendezvous_commands_total{type="door/allow-self",outcome="refused"} 1',
      'rendezvous_commands_total{type="unread",outcome="refused"} 1',
      'rendezvous_refusals_total{code="not-allowed"} 1',
    ])
      expect(text).toContain(`${line}\n`)
    expect(text).toMatch(/rendezvous_append_seconds_count\{outcome="appended"\} [1-9]/)
    expect(text).toMatch(/rendezvous_fan_out_seconds_count [1-9]/)
    const said = text + lines.join('\n')
    expect(lines).toHaveLength(1)
    const secrets = ['Canary', code, ada.attendee, ada.pass, ada.badge, night.id, '127.0.0.1']
    for (const secret of secrets) expect(said).not.toContain(secret)
    await server.close()
  })
})
