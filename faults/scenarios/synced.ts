// Nothing happens, and the kernel is asked: was anything told before it was synced?
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { CommitId } from '#night/ids.ts'
import { SyncOrder } from '../checker/sync-order.ts'
import { Stage } from '../rig/stage.ts'
import { Strace, syncedOn } from '../rig/strace.ts'
import type { Scenario } from './scenario.ts'

const leastAnswers = 1_000
const patienceMs = 240_000

const synced =
  (store: 'lmdb' | 'redis'): Scenario =>
  async ({ program, phones }) => {
    const stage = await Stage.open({ program, store, processes: 1, phones })
    try {
      const { pid } = stage.process(0)
      const isStore = (path: string) => /(?:data\.mdb|\.aof)$/.test(path)
      const pids = [pid, ...(stage.redis ? [stage.redis.pid] : [])]
      const trace = await Strace.attach(pids, join(stage.data, 'strace'))
      const before = await stage.headsSoFar()
      const giveUpAt = Date.now() + patienceMs
      for (const from = stage.answers; stage.answers - from < leastAnswers;) {
        if (Date.now() > giveUpAt) break
        await wait(200)
      }
      const metas = store === 'lmdb' ? syncedOn(pid, isStore) : undefined
      await trace.detach()
      const { violations, figures } = await stage.reckon()
      const order = new SyncOrder({ isStore, before, ...(metas && { syncedOn: metas }) })
      for await (const line of trace.lines()) order.take(line)
      const seen = { answersSeen: order.answers, syncs: order.syncs, toldEarly: order.early.size }
      return {
        happened: `the system calls of ${seen.answersSeen} answers, seen with strace`,
        violations: [...violations, ...[...order.early].map(tooEarly)],
        figures: { ...figures, ...seen },
      }
    } finally {
      await stage.close()
    }
  }

const tooEarly = (id: CommitId) =>
  ({ code: 'synced-first', sentence: `commit ${id} was told of before it was synced` }) as const

export const syncedLmdb = synced('lmdb')
export const syncedRedis = synced('redis')
