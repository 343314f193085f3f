// What can befall the Redis that three processes share.
import { setTimeout as wait } from 'node:timers/promises'
import { Line } from '../rig/line.ts'
import type { RedisStore } from '../rig/redis.ts'
import { Stage, type StageOptions } from '../rig/stage.ts'
import type { Scenario, ScenarioOptions } from './scenario.ts'

type Fault = (
  redis: RedisStore,
  options: ScenarioOptions,
  stage: Stage,
) => Promise<{ readonly happened: string; readonly isCutExpected?: boolean }>

/** Three processes on a Redis, to which something happens in the middle of a round. */
const onRedis =
  (befall: Fault, special: Partial<StageOptions> = {}): Scenario =>
  async (options) => {
    const { program, phones } = options
    const stage = await Stage.open({ program, store: 'redis', processes: 3, phones, ...special })
    try {
      if (!stage.redis) throw new Error('expected a Redis, found none')
      await stage.evening.midRound()
      stage.fault()
      const { happened, ...expected } = await befall(stage.redis, options, stage)
      await stage.evening.midRound()
      return { happened, ...(await stage.reckon(expected)) }
    } finally {
      await stage.close()
    }
  }

export const redisSigkill = onRedis(async (redis, { kills }, stage) => {
  for (let kill = 0; kill < kills; kill++) {
    await stage.evening.midRound()
    await redis.kill()
    await wait(1_500)
    await redis.start()
    await wait(2_000)
  }
  return { happened: `${kills} × SIGKILL of Redis under load, back after 1.5 s` }
})

export const redisRestart = onRedis(async (redis) => {
  await redis.stop()
  await redis.start()
  await wait(2_000)
  return { happened: 'Redis was stopped in good order and started again' }
})

export const redisPause = onRedis(async (redis) => {
  redis.freeze()
  await wait(8_000)
  redis.thaw()
  await wait(2_000)
  return { happened: 'Redis stood still for 8 s' }
})

export const redisFull = onRedis(async (redis) => {
  const setMost = (bytes: string) => redis.ask((ask) => ask.config('SET', 'maxmemory', bytes))
  await setMost('1mb')
  await wait(6_000)
  await setMost('0')
  await wait(2_000)
  return { happened: 'Redis had no memory for 6 s' }
})

const slowLines: Line[] = []
const slow = onRedis(
  async () => {
    for (const line of slowLines) line.delayMs = 250
    await wait(10_000)
    for (const line of slowLines) line.mend()
    await wait(2_000)
    return { happened: 'every trip to Redis took 0.5 s more for 10 s' }
  },
  {
    redisFor: async (_, url) => {
      const line = await new Line(url).open()
      slowLines.push(line)
      return line.url('redis')
    },
  },
)
export const redisSlow: Scenario = async (options) => {
  try {
    return await slow(options)
  } finally {
    for (const line of slowLines.splice(0)) line.close()
  }
}

/** As after a failover: the copy that takes over had not got the last writes. */
export const redisShort = onRedis(async (redis, _, stage) => {
  redis.keepCopy()
  await wait(2_500)
  const told = await stage.numberAt(0)
  // Two processes hear of nothing until the history is longer than the one they knew.
  const deaf = [stage.process(1), stage.process(2)]
  for (const process of deaf) process.freeze()
  await redis.kill()
  redis.bringCopyBack()
  await redis.start()
  const kept = await redis.ask((ask) => ask.dbsize())
  if (kept === 0) throw new Error('expected an older copy, found an empty Redis')
  const giveUpAt = Date.now() + 25_000
  do await wait(500)
  while ((await stage.numberAt(0)) <= told + 5 && Date.now() < giveUpAt)
  for (const process of deaf) process.thaw()
  await wait(3_000)
  return {
    happened: `Redis came back with a copy 2.5 s old; two processes saw it only when it was longer again`,
    isCutExpected: true,
  }
})
