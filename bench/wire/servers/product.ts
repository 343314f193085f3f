// The product in a process of its own, put together as server/main.ts does it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { NightId } from '#night/ids.ts'
import { compose } from '../../../server/compose.ts'
import { warmUp } from '../../../server/gateway/warm-up.ts'
import { httpListener } from '../../../server/http.ts'
import { openKeys } from '../../../server/keys.ts'
import { openLmdbLog } from '../../../server/log/lmdb.ts'
import type { Log } from '../../../server/log/log.ts'
import { openMemoryLog } from '../../../server/log/memory.ts'
import { openRedisLog } from '../../../server/log/redis.ts'
import { WorkerPlanner } from '../../../server/runtime/planner.ts'
import { division, markAsked, marked, markTold } from './marks.ts'
import { plannerOfNeighbours } from './neighbours.ts'
import { observed, settings } from './observed.ts'

export interface ProductSettings {
  readonly data: string
  /** LMDB where nothing is said; or the address of a Redis. */
  readonly store?: 'lmdb' | 'memory' | `redis:${string}`
  /** Whether rounds are planned as in the product, in a worker. */
  readonly plans?: boolean
  readonly marks?: boolean
  /** Whether the built screens are served too, to real browsers. */
  readonly screens?: boolean
}

const {
  data,
  store = 'lmdb',
  plans = false,
  marks = false,
  screens = false,
} = settings<ProductSettings>()

function die(error: unknown): never {
  console.error('The product under test failed:', error)
  process.exit(1)
}

function openStore(): Promise<Log> {
  if (store === 'memory') return openMemoryLog()
  return store === 'lmdb' ? openLmdbLog({ dir: join(data, 'log') }) : openRedisLog({ url: store })
}

if (marks) markAsked()
const log = await openStore()
const { api, gateway, registry, passes, clock } = await compose({
  log: marks ? marked(log) : log,
  keys: openKeys(data),
  isShared: store.startsWith('redis'),
  planner: plans
    ? new WorkerPlanner(new URL('./planner-worker.js', import.meta.url))
    : plannerOfNeighbours(),
  fatal: die,
})
if (marks) markTold(registry)
await warmUp(clock.now())
const clientDir = screens ? join(process.cwd(), 'build/client') : null
const server = createServer(httpListener({ api, registry, clock, clientDir }))
gateway.attach(server)
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  observed(
    { url, ownerLink: `${url}/hold#${passes.owner}` },
    {
      division,
      /** As when the day of deletion has come. */
      erase: async (night: NightId) => {
        const runtime = await registry.find(night)
        if (runtime) await registry.erase(runtime)
      },
    },
  )
})
