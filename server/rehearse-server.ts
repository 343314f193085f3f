// One of the servers of a rehearsal that has several: made by it, driven by it, gone with it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { compose } from './compose.ts'
import { plannerOfRehearsals } from './runtime/planner.ts'
import { httpListener } from './http.ts'
import { openKeys } from './keys.ts'
import { openRedisLog } from './log/redis.ts'
import { DrivenClock } from './rehearsal/driven-clock.ts'
import type { Answered, Asked, ServerOptions } from './rehearsal/processes.ts'

const { dir, redisUrl, prefix, start, rate } = JSON.parse(process.argv[2] ?? '') as ServerOptions
const clock = new DrivenClock(start, rate)
const composed = await compose({
  planner: plannerOfRehearsals(),
  log: await openRedisLog({ url: redisUrl, prefix, isTimely: false }),
  keys: openKeys(dir),
  isShared: true,
  ...{ clock, gatherClock: clock },
  fatal: (error) => {
    console.error('The log failed; the rehearsal ends:', error)
    process.exit(1)
  },
})
const server = createServer(httpListener({ ...composed, clientDir: null }))
composed.gateway.attach(server)

/** What fell due has asked for something: until it is decided and kept, and what others did is known. */
async function settled(): Promise<number> {
  await turn()
  const nights = composed.registry.all()
  await Promise.all(nights.map((night) => night.catchUp()))
  return nights.reduce((sum, { head }) => sum + (head?.number ?? 0), 0)
}

const deeds = {
  next: () => clock.next(),
  reach: ({ at }: Asked) => {
    if (at !== undefined) clock.reach(at)
    return null
  },
  settle: settled,
}
process.on('message', (asked: Asked) => {
  void Promise.resolve(deeds[asked.deed](asked)).then((value) => {
    process.send?.({ number: asked.number, value } satisfies Answered)
  })
})
process.on('disconnect', () => void composed.close().finally(() => process.exit(0)))
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
