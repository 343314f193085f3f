// The product as `server/main.ts` puts it together, with people let in without their rate limits.
import { randomUUID } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import { join } from 'node:path'
import * as v from 'valibot'
import { attendeeIdFrom } from '#night/door/decide.ts'
import { commandId, nightId, passId, type NightId } from '#night/ids.ts'
import { command as anyCommand, type Command } from '#night/night.ts'
import type { Actor } from '#night/order.ts'
import type { Answer } from '#protocol/messages.ts'
import { compose } from '../../server/compose.ts'
import { passCookie } from '../../server/cookies.ts'
import { httpListener } from '../../server/http.ts'
import { openKeys } from '../../server/keys.ts'
import { openLmdbLog } from '../../server/log/lmdb.ts'
import type { Log } from '../../server/log/log.ts'
import { openMemoryLog } from '../../server/log/memory.ts'
import { openRedisLog } from '../../server/log/redis.ts'
import { hashOf } from '../../server/passes.ts'
import { WorkerPlanner } from '../../server/runtime/planner.ts'
import type { Deeds, Kind } from './server.ts'

export interface Held {
  readonly night: NightId
  readonly hostCookie: string
  readonly doorCookie: string
  readonly talk: string
}

export interface Guest {
  readonly attendee: string
  readonly pass: string
}

const day = 86_400_000

function logFor(kind: Kind, dir: string): Promise<Log> {
  if (kind === 'product-memory') return openMemoryLog()
  const url = process.env['REDIS_URL']
  if (kind === 'product-redis' && url) return openRedisLog({ url })
  return openLmdbLog({ dir: join(dir, 'log') })
}

export async function product(http: HttpServer, kind: Kind, dir: string): Promise<Deeds> {
  const data = process.env['RENDEZVOUS_DATA'] ?? dir
  const composed = await compose({
    log: await logFor(kind, dir),
    keys: openKeys(data),
    planner: new WorkerPlanner(new URL('./planner-worker.js', import.meta.url)),
    isShared: kind === 'product-redis',
    fatal: (error) => {
      throw error
    },
  })
  const { registry, passes, gateway, clock } = composed
  http.on('request', httpListener({ ...composed, clientDir: null }))
  gateway.attach(http)

  const give = async (night: NightId, by: Actor, asked: Command, id: string = randomUUID()) => {
    const runtime = (await registry.find(night)) ?? (await registry.toCreate(night))
    const order = { id: v.parse(commandId, id), by, command: v.parse(anyCommand, asked) }
    const answer: Answer = await runtime.submit(order)
    if (!answer.ok) throw new Error(`${asked.type} was refused: ${answer.code}`)
    return answer
  }
  const grant = async (night: NightId, role: 'host' | 'door'): Promise<string> => {
    const pass = v.parse(passId, `${role}pass1`)
    const hash = hashOf(role)
    const asked = { type: 'passes/grant', pass, role, hash, label: '' } as const
    await give(night, { role: 'owner' }, asked as Command)
    return `${passCookie(role, night)}=${pass}.${role}`
  }

  return {
    hold: async ({ tables }: { tables: number }): Promise<Held> => {
      const night = v.parse(nightId, randomUUID().replaceAll('-', '').slice(0, 12))
      const now = clock.now()
      await give(night, { role: 'owner' }, {
        type: 'night/create',
        ...{ title: 'Paris P2P #12', community: 'Paris P2P', venue: 'La Base', link: null },
        ...{ date: '2026-12-02', topics: [], forecast: null, languages: ['fr', 'en'], queue: [] },
        ...{ code: 'A2B3', tables, eraseAt: now + 7 * day, roomSecret: 'no secret at all here' },
        segments: [{ id: 'rounds', kind: 'rounds', title: null, start: now, end: now + day / 24 }],
      } as unknown as Command)
      const hostCookie = await grant(night, 'host')
      const doorCookie = await grant(night, 'door')
      const host: Actor = { role: 'host', pass: v.parse(passId, 'hostpass1') }
      await give(night, host, {
        type: 'program/start',
        segment: 'rounds',
      } as unknown as Command)
      await give(night, host, {
        type: 'talks/propose',
        ...{ title: 'Local first', minutes: 10, language: null, line: '', link: null, speaker: 'Ada' },
      } as unknown as Command)
      const talk = (await registry.find(night))?.night.talks.list.at(-1)?.id ?? ''
      return { night, hostCookie, doorCookie, talk }
    },
    people: async (asked: { night: NightId; count: number; checkIn: boolean }) => {
      const { night, count, checkIn } = asked
      const host: Actor = { role: 'host', pass: v.parse(passId, 'hostpass1') }
      const one = async (i: number): Promise<Guest> => {
        const id = randomUUID()
        const profile = {
          languages: [i % 3 ? 'fr' : 'en', 'fr'],
          offers: ['mesh'],
          seeks: ['IPFS'],
        }
        await give(
          night,
          { role: 'guest' },
          { type: 'door/join', name: `Person ${i}`, ...profile, first: false } as Command,
          id,
        )
        const attendee = attendeeIdFrom(v.parse(commandId, id))
        if (checkIn) await give(night, host, { type: 'door/check-in', for: attendee })
        return { attendee, pass: passes.attendeePass({ night, attendee }) }
      }
      return Promise.all(Array.from({ length: count }, (_, i) => one(i)))
    },
    erase: async ({ night }: { night: NightId }) => {
      const runtime = await registry.find(night)
      if (runtime) await registry.erase(runtime)
    },
    settled: async () => {
      await Promise.all(registry.all().map((runtime) => runtime.settled()))
    },
  }
}
