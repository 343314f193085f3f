// The short form of `npm run faults -- sigkill-process`: built servers, a real Redis, a real SIGKILL.
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { builtServer } from '../../faults/rig/built-server.ts'
import { Stage } from '../../faults/rig/stage.ts'

let stage: Stage | null = null
afterEach(() => stage?.close())

it('one of two processes is killed in the middle of a round, and no promise is broken', async () => {
  const program = await builtServer('short')
  stage = await Stage.open({ program, store: 'redis', processes: 2, phones: 20 })
  await stage.evening.midRound()
  stage.fault()
  await stage.process(0).kill()
  await wait(1_000)
  await stage.process(0).start()
  await stage.evening.midRound()
  const { violations, figures } = await stage.reckon()
  expect(violations).toEqual([])
  // A night in which nothing was asked, or nobody lost a line, proves nothing.
  expect(figures['commands']).toBeGreaterThan(40)
  expect(figures['linesLost']).toBeGreaterThan(5)
}, 120_000)
