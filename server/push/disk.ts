// Subscriptions on this machine's disk, beside the log and not in it.
import { open } from 'lmdb'
import type { Database, RootDatabase } from 'lmdb'
import * as v from 'valibot'
import type { NightId } from '#night/ids.ts'
import type { Instant } from '#night/time.ts'
import { sha256 } from '../log/sha256.ts'
import { Claims, subscription, type Subscription, type Subscriptions } from './subscriptions.ts'

interface Kept extends Subscription {
  readonly until: Instant
}

/** Opens those of a directory, which is made when missing; what was to be gone by `now` goes. */
export async function openDiskSubscriptions(dir: string, now: Instant): Promise<Subscriptions> {
  const disk = new Disk(open({ path: dir, overlappingSync: false }))
  await disk.eraseUntil(now)
  return disk
}

class Disk implements Subscriptions {
  readonly #root: RootDatabase
  /** [night, hash of the endpoint] → what is kept. */
  readonly #all: Database<Kept, [string, string]>
  readonly #claims = new Claims()

  constructor(root: RootDatabase) {
    this.#root = root
    this.#all = root.openDB({ name: 'subscriptions', encoding: 'json' })
  }

  async add(night: NightId, one: Subscription, until: Instant): Promise<void> {
    await this.#all.put([night, sha256(one.endpoint)], { ...one, until })
  }

  async of(night: NightId): Promise<readonly Subscription[]> {
    return Array.from(this.#all.getRange(all(night)), ({ value }) => v.parse(subscription, value))
  }

  async remove(night: NightId, endpoints: readonly string[]): Promise<void> {
    await Promise.all(endpoints.map((endpoint) => this.#all.remove([night, sha256(endpoint)])))
  }

  async erase(night: NightId): Promise<void> {
    this.#claims.erase(night)
    await Promise.all([...this.#all.getKeys(all(night))].map((key) => this.#all.remove(key)))
  }

  async claim(night: NightId, name: string): Promise<boolean> {
    return this.#claims.take(night, name)
  }

  /** A server that ended between erasing a night and this finishes it here. */
  async eraseUntil(now: Instant): Promise<void> {
    const over = Array.from(this.#all.getRange({})).filter(({ value }) => value.until <= now)
    await Promise.all(over.map(({ key }) => this.#all.remove(key)))
  }

  close(): Promise<void> {
    return this.#root.close()
  }
}

const all = (night: NightId) => ({ start: [night] as never, end: [night, '\uffff'] as never })
