import { expect, test } from '@playwright/test'
import type { Response } from '@playwright/test'
import { gzipSync } from 'node:zlib'
import { startProgram } from '../support/program.ts'
import type { Program } from '../support/program.ts'

const budget = 70_000

// What the service worker fetches for later is not what the person waits for.
test.use({ serviceWorkers: 'block' })

let program: Program
test.beforeAll(async () => {
  program = await startProgram()
})
test.afterAll(() => program.stop())

test('an attendee waits for at most 70 kB of scripts and styles', async ({ page }) => {
  const responses: Response[] = []
  page.on('response', (response) => responses.push(response))
  await page.goto(`${program.url}/n/00000000`, { waitUntil: 'networkidle' })

  const code = responses.filter((response) => /javascript|css/.test(typeOf(response)))
  const sizes = await Promise.all(
    code.map(async (response) => ({
      name: new URL(response.url()).pathname,
      size: gzipSync(await response.body(), { level: 9 }).length,
    })),
  )
  const total = sizes.reduce((sum, { size }) => sum + size, 0)
  const figure = `${(total / 1000).toFixed(1)} kB gzip, ${code.length} of ${responses.length} requests`
  console.log(`first load of an attendee's phone: scripts and styles ${figure}`)
  test.info().annotations.push({ type: 'first load', description: figure })

  expect(sizes.length).toBeGreaterThan(1)
  expect(total, sizes.map(({ name, size }) => `${size} ${name}`).join('\n')).toBeLessThanOrEqual(
    budget,
  )
})

test('scripts and styles arrive compressed, and are kept for good', async ({ page }) => {
  const responses: Response[] = []
  page.on('response', (response) => responses.push(response))
  await page.goto(`${program.url}/n/00000000`, { waitUntil: 'networkidle' })

  const lasting = responses.filter((response) => response.url().includes('/_app/immutable/'))
  expect(lasting.length).toBeGreaterThan(1)
  for (const response of lasting.filter((each) => /javascript|css/.test(typeOf(each)))) {
    expect(response.headers()['content-encoding'], response.url()).toMatch(/^(gzip|br)$/)
    expect(response.headers()['cache-control'], response.url()).toContain('immutable')
  }
})

const typeOf = (response: Response) => response.headers()['content-type'] ?? ''
