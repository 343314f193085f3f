// Whole evenings planned beside the event loop: how long, and how long anything else had to wait.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { WorkerPlanner } from '../../server/runtime/planner.ts'
import { median, rounded } from '../measure.ts'
import type { Row } from '../measure.ts'
import { nightOf } from './people.ts'

const EVENINGS = 8
const ms = 1e6

/** Per size: ms until the plan is here, and the longest that the event loop was held meanwhile. */
export async function worker(): Promise<Row[]> {
  const planner = new WorkerPlanner(new URL('./planner-worker.js', import.meta.url), 60_000)
  await planner.plan(nightOf('warm', 20, 'languages'))
  const rows: Row[] = []
  for (const n of [20, 50, 100, 150]) rows.push({ n, ...(await measured(planner, n)) })
  await planner.close()
  return rows
}

async function measured(planner: WorkerPlanner, n: number): Promise<Row> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const times: number[] = []
  delay.enable()
  for (let i = 0; i < EVENINGS; i++) {
    const oddOne = i % 2 === 0 ? 'bye' : 'trio'
    const night = {
      ...nightOf(`worker ${n} ${i}`, n - ((i >> 1) % 2), 'languages'),
      oddOne,
    } as const
    const start = performance.now()
    await planner.plan(night)
    times.push(performance.now() - start)
  }
  delay.disable()
  const held = { p99: rounded(delay.percentile(99) / ms), longest: rounded(delay.max / ms) }
  return { ms: median(times), slowest: rounded(Math.max(...times)), ...held }
}
