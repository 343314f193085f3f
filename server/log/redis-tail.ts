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
const WAIT_MS = 1_000
const RETRY_MS = 100

interface Tail {
  readonly redis: Redis
  readonly night: NightId
  readonly keys: NightKeys
  readonly onCommit: (commit: Commit) => void
}

/**
 * Calls back for every commit after the newest of now, verified, over lost connections too; returns
 * how to stop. A history that does not go on from what was told ends the process: it must be read
 * anew, and whoever was answered must hear of it.
 */
export async function tailRedis({
  redis,
  night,
  keys,
  onCommit,
}: Tail): Promise<() => Promise<void>> {
  const waiting = redis.duplicate({
    // XREAD may well stay silent for WAIT_MS; half a dead line must not keep it silent for ever.
    commandTimeout: 3 * WAIT_MS,
    enableOfflineQueue: true,
  })
  waiting.on('error', () => undefined)
  let stopped = false
  const newest = await waiting.get(keys.head)
  let last: Parent | null = newest === null ? null : parseHead(night, newest)

  /** What came after the last, and the head if nothing did; null when Redis does not answer. */
  async function ask() {
    try {
      const from = `${last?.number ?? 0}-0`
      const { commits } = keys
      const reply = await waiting.xread('COUNT', 256, 'BLOCK', WAIT_MS, 'STREAMS', commits, from)
      return reply ? { reply } : { head: await waiting.get(keys.head) }
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

  function compare(text: string | null): void {
    const head = text === null ? null : parseHead(night, text)
    if (head === null) last = null
    else if (last !== null && head.number <= last.number) assertReached(head, last)
  }

  async function follow(): Promise<void> {
    while (!stopped) {
      const answer = await ask()
      if (stopped) return
      if (answer === null) await pause(RETRY_MS)
      else if (answer.reply) tell(answer.reply)
      else compare(answer.head ?? null)
    }
  }

  // A rejection nobody waits for: it reaches the process, which stops and reads again.
  const following = follow()
  return async () => {
    stopped = true
    waiting.disconnect()
    await following
  }
}
