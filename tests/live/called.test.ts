import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { NightId } from '#night/ids.ts'
import { claimCall } from '#live/called.ts'

const night = 'night0001' as NightId
let names = 0
const fresh = () => `call-${++names}`

const see = (visibilityState: 'visible' | 'hidden') =>
  vi.stubGlobal('document', { visibilityState })
beforeEach(() => {
  see('visible')
  // As over plain HTTP, where there are no locks.
  vi.stubGlobal('navigator', {})
})
afterEach(() => vi.unstubAllGlobals())

it('a call is made once, of as many who ask at once', async () => {
  const name = fresh()
  const asked = Array.from({ length: 5 }, () => claimCall(night, name, 60_000))
  expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1)
  expect(await claimCall(night, name, 60_000)).toBe(false)
  expect(await claimCall(night, fresh(), 60_000)).toBe(true)
  expect(await claimCall('night0002' as NightId, name, 60_000)).toBe(true)
})

it('the page that is looked at goes before one that is hidden', async () => {
  const name = fresh()
  see('hidden')
  const hidden = claimCall(night, name, 60_000)
  see('visible')
  const visible = claimCall(night, name, 60_000)
  expect(await Promise.all([hidden, visible])).toEqual([false, true])
})

it('it may be made again when it lasts no longer', async () => {
  const name = fresh()
  expect(await claimCall(night, name, 0)).toBe(true)
  expect(await claimCall(night, name, 60_000)).toBe(true)
})
