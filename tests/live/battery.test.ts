import { afterEach, expect, it, vi } from 'vitest'
import { Battery } from '#live/battery.svelte.ts'

afterEach(() => vi.unstubAllGlobals())

/** What a browser says of its battery. */
const says = (level: number, charging: boolean) =>
  Object.assign(new EventTarget(), { level, charging })

async function watching(manager: ReturnType<typeof says>) {
  vi.stubGlobal('navigator', { getBattery: async () => manager })
  const battery = new Battery()
  await battery.watch()
  return battery
}

it('15 % is low, unless it is charging', async () => {
  expect((await watching(says(0.15, false))).low).toBe(true)
  expect((await watching(says(0.16, false))).low).toBe(false)
  expect((await watching(says(0.05, true))).low).toBe(false)
})

it('it follows what the browser says, until it is let go', async () => {
  const manager = says(0.5, false)
  const battery = await watching(manager)
  manager.level = 0.1
  manager.dispatchEvent(new Event('levelchange'))
  expect(battery.low).toBe(true)
  manager.charging = true
  manager.dispatchEvent(new Event('chargingchange'))
  expect(battery.low).toBe(false)
  battery.stop()
  manager.charging = false
  manager.dispatchEvent(new Event('chargingchange'))
  expect(battery.low).toBe(false)
})

it('where the browser does not say, or will not, it is not low', async () => {
  vi.stubGlobal('navigator', {})
  const silent = new Battery()
  await silent.watch()
  vi.stubGlobal('navigator', { getBattery: () => Promise.reject(new Error('forbidden')) })
  const forbidden = new Battery()
  await forbidden.watch()
  expect([silent.low, forbidden.low]).toEqual([false, false])
})
