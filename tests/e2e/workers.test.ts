// Several processes on one port: they share a night, and one that dies or is replaced is not missed.
import { expect, test } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../../scripts/sources.js'
import { House } from '../../server/rehearsal/house.ts'
import { Screen } from '../../server/rehearsal/screen.ts'
import { Tally } from '../../server/rehearsal/tally.ts'
import type { CommandId } from '#night/ids.ts'
import { startRedis, type RunningRedis } from '../support/redis.ts'

const usual = {
  template: 'paris-p2p' as const,
  ...{ title: 'Paris P2P #12', community: 'Paris P2P', venue: 'La Base' },
  ...{ date: '2026-12-02', tables: 30, forecast: null },
}

let redis: RunningRedis
let data: string
let leader: ChildProcess
let ownerLink: string
test.beforeAll(async () => {
  redis = await startRedis()
  data = await mkdtemp(join(tmpdir(), 'rendezvous-workers-'))
  leader = spawn(
    process.execPath,
    ['scripts/run.js', 'main', '--json', '--port', '0', '--workers', '2', '--data', data],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, RENDEZVOUS_BUILD: 'as-it-is', REDIS_URL: redis.url },
    },
  )
  if (!leader.stdout) throw new Error('expected to hear the server')
  const [line] = await once(createInterface({ input: leader.stdout }), 'line')
  ownerLink = (JSON.parse(String(line)) as { host: string }).host
})
test.afterAll(async () => {
  const gone = once(leader, 'exit')
  leader.kill('SIGTERM')
  await gone
  await redis.stop()
  await rm(data, { recursive: true, force: true })
})

const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${new URL(ownerLink).origin}/metrics`)).text()
  const lines = text.split('\n').filter((line) => line.startsWith(name))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

/** The processes that serve, by what the system knows of the leader's children. */
async function workers(): Promise<readonly number[]> {
  const { readFile } = await import('node:fs/promises')
  const { pid } = leader
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return children.trim().split(/\s+/).map(Number)
}

test('a night goes on while one worker is killed and all are replaced', async () => {
  test.skip(process.platform !== 'linux', 'children are found in /proc')
  const house = new House(ownerLink)
  const { night, hostLink } = await house.hold({ id: 'workers-hold-1' as CommandId, ...usual })
  const cookie = await house.enter(night, 'host', hostLink)
  const tally = new Tally()
  const host = new Screen({ url: house.url, night, as: 'host', name: 'host', cookie, tally })
  await host.connected()
  const phones: Screen[] = []
  for (let i = 0; i < 8; i++) {
    const id = `workers-join-${i}` as CommandId
    const profile = { languages: ['fr'] as 'fr'[], offers: [], seeks: [], first: false }
    const { attendee, pass } = await house.join(night, { id, name: `Person ${i}`, ...profile })
    await host.send({ type: 'door/check-in', for: attendee })
    const name = `phone-${i}`
    phones.push(new Screen({ url: house.url, night, as: 'attendee', name, pass, tally }))
  }
  await Promise.all(phones.map((phone) => phone.connected()))
  // Counted over all of them, whichever is asked.
  await expect.poll(() => metric('rendezvous_sockets')).toBe(9)

  const before = await workers()
  expect(before).toHaveLength(2)
  process.kill(before[0] ?? 0, 'SIGKILL')
  await host.send({ type: 'rounds/start', number: 1 as never })
  await Promise.all(phones.map((p) => p.until('a seat', (view) => view.seat?.number === 1)))
  await expect.poll(workers).toHaveLength(2)

  leader.kill('SIGHUP')
  const isReplaced = async () => (await workers()).every((pid) => !before.includes(pid))
  await expect.poll(isReplaced, { timeout: 20_000 }).toBe(true)
  await Promise.all(phones.map((phone) => phone.send({ type: 'rounds/here', number: 1 as never })))
  await host.until('all here', (view) => view.desk?.round?.here.length === 8)
  const known = await Promise.all([host, ...phones].map((screen) => screen.repeatAll()))
  expect(known.flat()).not.toContain(false)
  for (const screen of [host, ...phones]) screen.close()
})

test('a socket that polls is refused at once, not lost between processes', async () => {
  const { origin } = new URL(ownerLink)
  const reply = await fetch(`${origin}/socket.io/?EIO=4&transport=polling`)
  expect(reply.status).toBe(400)
})
