// Following nights in Redis, all of a process on one connection of its own because it waits there.
import type { Redis } from 'ioredis'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import type { Commit, Parent } from '#night/history.ts'
import type { NightId } from '#night/ids.ts'
import type { Signals } from './log.ts'
import { ask } from './redis-connection.ts'
import { keysOf, readReply, type NightKeys } from './redis-shapes.ts'
import { commitAfter, parseHead } from './stored.ts'

/** How long one wait is, and how often heads are looked at, so that a shorter history is noticed. */
const WAIT_MS = 500
const RETRY_MS = 100

interface Listener {
  readonly onCommit: (commit: Commit) => void
  readonly signals: Signals
  /** Commits up to this number were there before it listened. */
  from: number
}

interface Followed {
  readonly night: NightId
  readonly keys: NightKeys
  readonly listeners: Set<Listener>
  last: Parent | null
  isErased: boolean
}

export class RedisTails {
  readonly #redis: Redis
  readonly #prefix: string
  readonly #followed = new Map<NightId, Followed>()
  #waiting: Redis | null = null
  #waitingId: Promise<number | null> = Promise.resolve(null)
  #following: Promise<void> | null = null
  #isAway = false
  #isClosed = false
  #lookedAt = 0

  constructor(redis: Redis, prefix: string) {
    this.#redis = redis
    this.#prefix = prefix
  }

  /**
   * Calls back for every commit after the newest of now, verified, over lost connections too; returns
   * how to stop. Says so at a history that does not go on from what was told, at the latest WAIT_MS
   * after Redis is back, and goes on from there.
   */
  async add(
    night: NightId,
    onCommit: (commit: Commit) => void,
    signals: Signals = {},
  ): Promise<() => Promise<void>> {
    const keys = keysOf(this.#prefix, night)
    const text = await ask(this.#redis, 'say the head', (redis) => redis.get(keys.head))
    const head = text === null ? null : parseHead(night, text)
    const known = this.#followed.get(night)
    const followed = known ?? {
      ...{ night, keys, listeners: new Set(), last: head, isErased: false },
    }
    const listener = { onCommit, signals, from: head?.number ?? 0 }
    followed.listeners.add(listener)
    this.#followed.set(night, followed)
    await this.#lookAgain()
    this.#following ??= this.#follow()
    return () => {
      followed.listeners.delete(listener)
      if (followed.listeners.size === 0 && this.#followed.get(night) === followed)
        this.#followed.delete(night)
      return Promise.resolve()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#followed.clear()
    this.#waiting?.disconnect()
    await this.#following
  }

  /** Whoever waits already does not wait for the new one: it is woken. */
  async #lookAgain(): Promise<void> {
    const id = this.#waiting && (await this.#waitingId)
    if (id) await this.#redis.client('UNBLOCK', id).catch(() => undefined)
  }

  #connect(): Redis {
    const waiting = this.#redis.duplicate({
      // XREAD may well stay silent for WAIT_MS; half a dead line must not keep it silent for ever.
      commandTimeout: 3 * WAIT_MS,
      enableOfflineQueue: true,
    })
    waiting.on('error', () => undefined)
    waiting.on('ready', () => {
      this.#waitingId = waiting.client('ID').catch(() => null)
    })
    return waiting
  }

  async #follow(): Promise<void> {
    const waiting = (this.#waiting = this.#connect())
    while (!this.#isClosed) {
      try {
        if (this.#followed.size === 0) await pause(RETRY_MS)
        else await this.#once(waiting)
      } catch {
        if (this.#isClosed) return
        // Away, loading or paused: the streams are still there when it comes back.
        this.#setAway(true)
        await pause(RETRY_MS)
      }
    }
  }

  async #once(waiting: Redis): Promise<void> {
    const all = [...this.#followed.values()]
    const streams = all.map(({ keys }) => keys.commits)
    const from = all.map(({ last }) => `${last?.number ?? 0}-0`)
    const reply = await waiting.xread(
      'COUNT',
      256,
      'BLOCK',
      WAIT_MS,
      'STREAMS',
      ...streams,
      ...from,
    )
    this.#setAway(false)
    if (reply) await this.#tell(all, v.parse(readReply, reply))
    if (reply && performance.now() - this.#lookedAt < WAIT_MS) return
    await this.#compare(waiting, all)
    this.#lookedAt = performance.now()
  }

  async #tell(all: readonly Followed[], reply: v.InferOutput<typeof readReply>): Promise<void> {
    const byStream = new Map(all.map((followed) => [followed.keys.commits, followed]))
    for (const [stream, entries] of reply) {
      const followed = byStream.get(stream)
      if (!followed) continue
      const texts = entries.map(([, text]) => text)
      // Another history than was told of, or a damaged one: whoever reads all of it finds out.
      if (!tell(followed, texts)) await this.#goOnFromHead(followed)
    }
  }

  async #goOnFromHead(followed: Followed): Promise<void> {
    const text = await ask(this.#redis, 'say the head', (redis) => redis.get(followed.keys.head))
    beginAt(followed, text === null ? null : parseHead(followed.night, text))
    for (const { signals } of followed.listeners) signals.cut?.()
  }

  /** Where nothing came, the head must be the last, or be about to come. */
  async #compare(waiting: Redis, all: readonly Followed[]): Promise<void> {
    const heads = await waiting.mget(all.map(({ keys }) => keys.head))
    for (const [i, followed] of all.entries()) {
      const { night, last, keys } = followed
      const text = heads[i] ?? null
      if (text === null) {
        if (last === null || followed.isErased) continue
        followed.isErased = (await waiting.sismember(keys.erased, night)) === 1
        beginAt(followed, null)
        for (const { signals } of followed.listeners)
          if (followed.isErased) signals.erased?.()
          else signals.cut?.()
        continue
      }
      followed.isErased = false
      const head = parseHead(night, text)
      const isSame = head.number > (last?.number ?? 0) || head.id === last?.id
      if (!isSame) await this.#goOnFromHead(followed)
    }
  }

  #setAway(isAway: boolean): void {
    if (isAway === this.#isAway) return
    this.#isAway = isAway
    for (const { listeners } of this.#followed.values())
      for (const { signals } of listeners) signals.away?.(isAway)
  }
}

/** Tells of the commits as far as each follows the one before; false where one does not. */
function tell(followed: Followed, texts: readonly string[]): boolean {
  for (const text of texts) {
    const commit = following(followed, text)
    if (!commit) return false
    followed.last = commit
    for (const { onCommit, from } of followed.listeners) if (commit.number > from) onCommit(commit)
  }
  return true
}

function following({ night, last }: Followed, text: string): Commit | null {
  try {
    return commitAfter(night, last, text)
  } catch {
    return null
  }
}

function beginAt(followed: Followed, last: Parent | null): void {
  followed.last = last
  for (const listener of followed.listeners) listener.from = 0
}
