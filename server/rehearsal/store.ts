// Where a rehearsal's own server keeps the evening.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import * as v from 'valibot'
import { nightId } from '#night/ids.ts'
import { openLmdbLog } from '../log/lmdb.ts'
import type { Log } from '../log/log.ts'
import { openMemoryLog } from '../log/memory.ts'
import { connected } from '../log/redis-connection.ts'
import { keysOf } from '../log/redis-shapes.ts'
import { openRedisLog } from '../log/redis.ts'
import type { RehearsalOptions } from './options.ts'

export interface RehearsalStore {
  readonly log: Log
  /** Once the log is closed: leaves nothing of an evening that is not to be kept. */
  readonly forget: () => Promise<void>
}

export interface StoreOptions extends Pick<RehearsalOptions, 'store' | 'data'> {
  /** The data directory, also where it is a temporary one. */
  readonly dir: string
  readonly redisUrl: string | undefined
}

const nothing = (): Promise<void> => Promise.resolve()

/** Opens the store that was asked for; where none was, Redis if there is one, and the disk otherwise. */
export async function openStore(options: StoreOptions): Promise<RehearsalStore> {
  const { dir, data, redisUrl, store = redisUrl ? 'redis' : 'disk' } = options
  switch (store) {
    case 'memory':
      return { log: await openMemoryLog(), forget: nothing }
    case 'disk':
      return { log: await openLmdbLog({ dir: join(dir, 'log') }), forget: nothing }
    case 'redis':
      if (!redisUrl) throw new Error('--store redis: say where it is with REDIS_URL')
      if (data !== undefined)
        return { log: await openRedisLog({ url: redisUrl, isTimely: false }), forget: nothing }
      return passing(redisUrl)
    default:
      return store satisfies never
  }
}

/** Names of its own: the same seed finds nothing of an evening before, nor of a server's nights. */
async function passing(url: string): Promise<RehearsalStore> {
  const { prefix, forget } = passingPlace(url)
  return { log: await openRedisLog({ url, prefix, isTimely: false }), forget }
}

/** Where in a Redis an evening lies that is not to be kept, and how it is forgotten. */
export function passingPlace(url: string): { prefix: string; forget: () => Promise<void> } {
  const prefix = `rehearsal-${randomUUID()}`
  const forget = async () => {
    const redis = await connected(url)
    const nights = v.parse(v.array(nightId), await redis.smembers(`${prefix}:nights`))
    const keys = nights.flatMap((night) => Object.values<string>({ ...keysOf(prefix, night) }))
    if (keys.length > 0) await redis.del(...keys)
    redis.disconnect()
  }
  return { prefix, forget }
}
