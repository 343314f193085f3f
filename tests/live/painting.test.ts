import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Painting } from '#live/painting.ts'

const page = { hidden: false }
/** What the next frame takes, ms. */
let takesMs: number
let frames: (() => void)[]
/** Since the page was opened, ms. */
let now: number

beforeEach(() => {
  page.hidden = false
  frames = []
  now = 60_000
  vi.stubGlobal('document', page)
  vi.stubGlobal('performance', { now: () => now })
  vi.stubGlobal('requestAnimationFrame', (made: () => void) =>
    frames.push(() => {
      made()
      now += takesMs
    }),
  )
})
afterEach(() => vi.unstubAllGlobals())

async function painted(painting: Painting, ...frameMs: readonly number[]): Promise<void> {
  for (takesMs of frameMs) {
    painting.begun()
    frames.shift()?.()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('figures begin sooner by the quickest of the newest eight frames', async () => {
  const painting = new Painting()
  await painted(painting, 9, 14, 11, 9, 10, 16, 9)
  expect(painting.leadMs, 'too few to know').toBe(0)
  await painted(painting, 12)
  expect(painting.leadMs).toBe(9)
  await painted(painting, 4)
  expect(painting.leadMs).toBe(4)
  await painted(painting, ...Array<number>(8).fill(13))
  expect(painting.leadMs).toBe(13)
})

test('a device that is busy does not begin much sooner', async () => {
  const painting = new Painting()
  await painted(painting, ...Array<number>(8).fill(400))
  expect(painting.leadMs).toBe(20)
})

test('nothing is noted where nobody looks or while the page is loaded, and one frame at a time', () => {
  const painting = new Painting()
  page.hidden = true
  painting.begun()
  page.hidden = false
  now = 9_000
  painting.begun()
  expect(frames).toHaveLength(0)
  now = 11_000
  painting.begun()
  painting.begun()
  expect(frames).toHaveLength(1)
})
