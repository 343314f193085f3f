// Check-ins at the door, each answered when it is durable: on every store, beside one that forgets.
import { setTimeout as sleep } from 'node:timers/promises'
import { startRedis } from '../../tests/support/redis.ts'
import { median, type Bench, type Row } from '../measure.ts'
import type { Child } from './child.ts'
import { productIn } from './child.ts'
import { closeAll, doorsFor, inParallel, joined, sendTo } from './crowd.ts'
import { alone, beside, quantile, within } from './figures.ts'
import { runsOr } from './options.ts'

/** How many commands are on their way at once, and how many are measured. */
const loads = [
  { inFlight: 1, people: 200 },
  { inFlight: 50, people: 1000 },
  { inFlight: 500, people: 1500 },
] as const
type Load = (typeof loads)[number]

/** Of the log that forgets, at 50 in flight. */
const leastThroughput = 0.6
const mostLoopMs = 25
const settleMs = 200

export interface Figures {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly loop: number
}

/** A night of its own each time: everybody is checked in once, with their badge. */
export async function checkingInOn(
  [server, ...others]: readonly [Child, ...Child[]],
  { inFlight, people }: { readonly inFlight: number; readonly people: number },
): Promise<Figures> {
  const crowd = await joined(server, people, others)
  const doors = await doorsFor(crowd, people)
  await server.quiet()
  const took = new Float64Array(people)
  await server.ask('watchLoop')
  const from = performance.now()
  await inParallel(people, inFlight, async (i) => {
    const at = performance.now()
    const badge = crowd.people[i]?.badge ?? ''
    await sendTo(doors[i % doors.length], { type: 'door/check-in', badge })
    took[i] = performance.now() - at
  })
  const seconds = (performance.now() - from) / 1000
  const loop = await server.ask<number>('loopP99')
  await closeAll([...doors, crowd.host])
  await sleep(settleMs)
  return {
    ...{ perSecond: people / seconds, p50: quantile(took, 0.5), p99: quantile(took, 0.99) },
    loop,
  }
}

const stores = ['lmdb', 'redis', 'memory'] as const
type Store = (typeof stores)[number]

function rowsOf(load: Load, found: Readonly<Record<Store, readonly Figures[]>>): Row[] {
  const of = (store: Store, figure: keyof Figures): number =>
    median(found[store].map((figures) => figures[figure]))
  return (['lmdb', 'redis'] as const).flatMap((store) => {
    const name = (what: string) => `${store}, ${load.inFlight} in flight: ${what}`
    const both = (figure: keyof Figures) => ({
      ours: of(store, figure),
      floor: of('memory', figure),
    })
    return [
      beside(name('check-ins a second'), {
        ...both('perSecond'),
        ...(load.inFlight === 50 && { least: leastThroughput }),
      }),
      beside(name('p50 of the answer, ms'), both('p50')),
      beside(name('p99 of the answer, ms'), both('p99')),
      within(name('loop p99, ms'), of(store, 'loop'), mostLoopMs),
    ]
  })
}

async function checkingIn(): Promise<Row[]> {
  const redis = await startRedis()
  const products = stores.map((store) => ({
    store,
    product: productIn({ store: store === 'redis' ? (redis.url as `redis:${string}`) : store }),
  }))
  const running = await Promise.all(
    products.map(async ({ store, product }) => ({ store, server: await product.start() })),
  )
  const rows: Row[] = []
  try {
    for (const load of loads) {
      const found: Record<Store, Figures[]> = { lmdb: [], redis: [], memory: [] }
      for (let run = 0; run < runsOr(3); run++)
        for (const { store, server } of running)
          found[store].push(await checkingInOn([server], load))
      rows.push(...rowsOf(load, found))
      const loop = median(found.memory.map((figures) => figures.loop))
      rows.push(alone(`memory, ${load.inFlight} in flight: loop p99, ms`, loop))
    }
  } finally {
    await Promise.all(running.map(({ server }) => server.stop()))
    await redis.stop()
    for (const { product } of products) product.forget()
  }
  return rows
}

export const command: Bench = { 'check-in': checkingIn }
