// One of three processes on a Redis is killed in the middle of a round, and started again.
import { setTimeout as wait } from 'node:timers/promises'
import { Stage } from '../rig/stage.ts'
import type { Scenario } from './scenario.ts'

export const sigkillProcess: Scenario = async ({ program, phones, kills }) => {
  const stage = await Stage.open({ program, store: 'redis', processes: 3, phones })
  try {
    for (let kill = 0; kill < kills; kill++) {
      await stage.evening.midRound()
      const victim = stage.process(kill)
      stage.fault()
      await victim.kill()
      await wait(1_500)
      await victim.start()
      await wait(1_000)
    }
    const happened = `${kills} × SIGKILL of one of three processes in the middle of a round`
    return { happened, ...(await stage.reckon()) }
  } finally {
    await stage.close()
  }
}
