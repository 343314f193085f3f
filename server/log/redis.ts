// The log on Redis Streams, for many processes. As durable as Redis was told to be: what is promised
// needs `appendfsync always` and an eviction policy that evicts nothing.
import type { Redis } from 'ioredis'
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { textOfCommit } from '#night/history.ts'
import type { Commit, Parent } from '#night/history.ts'
import { commitId, nightId } from '#night/ids.ts'
import type { CommandId, CommitId, NightId } from '#night/ids.ts'
import type { Appended, Signals, StoredLog } from './log.ts'
import type { Instant } from '#night/time.ts'
import type { Screens } from '#night/views/audience.ts'
import { ask, connected } from './redis-connection.ts'
import { adviceOn, risksOf } from './redis-safety.ts'
import { appendScript, eraseScript, heardScript, presenceScript } from './redis-script.ts'
import type { Script } from './redis-script.ts'
import { entriesReply, heardReply, keysOf, presenceReply } from './redis-shapes.ts'
import { RedisTails } from './redis-tails.ts'
import {
  assertFollows,
  commitAt,
  isTextOf,
  misnumbered,
  pagesUpTo,
  parseHead,
  unknownCommit,
} from './stored.ts'
import type { Head, Page } from './stored.ts'

/** How many commits are asked for at once. */
const PAGE = 256

const tripsOfATurn = 8
/** Long enough to be said again twice; a process that died is forgotten then. */
const presenceLastsMs = 15_000

/** Longer than any evening. */
const heardLastsMs = 24 * 3_600_000

const turnLastsMs = { least: 100, most: 5_000 }

export interface RedisLogOptions {
  /** redis:// or rediss:// */
  readonly url: string
  /** Before every key, so that several servers may share one Redis. */
  readonly prefix?: string
  /** Whether to go on with a Redis that could lose what was answered. */
  readonly isRiskTaken?: boolean
  /** Whether nights pass in the world's time, which Redis's clock can be asked for; not in rehearsals. */
  readonly isTimely?: boolean
}

/** Opens the log in a Redis; throws when it cannot be reached, or could lose what it answers. */
export async function openRedisLog(options: RedisLogOptions): Promise<StoredLog> {
  const { url, prefix = 'rendezvous', isRiskTaken = false, isTimely = true } = options
  const redis = await connected(url)
  const risks = await risksOf(redis)
  if (risks.length > 0 && !isRiskTaken) {
    redis.disconnect()
    throw new Error(adviceOn(risks))
  }
  return new RedisLog(redis, { prefix, risks, isTimely })
}

interface Settings {
  readonly prefix: string
  readonly risks: readonly string[]
  readonly isTimely: boolean
}

class RedisLog implements StoredLog {
  readonly #redis: Redis
  readonly #prefix: string
  readonly #isTimely: boolean
  readonly #tails: RedisTails
  /** Who this is, among the processes that share the Redis. */
  readonly #name = randomUUID()
  /** How long the last append took. */
  #tripMs = 0
  #risks: readonly string[]

  constructor(redis: Redis, { prefix, risks, isTimely }: Settings) {
    this.#redis = redis
    this.#prefix = prefix
    this.#risks = risks
    this.#isTimely = isTimely
    this.#tails = new RedisTails(redis, prefix)
    // Another machine may answer under the same address by now, or the same one with other settings.
    redis.on('ready', () => void this.#lookForRisks())
  }

  get risks(): readonly string[] {
    return this.#risks
  }

  async time(): Promise<Instant> {
    const [seconds = 0, micros = 0] = await this.#ask('say the time', (redis) => redis.time())
    return Math.round(seconds * 1000 + micros / 1000) as Instant
  }

  append(night: NightId, expectedHead: CommitId | null, commit: Commit): Promise<Appended> {
    return this.appendAll(night, expectedHead, [commit])
  }

  async appendAll(
    night: NightId,
    expectedHead: CommitId | null,
    commits: readonly Commit[],
    notBefore?: Instant,
  ): Promise<Appended> {
    assertFollows(night, expectedHead, commits)
    const [first] = commits
    const rows = commits.flatMap((c) => [String(c.number), c.id, c.command, textOfCommit(c)])
    const reply = await this.#run(appendScript, night, [
      expectedHead ?? '',
      this.#isTimely && notBefore !== undefined ? String(notBefore) : '',
      ...[this.#name, String(this.#turnMs)],
      ...rows,
    ])
    const [outcome, found = '', text = ''] = v.parse(v.array(v.string()), reply)
    if (outcome === 'appended' || outcome === 'early') return { outcome }
    if (outcome === 'already') return { outcome, commit: commitAt(night, Number(found), text) }
    if (outcome === 'conflict')
      return { outcome, head: found === '' ? null : v.parse(commitId, found) }
    const head = parseHead(night, found) // Throws when it is the head that is damaged.
    throw first ? misnumbered(head, first) : new Error(`expected an outcome, found ${outcome}`)
  }

