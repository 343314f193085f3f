// Everything, in sequence: `npm test`. Ends with a line of its own, `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.js'
import { ofPlaywright, ofVitest } from './failures.js'
import { findOrInstall, install } from './find-program.js'
import { run, stopAll } from './steps.js'

/**
 * @typedef {{ passed: number, failed: number, skipped?: number, failures?: readonly string[] }} Count failures: which, and why in a line
 */

const reports = mkdtempSync(join(tmpdir(), 'rendezvous-test-'))
const failedToRun = { passed: 0, failed: 1 }

/** @type {readonly { name: string, count: () => Promise<Count> }[]} */
const parts = [
  { name: 'check', count: check },
  { name: 'unit, contract, property', count: unit },
  { name: 'build', count: build },
  { name: 'end to end', count: endToEnd },
]

/** @type {Map<string, Count & { seconds: number }>} */
const counts = new Map()

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    stopAll()
    counts.set('interrupted', { ...failedToRun, seconds: 0 })
    finish()
  })
}

// What cannot be had fails the tests that need it, and those say how to get it.
install()
for (const { name, count } of parts) {
  console.log(`\n— ${name}`)
  const from = performance.now()
  const counted = await count().catch((/** @type {unknown} */ error) => {
    console.error(error instanceof Error ? error.message : error)
    return failedToRun
  })
  counts.set(name, { ...counted, seconds: (performance.now() - from) / 1000 })
}
finish()

async function unit() {
  const file = join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { exit } = await run(['vitest', 'run', '--allowOnly=false', ...reporters])
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const skipped = report.numPendingTests + report.numTodoTests
  const counted = honest(exit, report.numPassedTests, report.numFailedTests, skipped)
  return { ...counted, failures: ofVitest(report) }
}

/** @returns {Promise<Count>} */
async function build() {
  const { exit } = await run(['scripts/build.js'])
  return honest(exit, 1, 0, 0)
}

async function endToEnd() {
  const file = join(reports, 'playwright.json')
  const env = {
    CHROMIUM_PATH: findOrInstall('chromium'),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    // Built a moment ago: what is tested is that.
    RENDEZVOUS_BUILD: 'as-it-is',
  }
  const command = ['playwright', 'test', '--forbid-only', '--reporter=list,json']
  const { exit } = await run(command, { env })
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const { expected, unexpected, flaky, skipped } = report.stats
  const counted = honest(exit, expected, unexpected + flaky, skipped)
  return { ...counted, failures: ofPlaywright(report) }
}

/**
 * A runner that fails without a failed test (a file that does not load, a crash at the end) has failed.
 * @param {number} exit
 * @param {number} passed
 * @param {number} failed
 * @param {number} skipped
 * @returns {Count}
 */
function honest(exit, passed, failed, skipped) {
  if (exit === 0 || failed > 0) return { passed, failed, skipped }
  console.error(`The runner ended with ${exit}, without a test that failed.`)
  return { passed: Math.max(0, passed - 1), failed: 1, skipped }
}

/** @returns {never} */
function finish() {
  rmSync(reports, { recursive: true, force: true })
  console.log('')
  let passed = 0
  let failed = 0
  for (const [name, count] of counts) {
    passed += count.passed
    failed += count.failed
    const skipped = count.skipped ? `, ${count.skipped} skipped` : ''
    const ran = `${count.passed} passed, ${count.failed} failed${skipped}`
    console.log(`  ${name}: ${ran} (${count.seconds.toFixed(0)} s)`)
    for (const failure of count.failures ?? []) console.log(`    ${failure}`)
  }
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exit(failed > 0 ? 1 : 0)
}
