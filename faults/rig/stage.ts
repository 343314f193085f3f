// Everything that one scenario stands on: a store, processes, a crowd; and the reckoning at the end.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { CommitId, NightId } from '#night/ids.ts'
import type { NightHash } from '#protocol/http.ts'
import { openLmdbLog } from '../../server/log/lmdb.ts'
import { openRedisLog } from '../../server/log/redis.ts'
import { check } from '../checker/check.ts'
import { readHistory } from '../checker/history.ts'
import type { Evidence, ProcessState, Violation } from '../checker/transcript.ts'
import { gatherCrowd, type Crowd } from './crowd.ts'
import { endRound, Evening, sayGoodNight } from './evening.ts'
import { answerTimes, lastBack } from './figures.ts'
import { ServerProcess, type ProcessOptions } from './process.ts'
import { RedisStore } from './redis.ts'

export interface StageOptions {
  /** The built `main.js`. */
  readonly program: string
  readonly store: 'redis' | 'lmdb'
  readonly processes: number
  readonly phones: number
  readonly data?: string
  /** Whether nobody does anything by themselves. */
  readonly isQuiet?: boolean
  /** Where phones reach a process, and a process its Redis, if not straight. */
  readonly wayTo?: (url: string) => Promise<string>
  readonly redisFor?: (i: number, url: string) => Promise<string>
  /** What is special about a process. */
  readonly startedWith?: (i: number) => Partial<ProcessOptions>
}

export interface Outcome {
  readonly violations: readonly Violation[]
  readonly figures: Readonly<Record<string, number>>
}

const patienceMs = 60_000

export class Stage {
  readonly redis: RedisStore | null
  readonly processes: readonly ServerProcess[]
  readonly data: string
  readonly crowd: Crowd
  readonly evening: Evening
  readonly #isOwnData: boolean
  readonly #faultsAt: number[] = []

  private constructor(
    parts: { redis: RedisStore | null; processes: readonly ServerProcess[]; crowd: Crowd },
    data: string,
    isOwnData: boolean,
  ) {
    this.redis = parts.redis
    this.processes = parts.processes
    this.crowd = parts.crowd
    this.evening = new Evening(parts.crowd)
    this.data = data
    this.#isOwnData = isOwnData
  }

  /** Starts all of it, and (if it is not to be quiet) the evening; resolves in its first round. */
  static async open(options: StageOptions): Promise<Stage> {
    const data = options.data ?? mkdtempSync(join(tmpdir(), 'rendezvous-faults-'))
    const redis = options.store === 'redis' ? new RedisStore() : null
    await redis?.start()
    const processes: ServerProcess[] = []
    try {
      for (let i = 0; i < options.processes; i++) {
        const url = redis?.url
        const redisUrl = url && ((await options.redisFor?.(i, url)) ?? url)
        const started = new ServerProcess({
          ...{ name: `process ${i + 1}`, program: options.program, data },
          address: `127.0.1.${i + 1}`,
          ...(redisUrl !== undefined && { redisUrl }),
          ...options.startedWith?.(i),
        })
        await started.start()
        processes.push(started)
      }
      const ways = await Promise.all(
        processes.map(({ url }) => options.wayTo?.(url) ?? Promise.resolve(url)),
      )
      const crowd = await gatherCrowd({
        ownerLinks: processes.map(({ ownerLink }) => ownerLink),
        phones: options.phones,
        urlsFor: (i) => ways.map((_, k) => ways[(i + k) % ways.length] ?? ''),
      })
      const stage = new Stage({ redis, processes, crowd }, data, options.data === undefined)
      if (!options.isQuiet) await stage.evening.begin()
      return stage
    } catch (error) {
      for (const each of processes) await each.kill()
      await redis?.remove()
      throw error
    }
  }

  process(i: number): ServerProcess {
    const found = this.processes[i % this.processes.length]
    if (!found) throw new Error(`expected process ${i + 1}, found none`)
    return found
  }

  /** How long a process says that the history is; 0 where it does not answer. */
  async numberAt(i: number): Promise<number> {
    return (await stateOf(this.process(i), this.crowd.night)).state?.number ?? 0
  }

  /** How many commands were answered so far. */
  get answers(): number {
    const of = this.crowd.screens.map(({ transcript }) => transcript.entries)
    return of.reduce((sum, all) => sum + all.filter(({ kind }) => kind === 'answered').length, 0)
  }

