// The one process of a laptop is killed in the middle of a round, and started again.
import { setTimeout as wait } from 'node:timers/promises'
import { Stage } from '../rig/stage.ts'
import type { Scenario } from './scenario.ts'

export const sigkillLmdb: Scenario = async ({ program, phones, kills }) => {
  const stage = await Stage.open({ program, store: 'lmdb', processes: 1, phones })
  try {
    for (let kill = 0; kill < kills; kill++) {
      await stage.evening.midRound()
      const victim = stage.process(0)
      stage.fault()
      await victim.kill()
      await wait(500)
      await victim.start()
      await wait(1_500)
    }
    const happened = `${kills} × SIGKILL of the only process in the middle of a round`
    return { happened, ...(await stage.reckon()) }
  } finally {
    await stage.close()
  }
}
