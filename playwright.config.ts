import { defineConfig } from '@playwright/test'
import { chromiumArgs } from './scripts/chromium.js'
import { find } from './scripts/find-program.js'

const executablePath = find('chromium')

const evenings = ['**/e2e/sealed.test.ts', '**/e2e/survival.test.ts']
const journey = '**/e2e/journey.test.ts'

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 3,
  retries: 0,
  timeout: 90_000,
  // A small machine with two browsers on it is slow, and that is no fault of what it shows.
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    trace: 'retain-on-failure',
    launchOptions: {
      // Without one Playwright looks for its own, and says how to get it.
      ...(executablePath ? { executablePath } : {}),
      args: [...chromiumArgs],
    },
  },
  // The longest first. Whole evenings in their own time mostly wait, beside two that work.
  projects: [
    { name: 'evenings', testMatch: evenings, workers: 1 },
    { name: 'journey', testMatch: journey, workers: 1 },
    { name: 'chromium', testIgnore: [...evenings, journey], workers: 2 },
  ],
})
