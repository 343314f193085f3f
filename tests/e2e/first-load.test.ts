import { expect, test } from '@playwright/test'
import type { Page, Response } from '@playwright/test'
import type { CommandId, NightId } from '#night/ids.ts'
import type { Joined } from '#protocol/http.ts'
import { House } from '../../server/rehearsal/house.ts'
import { gzipSync } from 'node:zlib'
import { startProgram } from '../support/program.ts'
import type { Program } from '../support/program.ts'

/** Of the first screen; and of everything a phone ever needs to come through the evening. */
const budgets = {
  'the form to join with': { bytes: 70_000, requests: 17 },
  // Nine of them open envelopes, and come once the screen is there.
  'the evening, with a badge': { bytes: 130_000, requests: 27 },
} as const

// What the service worker fetches for later is not what the person waits for.
test.use({ serviceWorkers: 'block' })

let program: Program
let night: NightId
let joined: Joined

test.beforeAll(async () => {
  program = await startProgram()
  const house = new House(program.host)
  const held = await house.hold({
    id: 'first-load-night' as CommandId,
    template: 'paris-p2p',
    title: 'Paris P2P #12',
    community: 'Paris P2P',
    venue: 'Ground Control',
    date: '2026-12-02',
    tables: 20,
    forecast: null,
  })
  night = held.night
  joined = await house.join(night, {
    id: 'first-load-join' as CommandId,
    name: 'Ana',
    languages: ['fr'],
    offers: [],
    seeks: [],
    first: true,
  })
})
test.afterAll(() => program.stop())

/** What a page asked for until it was still, and the gzip bytes of its scripts and styles. */
async function weighed(page: Page, path: string) {
  const responses: Response[] = []
  page.on('response', (response) => responses.push(response))
  await page.goto(program.url + path, { waitUntil: 'networkidle' })
  // The shell is among them: it carries the first styles.
  const code = responses.filter((response) => /javascript|css|html/.test(typeOf(response)))
  const sizes = await Promise.all(
    code.map(async (response) => ({
      name: new URL(response.url()).pathname,
      size: gzipSync(await response.body(), { level: 9 }).length,
    })),
  )
  const total = sizes.reduce((sum, { size }) => sum + size, 0)
  return { total, sizes, requests: responses.length }
}

for (const what of ['the form to join with', 'the evening, with a badge'] as const)
  test(`${what} costs a phone at most ${budgets[what].bytes / 1000} kB of scripts and styles`, async ({
    page,
  }) => {
    if (what !== 'the form to join with')
      await page.addInitScript(([name, value]) => localStorage.setItem(name, value), [
        `rendezvous:badge:${night}`,
        JSON.stringify(joined),
      ] as const)
    const { total, sizes, requests } = await weighed(page, `/n/${night}`)
    const figure = `${(total / 1000).toFixed(1)} kB gzip, ${sizes.length} of ${requests} requests`
    console.log(`${what}: shell, scripts and styles ${figure}`)
    test.info().annotations.push({ type: 'first load', description: figure })
    expect(sizes.length).toBeGreaterThan(1)
    expect(total, sizes.map(({ name, size }) => `${size} ${name}`).join('\n')).toBeLessThanOrEqual(
      budgets[what].bytes,
    )
    expect(requests).toBeLessThanOrEqual(budgets[what].requests)
  })

test('the one web font is a subset of less than 25 kB', async ({ page }) => {
  const fonts: Response[] = []
  page.on('response', (response) => void (/font/.test(typeOf(response)) && fonts.push(response)))
  await page.goto(`${program.url}/n/${night}`, { waitUntil: 'networkidle' })
  // Asked for once there are letters to set, which may be after a quiet moment.
  await expect.poll(() => fonts.length).toBe(1)
  for (const font of fonts) expect((await font.body()).length).toBeLessThan(25_000)
})

test('scripts and styles arrive compressed, and are kept for good', async ({ page }) => {
  const responses: Response[] = []
  page.on('response', (response) => responses.push(response))
  await page.goto(`${program.url}/n/${night}`, { waitUntil: 'networkidle' })

  const lasting = responses.filter((response) => response.url().includes('/_app/immutable/'))
  expect(lasting.length).toBeGreaterThan(1)
  for (const response of lasting.filter((each) => /javascript|css/.test(typeOf(each)))) {
    expect(response.headers()['content-encoding'], response.url()).toMatch(/^(gzip|br)$/)
    expect(response.headers()['cache-control'], response.url()).toContain('immutable')
  }
})

const typeOf = (response: Response) => response.headers()['content-type'] ?? ''
