import { expect, it } from 'vitest'
import { plannerOnTheSpot } from '../../server/runtime/planner.ts'
import { Registry } from '../../server/runtime/registry.ts'
import { host, joining, openNight } from './night.ts'

const planner = plannerOnTheSpot()

it('a night is erased wholly when its day has come, and whoever asks is told', async () => {
  const stage = await openNight()
  await stage.people(3)
  const { log, clock } = stage
  await stage.runtime.close()
  const fatal = (error: unknown) => expect.fail(String(error))
  const registry = await Registry.open({ log, clock, planner, fatal, isShared: false })
  const erased = new Promise((resolve) => registry.listen({ erased: resolve }))
  const runtime = registry.byCode('A2B3')
  expect(runtime?.night.door.inside).toBe(3)

  clock.step(8 * 86_400_000)
  expect(await erased).toBe(stage.runtime.id)
  expect(await log.nights()).toEqual([])
  expect(await registry.find(stage.runtime.id)).toBeNull()
  const answer = runtime?.submit({
    id: 'too-late-now' as never,
    by: host,
    command: joining('Ada') as never,
  })
  expect(await answer).toEqual({ ok: false, code: 'wire/night-erased' })
  await registry.close()
})

it('nights overdue for erasure are gone before anybody can look', async () => {
  const { log, clock, runtime } = await openNight()
  await runtime.close()
  clock.step(30 * 86_400_000)
  const fatal = (error: unknown) => expect.fail(String(error))
  const registry = await Registry.open({ log, clock, planner, fatal, isShared: false })
  expect(registry.all()).toEqual([])
  expect(await log.nights()).toEqual([])
  await registry.close()
})
