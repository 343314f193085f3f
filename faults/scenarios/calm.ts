// Nothing happens but the evening itself: what it is compared with.
import { setTimeout as wait } from 'node:timers/promises'
import { Stage } from '../rig/stage.ts'
import type { Scenario } from './scenario.ts'

export const calm: Scenario = async ({ program, phones }) => {
  const stage = await Stage.open({ program, store: 'redis', processes: 2, phones })
  try {
    // Long enough for a round that the host makes longer.
    await wait(20_000)
    return { happened: 'nothing, for 20 s', ...(await stage.reckon()) }
  } finally {
    await stage.close()
  }
}
