// Web Push as the configuration asks for it.
import { join } from 'node:path'
import type { Instant } from '#night/time.ts'
import { openPushKeys } from '../keys.ts'
import { openDiskSubscriptions } from './disk.ts'
import type { PushOptions } from './push.ts'
import { openRedisSubscriptions } from './redis.ts'

export interface PushConfig {
  readonly data: string
  readonly redisUrl: string | undefined
  /** Where people reach the server, which is also whom a push service may turn to. */
  readonly origin: string
  readonly services: readonly string[]
}

/** Opens the keys, which are made the first time, and the subscriptions, where the log is too. */
export async function openPush(config: PushConfig): Promise<PushOptions> {
  const { data, redisUrl, origin, services } = config
  const vapid = { ...openPushKeys(data), subject: origin }
  const subscriptions = redisUrl
    ? await openRedisSubscriptions(redisUrl)
    : await openDiskSubscriptions(join(data, 'push'), Date.now() as Instant)
  return { vapid, subscriptions, services }
}
