import { calm } from './calm.ts'
import { diskFull, diskReadOnly } from './on-disk.ts'
import { lineCut, lineDelay, lineHalfOpen } from './on-lines.ts'
import { clockAhead, sigstopProcess } from './on-processes.ts'
import {
  redisFull,
  redisPause,
  redisRestart,
  redisShort,
  redisSigkill,
  redisSlow,
} from './on-redis.ts'
import type { Scenario } from './scenario.ts'
import { serverGone, serverGoneLong } from './server-gone.ts'
import { sigkillLmdb } from './sigkill-lmdb.ts'
import { sigkillProcess } from './sigkill-process.ts'
import { syncedLmdb, syncedRedis } from './synced.ts'

export const scenarios = {
  calm,
  'sigkill-process': sigkillProcess,
  'sigstop-process': sigstopProcess,
  'sigkill-lmdb': sigkillLmdb,
  'server-gone': serverGone,
  'server-gone-long': serverGoneLong,
  'disk-full': diskFull,
  'disk-read-only': diskReadOnly,
  'redis-sigkill': redisSigkill,
  'redis-restart': redisRestart,
  'redis-pause': redisPause,
  'redis-full': redisFull,
  'redis-slow': redisSlow,
  'redis-short': redisShort,
  'line-cut': lineCut,
  'line-delay': lineDelay,
  'line-half-open': lineHalfOpen,
  'clock-ahead': clockAhead,
  'synced-lmdb': syncedLmdb,
  'synced-redis': syncedRedis,
} satisfies Readonly<Record<string, Scenario>>

export type ScenarioName = keyof typeof scenarios
export const isScenario = (name: string): name is ScenarioName => name in scenarios
