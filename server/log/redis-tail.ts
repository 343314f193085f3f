// Following one night in Redis, on a connection of its own because it waits there.
import type { Redis } from 'ioredis'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import type { Commit, Parent } from '#night/history.ts'
import type { NightId } from '#night/ids.ts'
import { readReply } from './redis-shapes.ts'
import type { NightKeys } from './redis-shapes.ts'
import { assertReached, commitAfter, parseHead } from './stored.ts'

/** How long one wait is. After each the head is looked at, so that a shorter history is noticed. */
const WAIT_MS = 500
const RETRY_MS = 100

interface Tail {
  readonly redis: Redis
  readonly night: NightId
  readonly keys: NightKeys
  readonly onCommit: (commit: Commit) => void
  readonly onBroken: OnBroken
}

/** Told when the history is not the one that was told of before: it is shorter, or another, or damaged. */
export type OnBroken = (error: Error) => void

/**
 * Calls back for every commit after the newest of now, verified, over lost connections too; returns
 * how to stop. Ends with `onBroken` at a history that does not go on from what was told, at the
 * latest WAIT_MS after Redis is back.
 */
export async function tailRedis({
  redis,
  night,
  keys,
  onCommit,
  onBroken,
}: Tail): Promise<() => Promise<void>> {
  const waiting = redis.duplicate({
    // XREAD may well stay silent for WAIT_MS; half a dead line must not keep it silent for ever.
    commandTimeout: 3 * WAIT_MS,
    enableOfflineQueue: true,
  })
  waiting.on('error', () => undefined)
  let stopped = false
  const newest = await waiting.get(keys.head).catch((cause: unknown) => {
    waiting.disconnect()
    throw new Error(`Redis did not say the head of night ${night}`, { cause })
  })
  let last: Parent | null = newest === null ? null : parseHead(night, newest)

  /** What came after the last, and the head if nothing did; null when Redis does not answer. */
  async function ask() {
    try {
      const from = `${last?.number ?? 0}-0`
      const { commits } = keys
      const reply = await waiting.xread('COUNT', 256, 'BLOCK', WAIT_MS, 'STREAMS', commits, from)
      if (reply) return { reply }
      const head = await waiting.get(keys.head)
      return { head, erased: head === null && (await waiting.sismember(keys.erased, night)) === 1 }
    } catch {
      return null // Away, loading or paused: the stream is still there when it comes back.
    }
  }

  function tell(reply: unknown): void {
    for (const [, text] of v.parse(readReply, reply)[0][1]) {
      if (stopped) return
      const commit = commitAfter(night, last, text)
      last = commit
      onCommit(commit)
    }
  }

  /** Nothing came: then the head must be the last, or be about to come. */
  function compare(text: string | null, erased: boolean): void {
    const head = text === null ? null : parseHead(night, text)
    if (erased) last = null
    else if (last !== null && (head?.number ?? 0) <= last.number) assertReached(last, head)
  }

  async function follow(): Promise<void> {
    while (!stopped) {
      const answer = await ask()
      if (stopped) return
      if (answer === null) await pause(RETRY_MS)
      else if (answer.reply) tell(answer.reply)
      else compare(answer.head, answer.erased)
    }
  }

  const following = follow().catch((error: unknown) => {
    waiting.disconnect()
    onBroken(error instanceof Error ? error : new Error(String(error)))
  })
  return async () => {
    stopped = true
    waiting.disconnect()
    await following
  }
}
