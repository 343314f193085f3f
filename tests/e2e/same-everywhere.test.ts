// The engine gives one answer: in a browser, on the server, and in the server's worker.
import { expect, test } from '@playwright/test'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { randomOf } from '#night/random.ts'
import { planEvening, type PairingInput, type PlannedRound } from '#night/rounds/pairing/index.ts'
import { root } from '../../scripts/sources.js'
import { WorkerPlanner } from '../../server/runtime/planner.ts'
import { crowd, plain } from '../night/pairing/people.ts'

const sorts = [['fr'], ['en'], ['fr', 'en'], ['fr', 'en']]
const inputOf = (n: number, roundsLeft: number): PairingInput => {
  const people = crowd(randomOf(`everywhere ${n}`), n, sorts)
  return { ...plain, people, met: [], roundsLeft, oddOne: 'bye', seed: `everywhere ${n}` }
}
const hashOf = (rounds: readonly PlannedRound[] | undefined): string =>
  createHash('sha256').update(JSON.stringify(rounds)).digest('hex')

/** The engine as one script, with `planEvening` on the page. */
async function engineScript(): Promise<string> {
  const entry = join(root, 'src/lib/night/rounds/pairing/index.ts')
  const built = await build({
    ...{ root, configFile: false, logLevel: 'silent', publicDir: false },
    build: { write: false, lib: { entry, formats: ['iife'], name: 'engine' } },
  })
  const [first] = Array.isArray(built) ? built : [built]
  const [chunk] = first && 'output' in first ? first.output : []
  if (chunk?.type !== 'chunk') throw new Error('expected a script, found none')
  return chunk.code
}

test('the same input and seed seat 20, 200 and 1,000 people alike everywhere', async ({ page }) => {
  const worker = pathToFileURL(join(root, 'build/server/planner-worker.js'))
  const planner = new WorkerPlanner(worker, 30_000)
  await page.addScriptTag({ content: await engineScript() })
  for (const [n, rounds] of [
    [20, 5],
    [200, 5],
    [1000, 1],
  ] as const) {
    // prettier-ignore
    const input = inputOf(n, rounds)
    const here = hashOf(planEvening(input))
    expect(hashOf((await planner.plan(input))?.rounds), `${n} in the worker`).toBe(here)
    const there = await page.evaluate(
      (given) => (globalThis as unknown as { engine: Engine }).engine.planEvening(given),
      input,
    )
    expect(hashOf(there), `${n} in the browser`).toBe(here)
  }
  await planner.close()
})

interface Engine {
  readonly planEvening: typeof planEvening
}