  async *read(night: NightId, after: CommitId | null): AsyncGenerator<readonly Commit[]> {
    for await (const { commits } of this.#pages(night, after)) yield commits
  }

  async *texts(night: NightId): AsyncGenerator<string> {
    for await (const { texts } of this.#pages(night, null)) yield* texts
  }

  async *#pages(night: NightId, after: CommitId | null): AsyncGenerator<Page> {
    const head = await this.#headOf(night)
    const parent = after === null ? null : await this.#commitOf(night, after, head)
    if (!head) return
    yield* pagesUpTo(head, parent, async (from) => {
      const to = Math.min(head.number, from + PAGE - 1)
      return [...(await this.#page(night, from, to)).values()]
    })
  }

  async find(night: NightId, command: CommandId): Promise<Commit | null> {
    const found = await this.#ask('find a command', (redis) =>
      redis.hget(keysOf(this.#prefix, night).commands, command),
    )
    if (found === null) return null
    const number = Number(found)
    return commitAt(night, number, (await this.#page(night, number, number)).get(number))
  }

  tail(
    night: NightId,
    onCommit: (commit: Commit) => void,
    signals?: Signals,
  ): Promise<() => Promise<void>> {
    return this.#tails.add(night, onCommit, signals)
  }

  async nights(): Promise<readonly NightId[]> {
    const nights = await this.#ask('list the nights', (redis) =>
      redis.smembers(`${this.#prefix}:nights`),
    )
    return v.parse(v.array(nightId), nights.sort())
  }

  async present(night: NightId, here: Screens): Promise<readonly Screens[]> {
    const { presence } = keysOf(this.#prefix, night)
    const said = [this.#name, JSON.stringify(here), String(presenceLastsMs)]
    return v.parse(presenceReply, await this.#eval(presenceScript, [presence], said))
  }

  async heard(night: NightId, at: Instant): Promise<void> {
    const { heard } = keysOf(this.#prefix, night)
    await this.#eval(heardScript, [heard], [String(at), String(heardLastsMs)])
  }

  async lastHeard(night: NightId): Promise<Instant | null> {
    const { heard } = keysOf(this.#prefix, night)
    const at = await this.#ask('say until when it was heard', (redis) => redis.get(heard))
    return at === null ? null : v.parse(heardReply, at)
  }

  async erase(night: NightId): Promise<void> {
    await this.#run(eraseScript, night, [])
  }

  async close(): Promise<void> {
    await this.#tails.close()
    // What is on its way is still answered; a connection that is gone has nothing to say.
    if (this.#redis.status === 'ready') await this.#redis.quit().catch(() => undefined)
    this.#redis.disconnect()
  }

  async #run(script: Script, night: NightId, args: readonly string[]): Promise<unknown> {
    const { commits, commands, head, nights, erased, turn, heard } = keysOf(this.#prefix, night)
    const keys = [commits, commands, head, nights, erased, turn, heard]
    const from = performance.now()
    const reply = await this.#eval(script, keys, [night, ...args])
    this.#tripMs = performance.now() - from
    return reply
  }

  #eval(script: Script, keys: readonly string[], args: readonly string[]): Promise<unknown> {
    const all = [keys.length, ...keys, ...args] as const
    return this.#ask('write', (redis) =>
      redis.evalsha(script.sha1, ...all).catch((error: unknown) => {
        // A Redis that was started anew forgot the script, and has not run anything.
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
        return redis.eval(script.text, ...all)
      }),
    )
  }

  /** Enough for the trips of catching up and appending, at today's pace. */
  get #turnMs(): number {
    const { least, most } = turnLastsMs
    return Math.round(Math.min(most, Math.max(least, tripsOfATurn * this.#tripMs)))
  }

  #ask<T>(what: string, command: (redis: Redis) => Promise<T>): Promise<T> {
    return ask(this.#redis, what, command)
  }

  async #lookForRisks(): Promise<void> {
    this.#risks = await risksOf(this.#redis)
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
