// What Lighthouse gives the attendee's five screens, on its phone settings, beside a bare page:
// npm run lighthouse [-- RUNS [SCREEN …]]. Lighthouse is no part of this package: LIGHTHOUSE says where it is
// installed, otherwise it comes into a folder of its own.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { runnerImport } from 'vite'
import { buildIfStale } from './build.js'
import { chromiumArgs } from './chromium.js'
import { findOrInstall } from './find-program.js'
import { root } from './sources.js'

const packages = ['lighthouse@12.8.2', 'puppeteer-core@24']
const categories = ['performance', 'accessibility', 'best-practices']
const [runs = '3', ...wanted] = process.argv.slice(2)
const port = 9333

const { lighthouse, puppeteer } = await load()
if (process.env['RENDEZVOUS_BUILD'] !== 'as-it-is') await buildIfStale()
const { module: bench } =
  /** @type {{ module: typeof import('../bench/lighthouse/screens.ts') }} */ (
    await runnerImport(join(root, 'bench/lighthouse/screens.ts'), { root, configFile: false })
  )
const browser = await chromium.launch({
  executablePath: findOrInstall('chromium'),
  args: [...chromiumArgs, '--lang=en-GB', `--remote-debugging-port=${port}`],
})
const remote = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}` })

try {
  await measureBare()
  await bench.screens(browser, async (screen) => {
    if (wanted.length === 0 || wanted.includes(screen.name)) await measure(screen)
  })
} finally {
  await remote.disconnect()
  await browser.close()
}

/** The least there is: one page of plain text, from a server that compresses nothing. */
async function measureBare() {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" /><title>Bare</title>
<link rel="icon" href="data:," /></head><body><h1>Round 1 of 5</h1><p>You are in.</p></body></html>`
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port: at } = /** @type {import('node:net').AddressInfo} */ (server.address())
  await measure({ name: 'bare page', url: `http://127.0.0.1:${at}`, kept: {}, shows: /You are in/ })
  server.close()
}

/** @param {import('../bench/lighthouse/screens.ts').Measured} screen */
async function measure({ name, url, kept, shows }) {
  /** @type {any[]} */
  const results = []
  let lost = 0
  while (results.length < Number(runs)) {
    // Each as somebody who comes for the first time: nothing in the cache, no service worker.
    const context = await remote.createBrowserContext()
    const page = await context.newPage()
    await page.evaluateOnNewDocument((/** @type {Record<string, string>} */ values) => {
      for (const [key, value] of Object.entries(values)) localStorage.setItem(key, value)
    }, kept)
    const flags = { onlyCategories: categories, logLevel: 'error', locale: 'en-GB' }
    const { lhr } = await lighthouse(url, flags, undefined, page)
    // Lighthouse has gone away and back by now: the screen may still be on its way.
    const shown = `new RegExp(${JSON.stringify(shows.source)}).test(document.body.innerText)`
    await page.waitForFunction(shown, { timeout: 10_000 }).catch(async () => {
      const found = await page.evaluate(() => document.body.innerText)
      throw new Error(`expected ${shows} on «${name}», found: ${found}`)
    })
    await context.close()
    // Now and then the browser's trace lacks its beginning: nothing was measured.
    if (lhr.runtimeError?.code === 'NO_NAVSTART' && lost++ < results.length + 3) continue
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
    results.push(lhr)
  }
  const scores = categories.map((id) => median(results.map((lhr) => lhr.categories[id].score)))
  const figure = (/** @type {string} */ id) =>
    median(results.map((lhr) => lhr.audits[id].numericValue))
  const seconds = (/** @type {string} */ id) => (figure(id) / 1000).toFixed(2)
  const requests = results[0].audits['network-requests'].details.items
  const bytes = requests.reduce(
    (/** @type {number} */ sum, /** @type {any} */ { transferSize }) => sum + transferSize,
    0,
  )
  console.log(
    [
      name.padEnd(10),
      ...scores.map((score) => score.toFixed(2)),
      `FCP ${seconds('first-contentful-paint')} s, LCP ${seconds('largest-contentful-paint')} s, SI ${seconds('speed-index')} s,`,
      `blocked ${figure('total-blocking-time').toFixed(0)} ms, shift ${figure('cumulative-layout-shift').toFixed(3)},`,
      `${requests.length} requests, ${(bytes / 1000).toFixed(1)} kB;`,
      `runs ${results.map((lhr) => lhr.categories.performance.score.toFixed(2)).join(' ')}`,
    ].join(' '),
  )
  for (const audit of faultsOf(results.at(-1))) console.log(`  ${audit}`)
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

/** @param {any} lhr what is not perfect beside the speed */
function faultsOf(lhr) {
  return ['accessibility', 'best-practices'].flatMap((id) =>
    lhr.categories[id].auditRefs
      .filter(
        (/** @type {any} */ { id: audit, weight }) =>
          weight > 0 && (lhr.audits[audit].score ?? 1) < 1,
      )
      .map(
        (/** @type {any} */ { id: audit }) =>
          `${audit}: ${JSON.stringify(lhr.audits[audit].details?.items?.slice(0, 3))}`,
      ),
  )
}

/** @returns {Promise<{ lighthouse: any, puppeteer: any }>} */
async function load() {
  const folder = process.env['LIGHTHOUSE'] ?? join(tmpdir(), 'rendezvous-lighthouse')
  if (!existsSync(join(folder, 'node_modules/lighthouse'))) {
    mkdirSync(folder, { recursive: true })
    const { status } = spawnSync('npm', ['install', '--no-save', '--prefix', folder, ...packages], {
      stdio: ['ignore', 2, 2],
    })
    if (status !== 0) throw new Error(`No Lighthouse: npm install ${packages.join(' ')} failed.`)
  }
  const { resolve } = createRequire(join(folder, 'index.js'))
  const [{ default: lighthouse }, { default: puppeteer }] = await Promise.all(
    ['lighthouse', 'puppeteer-core'].map((name) => import(pathToFileURL(resolve(name)).href)),
  )
  return { lighthouse, puppeteer }
}
