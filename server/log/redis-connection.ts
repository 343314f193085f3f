import { Redis } from 'ioredis'
import { LogAway } from './log.ts'

const COMMAND_TIMEOUT_MS = 5_000

/** A connection that answers or rejects, soon. Throws when there is no Redis at first. */
export async function connected(url: string): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    // An unanswered append is unknown. Sending it again behind our back, or a minute later from a
    // queue, would make it a surprise; the runtime asks again, under the same command id.
    autoResendUnfulfilledCommands: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(25 * 2 ** times, 250),
    // What was the leader follows another one now: the address leads elsewhere.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    protocol: 2,
  })
  // Every command says by itself that it failed; without a listener ioredis prints each try.
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    return redis
  } catch (cause) {
    redis.disconnect()
    throw new Error(`expected a Redis at ${withoutPassword(url)}: is it running, and reachable?`, {
      cause,
    })
  }
}

/** Asks Redis something. Throws `LogAway` where it does not answer, or answers that it cannot. */
export async function ask<T>(
  redis: Redis,
  what: string,
  command: (redis: Redis) => Promise<T>,
): Promise<T> {
  try {
    return await command(redis)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new LogAway(`Redis did not ${what} (${reason})`, { cause })
  }
}

const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, '//…@')
