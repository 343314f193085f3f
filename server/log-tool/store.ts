// The store that is looked into: the embedded one beside a server that may run, or a Redis.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { NightId } from '#night/ids.ts'
import { openLmdbLog } from '../log/lmdb.ts'
import type { StoredLog } from '../log/log.ts'
import { openRedisLog } from '../log/redis.ts'
import { BadArguments, type Place } from './arguments.ts'

/** Opens the log to look on, does something with it, and lets go. */
export async function looking<T>(place: Place, see: (log: StoredLog) => Promise<T>): Promise<T> {
  const dir = join(place.data, 'log')
  if (place.redisUrl === undefined && !existsSync(join(dir, 'data.mdb')))
    throw new BadArguments(
      `There is no log in ${dir}: give the server’s data directory with --data, or its Redis with --redis.`,
    )
  return using(await openToLook(place.redisUrl, dir), see)
}

/** Opens the log to write to it: no server may run on it. */
export async function writing<T>(place: Place, write: (log: StoredLog) => Promise<T>): Promise<T> {
  const { data, redisUrl } = place
  const log = redisUrl
    ? await openRedisLog({ url: redisUrl })
    : await openLmdbLog({ dir: join(data, 'log') })
  return using(log, write)
}

/** The night that was asked for, or all of them, in the order of their ids. */
export async function nightsOf(log: StoredLog, asked: NightId | null): Promise<readonly NightId[]> {
  const nights = [...(await log.nights())].sort()
  if (asked === null) return nights
  if (nights.includes(asked)) return [asked]
  throw new BadArguments(`There is no night ${asked} in this store: verify lists those there are.`)
}

const openToLook = (redisUrl: string | undefined, dir: string): Promise<StoredLog> =>
  redisUrl ? openRedisLog({ url: redisUrl }) : openLmdbLog({ dir, readOnly: true })

async function using<T>(log: StoredLog, use: (log: StoredLog) => Promise<T>): Promise<T> {
  try {
    return await use(log)
  } finally {
    await log.close()
  }
}
