// Subscriptions where several processes share them. Redis itself deletes them on their day.
import type { Redis } from 'ioredis'
import * as v from 'valibot'
import type { NightId } from '#night/ids.ts'
import type { Instant } from '#night/time.ts'
import { ask, connected } from '../log/redis-connection.ts'
import { subscription, type Subscription, type Subscriptions } from './subscriptions.ts'

const kept = v.pipe(v.string(), v.parseJson(), subscription)
/** Longer than any process may lag behind another. */
const claimLastsMs = 3_600_000

export async function openRedisSubscriptions(
  url: string,
  prefix = 'rendezvous',
): Promise<Subscriptions> {
  return new Shared(await connected(url), prefix)
}

class Shared implements Subscriptions {
  readonly #redis: Redis
  readonly #prefix: string

  constructor(redis: Redis, prefix: string) {
    this.#redis = redis
    this.#prefix = prefix
  }

  async add(night: NightId, one: Subscription, until: Instant): Promise<void> {
    await ask(this.#redis, 'keep a subscription', (redis) =>
      redis
        .multi()
        .hset(this.#key(night), one.endpoint, JSON.stringify(one))
        .pexpireat(this.#key(night), until)
        .exec(),
    )
  }

  async of(night: NightId): Promise<readonly Subscription[]> {
    const texts = await ask(this.#redis, 'list subscriptions', (redis) =>
      redis.hvals(this.#key(night)),
    )
    return texts.map((text) => v.parse(kept, text))
  }

  async remove(night: NightId, endpoints: readonly string[]): Promise<void> {
    if (endpoints.length === 0) return
    await ask(this.#redis, 'forget subscriptions', (redis) =>
      redis.hdel(this.#key(night), ...endpoints),
    )
  }

  async erase(night: NightId): Promise<void> {
    await ask(this.#redis, 'forget a night', (redis) => redis.del(this.#key(night)))
  }

  async claim(night: NightId, name: string): Promise<boolean> {
    const set = await ask(this.#redis, 'claim', (redis) =>
      redis.set(`${this.#key(night)}:${name}`, '1', 'PX', claimLastsMs, 'NX'),
    )
    return set === 'OK'
  }

  async close(): Promise<void> {
    if (this.#redis.status === 'ready') await this.#redis.quit().catch(() => undefined)
    this.#redis.disconnect()
  }

  #key(night: NightId): string {
    return `${this.#prefix}:night:${night}:push`
  }
}
