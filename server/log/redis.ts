// The log on Redis Streams, for many processes. As durable as Redis was told to be: what is promised
// needs `appendfsync always` and an eviction policy that evicts nothing.
import type { Redis } from 'ioredis'
import * as v from 'valibot'
import { textOfCommit } from '#night/history.ts'
import type { Commit, Parent } from '#night/history.ts'
import { commitId, nightId } from '#night/ids.ts'
import type { CommandId, CommitId, NightId } from '#night/ids.ts'
import type { Appended, Log } from './log.ts'
import { connected } from './redis-connection.ts'
import { appendScript, eraseScript } from './redis-script.ts'
import type { Script } from './redis-script.ts'
import { entriesReply, keysOf } from './redis-shapes.ts'
import { tailRedis } from './redis-tail.ts'
import type { OnBroken } from './redis-tail.ts'
import {
  assertFollows,
  assertReached,
  commitAfter,
  commitAt,
  isTextOf,
  misnumbered,
  parseHead,
  unknownCommit,
} from './stored.ts'
import type { Head } from './stored.ts'

/** How many commits are asked for at once. */
const PAGE = 256

export interface RedisLogOptions {
  /** redis:// or rediss:// */
  readonly url: string
  /** Before every key, so that several servers may share one Redis. */
  readonly prefix?: string
  /** Instead of ending the process, which would then read what is there. */
  readonly onBroken?: OnBroken
}

/** Opens the log in a Redis; throws when it cannot be reached. */
export async function openRedisLog({
  url,
  prefix = 'rendezvous',
  onBroken = endProcess,
}: RedisLogOptions): Promise<Log> {
  return new RedisLog(await connected(url), prefix, onBroken)
}

class RedisLog implements Log {
  readonly #redis: Redis
  readonly #prefix: string
  readonly #onBroken: OnBroken
  readonly #stops = new Set<() => Promise<void>>()

  constructor(redis: Redis, prefix: string, onBroken: OnBroken) {
    this.#redis = redis
    this.#prefix = prefix
    this.#onBroken = onBroken
  }

  append(night: NightId, expectedHead: CommitId | null, commit: Commit): Promise<Appended> {
    return this.appendAll(night, expectedHead, [commit])
  }

  async appendAll(
    night: NightId,
    expectedHead: CommitId | null,
    commits: readonly Commit[],
  ): Promise<Appended> {
    assertFollows(night, expectedHead, commits)
    const [first] = commits
    const rows = commits.flatMap((c) => [String(c.number), c.id, c.command, textOfCommit(c)])
    const reply = await this.#run(appendScript, night, [expectedHead ?? '', ...rows])
    const [outcome, found = '', text = ''] = v.parse(v.array(v.string()), reply)
    if (outcome === 'appended') return { outcome }
    if (outcome === 'already') return { outcome, commit: commitAt(night, Number(found), text) }
    if (outcome === 'conflict')
      return { outcome, head: found === '' ? null : v.parse(commitId, found) }
    const head = parseHead(night, found) // Throws when it is the head that is damaged.
    throw first ? misnumbered(head, first) : new Error(`expected an outcome, found ${outcome}`)
  }

  async *read(night: NightId, after: CommitId | null): AsyncGenerator<Commit> {
    const head = await this.#headOf(night)
    let parent: Parent | null = after === null ? null : await this.#commitOf(night, after, head)
    while (head && (parent?.number ?? 0) < head.number) {
      const from: number = (parent?.number ?? 0) + 1
      const page = await this.#page(night, from, Math.min(head.number, from + PAGE - 1))
      for (let number = from; number <= head.number && number < from + PAGE; number++) {
        const commit: Commit = commitAfter(night, parent, page.get(number))
        parent = commit
        yield commit
      }
    }
    if (head) assertReached(head, parent)
  }

  async find(night: NightId, command: CommandId): Promise<Commit | null> {
    const found = await this.#ask('find a command', (redis) =>
      redis.hget(keysOf(this.#prefix, night).commands, command),
    )
    if (found === null) return null
    const number = Number(found)
    return commitAt(night, number, (await this.#page(night, number, number)).get(number))
  }

  async tail(night: NightId, onCommit: (commit: Commit) => void): Promise<() => Promise<void>> {
    const keys = keysOf(this.#prefix, night)
    const tail = await tailRedis({
      redis: this.#redis,
      night,
      keys,
      onCommit,
      onBroken: this.#onBroken,
    })
    const stop = async () => {
      this.#stops.delete(stop)
      await tail()
    }
    this.#stops.add(stop)
    return stop
  }

  async nights(): Promise<readonly NightId[]> {
    const nights = await this.#ask('list the nights', (redis) =>
      redis.smembers(`${this.#prefix}:nights`),
    )
    return v.parse(v.array(nightId), nights.sort())
  }

  async erase(night: NightId): Promise<void> {
    await this.#run(eraseScript, night, [])
  }

  async close(): Promise<void> {
    await Promise.all([...this.#stops].map((stop) => stop()))
    // What is on its way is still answered; a connection that is gone has nothing to say.
    if (this.#redis.status === 'ready') await this.#redis.quit().catch(() => undefined)
    this.#redis.disconnect()
  }

  async #run(script: Script, night: NightId, args: readonly string[]): Promise<unknown> {
    const { commits, commands, head, nights, erased } = keysOf(this.#prefix, night)
    const all = [5, commits, commands, head, nights, erased, night, ...args] as const
    return this.#ask('write', (redis) =>
      redis.evalsha(script.sha1, ...all).catch((error: unknown) => {
        // A Redis that was started anew forgot the script, and has not run anything.
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
        return redis.eval(script.text, ...all)
      }),
    )
  }

  async #ask<T>(what: string, command: (redis: Redis) => Promise<T>): Promise<T> {
    try {
      return await command(this.#redis)
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new Error(`Redis did not ${what} (${reason})`, { cause })
    }
  }

  async #headOf(night: NightId): Promise<Head | null> {
    const text = await this.#ask('say the head', (redis) =>
      redis.get(keysOf(this.#prefix, night).head),
    )
    return text === null ? null : parseHead(night, text)
  }

  /** The texts of the commits from one number to another, by number. */
  async #page(night: NightId, from: number, to: number): Promise<ReadonlyMap<number, string>> {
    const reply = await this.#ask('read', (redis) =>
      redis.xrange(keysOf(this.#prefix, night).commits, `${from}-0`, `${to}-0`),
    )
    return new Map(v.parse(entriesReply, reply))
  }

  /** From the newest back: as many steps as there are commits to read. */
  async #commitOf(night: NightId, id: CommitId, head: Head | null): Promise<Parent> {
    if (head?.id === id) return head
    for (let to = head?.number ?? 0; to > 0; to -= PAGE) {
      const page = await this.#page(night, Math.max(1, to - PAGE + 1), to)
      for (const [number, text] of page) {
        if (!isTextOf(id, text)) continue
        const commit = commitAt(night, number, text)
        if (commit.id === id) return commit
      }
    }
    throw unknownCommit(night, id)
  }
}

function endProcess(error: Error): void {
  queueMicrotask(() => {
    throw error
  })
}
