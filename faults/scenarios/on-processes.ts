// What can befall one of three processes on a Redis, beside being killed.
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Stage } from '../rig/stage.ts'
import type { Scenario } from './scenario.ts'

export const sigstopProcess: Scenario = async ({ program, phones }) => {
  const stage = await Stage.open({ program, store: 'redis', processes: 3, phones })
  try {
    await stage.evening.midRound()
    stage.fault()
    stage.process(1).freeze()
    await wait(15_000)
    stage.process(1).thaw()
    await wait(3_000)
    const happened = 'one of three processes stood still for 15 s, over the end of a round'
    return { happened, ...(await stage.reckon()) }
  } finally {
    await stage.close()
  }
}

/** Loaded before the program: this process's clock is an hour ahead of the world's. */
const anHourAhead = `
const real = Date.now
Date.now = () => real() + 3_600_000
`

export const clockAhead: Scenario = async ({ program, phones }) => {
  const dir = mkdtempSync(join(tmpdir(), 'rendezvous-faults-clock-'))
  const file = join(dir, 'an-hour-ahead.mjs')
  writeFileSync(file, anHourAhead)
  const preload = pathToFileURL(file).href
  const stage = await Stage.open({
    ...{ program, store: 'redis', processes: 3, phones },
    startedWith: (i) => (i === 1 ? { preload } : {}),
  })
  try {
    await wait(20_000)
    const happened = 'the clock of one of three processes is an hour ahead, for 20 s'
    return { happened, ...(await stage.reckon()) }
  } finally {
    await stage.close()
    rmSync(dir, { recursive: true })
  }
}
