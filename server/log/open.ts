import { join } from 'node:path'
import { openLmdbLog } from './lmdb.ts'
import type { Log } from './log.ts'
import { openRedisLog } from './redis.ts'

export interface LogOptions {
  /** Where several processes share one log; without it the log lies in `dataDir`, for this process alone. */
  readonly redisUrl?: string | undefined
  readonly dataDir: string
  /** See `RedisLogOptions`. */
  readonly isRiskTaken?: boolean
  readonly isTimely?: boolean
}

/** Opens the log that the configuration asks for. */
export const openLog = ({ redisUrl, dataDir, ...promises }: LogOptions): Promise<Log> =>
  redisUrl
    ? openRedisLog({ url: redisUrl, ...promises })
    : openLmdbLog({ dir: join(dataDir, 'log') })
