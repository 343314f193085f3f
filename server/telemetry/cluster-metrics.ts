// A scrape of a port that several workers share reaches one of them: it asks the process that leads
// them, which asks all, and adds up.
import cluster from 'node:cluster'
import { randomUUID } from 'node:crypto'
import {
  AggregatorRegistry,
  type MetricObjectWithValues,
  type MetricValue,
  type Registry,
} from 'prom-client'

type Figures = readonly MetricObjectWithValues<MetricValue<string>>[]

interface Message {
  readonly about: 'metrics'
  readonly id: string
  /** asked: by a worker of the leader, by the leader of a worker; told: what there is. */
  readonly kind: 'sum-asked' | 'sum-told' | 'asked' | 'told'
  readonly figures?: Figures
  readonly text?: string
}

const patienceMs = 1_000

const isOurs = (message: unknown): message is Message =>
  typeof message === 'object' &&
  message !== null &&
  'about' in message &&
  message.about === 'metrics'

/** In the process that leads the workers. */
export function addUpMetrics(): void {
  cluster.on('message', (worker, message: unknown) => {
    if (!isOurs(message) || message.kind !== 'sum-asked') return
    void gathered().then(async (all) => {
      const text = await AggregatorRegistry.aggregate([...all] as never).metrics()
      worker.send({ ...message, kind: 'sum-told', text } satisfies Message)
    })
  })
}

/** Each worker's figures, of as many as answer in time. */
function gathered(): Promise<readonly Figures[]> {
  const workers = Object.values(cluster.workers ?? {}).flatMap((worker) => worker ?? [])
  const id = randomUUID()
  return new Promise((resolve) => {
    const all: Figures[] = []
    const enough = () => {
      clearTimeout(timer)
      cluster.off('message', take)
      resolve(all)
    }
    const take = (_: unknown, message: unknown) => {
      if (!isOurs(message) || message.id !== id || !message.figures) return
      all.push(message.figures)
      if (all.length === workers.length) enough()
    }
    const timer = setTimeout(enough, patienceMs / 2)
    cluster.on('message', take)
    for (const worker of workers)
      worker.send({ about: 'metrics', id, kind: 'asked' } satisfies Message)
  })
}

/** In a worker: answers the leader, and gives the sum over all workers; alone, what it has itself. */
export function metricsOfAll(registry: Registry): () => Promise<string> {
  process.on('message', (message: unknown) => {
    if (!isOurs(message) || message.kind !== 'asked') return
    void registry.getMetricsAsJSON().then((figures) => {
      process.send?.({ ...message, kind: 'told', figures } satisfies Message)
    })
  })
  return () =>
    new Promise((resolve) => {
      const id = randomUUID()
      const end = (text: string | Promise<string>) => {
        clearTimeout(timer)
        process.off('message', take)
        resolve(text)
      }
      const take = (message: unknown) => {
        if (isOurs(message) && message.id === id && message.text !== undefined) end(message.text)
      }
      const timer = setTimeout(() => end(registry.metrics()), patienceMs)
      process.on('message', take)
      process.send?.({ about: 'metrics', id, kind: 'sum-asked' } satisfies Message)
    })
}
