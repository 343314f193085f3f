// Several processes on one port: `--workers N`. The first one serves nobody; it starts the others,
// replaces those that die, and lets go of all of them in the end.
import cluster, { type Worker } from 'node:cluster'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from './runtime/logger.ts'

export interface WorkersDeps {
  readonly count: number
  readonly logger: Logger
  /** Told once all of them listen, with their port. */
  readonly ready: (port: number) => void
  /** Told what the workers cannot go on after. */
  readonly die: (sentence: string) => never
}

const againAfterMs = { first: 250, most: 5_000 }
const mostFailedStarts = 5
/** A worker ends by itself within two seconds. */
const stopWithinMs = 2_500

/** Starts the workers and keeps them up. SIGHUP replaces them one after the other, without a gap. */
export async function keepWorkers({ count, logger, ready, die }: WorkersDeps): Promise<void> {
  let isStopping = false
  let failedStarts = 0
  const replaced = new Set<Worker>()

  const started = (): Promise<{ worker: Worker; port: number }> =>
    new Promise((resolve, reject) => {
      const worker = cluster.fork()
      const failed = () => reject(new Error('a worker could not start'))
      worker.once('exit', failed)
      worker.once('listening', ({ port }) => {
        worker.off('exit', failed)
        failedStarts = 0
        watch(worker)
        resolve({ worker, port })
      })
    })

  const watch = (worker: Worker) => {
    worker.once('exit', (code, signal) => {
      if (isStopping || replaced.delete(worker)) return
      logger.warn('worker ended', { why: signal ?? code })
      void another()
    })
  }

  const another = async (): Promise<void> => {
    while (!isStopping) {
      const { first, most } = againAfterMs
      await sleep(Math.min(most, first * 2 ** failedStarts))
      if (isStopping || (await started().catch(() => null))) return
      if (++failedStarts >= mostFailedStarts) die('The workers cannot be started any more.')
    }
  }

  const replaceAll = async (): Promise<void> => {
    for (const old of Object.values(cluster.workers ?? {})) {
      if (!old || isStopping) continue
      // What cannot be replaced goes on as it is.
      if (!(await started().catch(() => null))) return
      replaced.add(old)
      old.process.kill('SIGTERM')
    }
  }

  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    const workers = Object.values(cluster.workers ?? {}).flatMap((worker) => worker ?? [])
    const gone = workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve)))
    for (const worker of workers) worker.process.kill('SIGTERM')
    await Promise.race([Promise.all(gone), sleep(stopWithinMs)])
    for (const worker of workers) worker.process.kill('SIGKILL')
    process.exit(0)
  }

  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
  process.on('SIGHUP', () => void replaceAll())
  // The first alone, as it may find that nothing can be started at all; it has said why.
  const first = await started().catch(() => process.exit(1))
  await Promise.all(Array.from({ length: count - 1 }, started)).catch(() => process.exit(1))
  ready(first.port)
}
