// Whole evenings with simulated people over real sockets, a real server and a real store.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { root } from '../../scripts/sources.js'

const run = promisify(execFile)

async function rehearsed(...args: string[]) {
  const { stdout } = await run(
    process.execPath,
    ['scripts/run.js', 'rehearse', '--json', ...args],
    {
      cwd: root,
    },
  )
  return JSON.parse(stdout)
}

const sum = (report: { rounds: Record<string, number>[] }, what: string): number =>
  report.rounds.reduce((total, round) => total + (round[what] ?? 0), 0)

const everybody = ['--late', '0.2', '--absent', '0.15', '--phoneless', '0.1']

test.describe.configure({ timeout: 120_000 })

for (const seed of ['1', '2', '3'])
  test(`sixty people, some late, absent or without a phone, seed ${seed}: nobody is lost`, async () => {
    const report = await rehearsed('--people', '60', '--seed', seed, ...everybody)
    expect(report).toMatchObject({ people: 60, checkedIn: 60, commandsLost: 0 })
    expect(report.commandsAnswered).toBe(report.commandsSent)
    expect([
      sum(report, 'stranded'),
      sum(report, 'rematches'),
      sum(report, 'noCommonLanguage'),
    ]).toEqual([0, 0, 0])
    expect(report.byesPerPersonMax).toBeLessThanOrEqual(1)
    expect(report.frameBytesMedian).toBeLessThanOrEqual(300)
  })

test('six people have their five perfect rounds', async () => {
  const report = await rehearsed('--people', '6')
  expect(report.rounds.map((r: { pairings: number }) => r.pairings)).toEqual([3, 3, 3, 3, 3])
  expect([sum(report, 'rematches'), sum(report, 'byes'), sum(report, 'stranded')]).toEqual([
    0, 0, 0,
  ])
})

test('seven people never meet twice, and nobody sits out twice', async () => {
  const report = await rehearsed('--people', '7')
  expect([sum(report, 'rematches'), sum(report, 'stranded')]).toEqual([0, 0])
  expect(report.byesPerPersonMax).toBeLessThanOrEqual(1)
})

test('the same people and seed give the same evening', async () => {
  const args = ['--people', '14', '--seed', 'again', ...everybody]
  const [{ durationS: _, ...one }, { durationS: __, ...other }] = [
    await rehearsed(...args),
    await rehearsed(...args),
  ]
  expect(other).toEqual(one)
})

test('two hundred people: a phone comes in with at most eight kilobytes', async () => {
  const report = await rehearsed('--people', '200', '--seed', '4', ...everybody)
  expect(report).toMatchObject({ checkedIn: 200, commandsLost: 0 })
  expect(sum(report, 'stranded') + sum(report, 'rematches')).toBe(0)
  expect(report.snapshotBytesMax).toBeLessThanOrEqual(8_000)
})

test('the announced talks of a real page are held', async () => {
  const page = join(root, '../shared/data/paris-p2p/monthly/paris-p2p-2.md')
  test.skip(!existsSync(page), 'needs ../shared/data, the announcement pages of Paris P2P')
  const report = await rehearsed('--people', '12', '--page', page)
  expect(report.talksHeld).toBeGreaterThanOrEqual(3)
  expect(sum(report, 'stranded')).toBe(0)
})