  /** The commits that the store has now. */
  async headsSoFar(): Promise<ReadonlySet<CommitId>> {
    const { texts } = await this.#stored()
    return new Set(readHistory(texts).history.commits.map(({ id }) => id))
  }

  /** Remembers that a fault begins now, for the figures. */
  fault(): void {
    this.#faultsAt.push(Date.now())
  }

  /** Ends the evening, waits until everybody has heard, and looks whether all promises were kept. */
  async reckon(options: { readonly isCutExpected?: boolean } = {}): Promise<Outcome> {
    const { crowd } = this
    await atMost(patienceMs, this.evening.end())
    await atMost(patienceMs, endRound(crowd))
    await this.#quiet()
    await atMost(patienceMs, sayGoodNight(crowd))
    await Promise.all(crowd.screens.map((screen) => screen.prove()))
    await this.#allTogether()
    const states = await Promise.all(
      this.processes.map((process) => stateOf(process, this.crowd.night)),
    )
    crowd.screens.forEach((screen) => screen.close())
    const transcripts = crowd.screens.map(({ transcript }) => transcript)
    const evidence: Evidence = { transcripts, states, ...(await this.#stored()), ...options }
    return { violations: check(evidence), figures: this.#figures(evidence) }
  }

  async close(): Promise<void> {
    this.crowd.screens.forEach((screen) => screen.close())
    for (const process of this.processes) {
      process.thaw()
      await process.kill()
    }
    await this.redis?.remove()
    if (this.#isOwnData) rmSync(this.data, { recursive: true, force: true })
  }

  /**
   * Until all processes are at one place and nothing is due: one that does not hear of others any more
   * would find out by its own next deadline, and must not be helped by it to hear the last words.
   */
  async #quiet(): Promise<void> {
    const giveUpAt = Date.now() + patienceMs / 3
    while (Date.now() < giveUpAt) {
      const numbers = await Promise.all(this.processes.map((_, i) => this.numberAt(i)))
      if (new Set(numbers).size === 1) return
      await wait(200)
    }
  }

  /** Until every screen is where the host's is, or nobody has any more patience. */
  async #allTogether(): Promise<void> {
    const { screens, host } = this.crowd
    const giveUpAt = Date.now() + patienceMs / 3
    while (Date.now() < giveUpAt) {
      if (screens.every(({ isGone, head }) => isGone || head === host.head)) return
      await wait(100)
    }
  }

  async #stored(): Promise<Pick<Evidence, 'texts' | 'damage'>> {
    const texts: string[] = []
    const log = this.redis
      ? await openRedisLog({ url: this.redis.url, isRiskTaken: true })
      : await openLmdbLog({ dir: join(this.data, 'log'), readOnly: true })
    try {
      for await (const text of log.texts(this.crowd.night)) texts.push(text)
      return { texts }
    } catch (error) {
      return { texts, damage: error instanceof Error ? error.message : String(error) }
    } finally {
      await log.close()
    }
  }

  #figures({ transcripts, texts }: Evidence): Record<string, number> {
    const count = (kind: string) =>
      transcripts.reduce((sum, t) => sum + t.entries.filter((e) => e.kind === kind).length, 0)
    return {
      screens: transcripts.length,
      commits: texts.length,
      commands: count('sent'),
      answers: count('answered'),
      linesLost: count('lost'),
      fell: this.processes.reduce((sum, { fell }) => sum + fell, 0),
      ...answerTimes(transcripts),
      ...(this.#faultsAt.length > 0 && {
        lastScreenBackMs: Math.max(
          ...this.#faultsAt.map((at, i) => lastBack(transcripts, at, this.#faultsAt[i + 1])),
        ),
      }),
    }
  }
}

async function stateOf(process: ServerProcess, night: NightId): Promise<ProcessState> {
  const { name, url, ownerLink } = process
  try {
    const secret = new URL(ownerLink).hash.slice(1)
    const response = await fetch(`${url}/api/nights/${night}/state`, {
      headers: { cookie: `rdv-owner=${secret}` },
      signal: AbortSignal.timeout(10_000),
    })
    return { process: name, state: response.ok ? ((await response.json()) as NightHash) : null }
  } catch {
    // Nobody there: the checker says so.
    return { process: name, state: null }
  }
}

/** Waits for something, but not for ever: what is missing then is found by the checker. */
async function atMost(ms: number, task: Promise<unknown>): Promise<void> {
  await Promise.race([task, wait(ms, undefined, { ref: false })])
}
