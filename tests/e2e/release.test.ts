// A phone keeps the screens of the release before until its owner takes the new ones: it lives through
// the whole evening with them, and loses nothing when it changes in the middle of one.
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import * as v from 'valibot'
import { roundNumber, segmentId } from '#night/ids.ts'
import type { Joined } from '#protocol/http.ts'
import { root } from '../../scripts/sources.js'
import { freshKeys } from '../../server/keys.ts'
import { openMemoryLog } from '../../server/log/memory.ts'
import { Hall } from '../support/hall.ts'
import { layLine } from '../support/line.ts'
import { releaseBefore } from '../support/release.ts'
import { startServer } from '../support/server.ts'

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const english = { ...phone, locale: 'en-GB', timezoneId: 'Europe/Paris' } as const
const before = releaseBefore()
test.afterAll(() => before.forget())

const badgeOn = (page: Page, night: string) =>
  page.evaluate(
    (name): Joined => JSON.parse(localStorage.getItem(name) ?? 'null'),
    `rendezvous:badge:${night}`,
  )

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name })
const tab = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).tap()
const tap = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).tap()

async function joinAs(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name tonight').fill(name)
  await tap(page, 'Get my badge')
  await expect(heading(page, 'Show this at the door')).toBeVisible()
}

async function propose(page: Page, title: string): Promise<void> {
  await tab(page, 'Talks')
  await tap(page, 'Propose a talk')
  await page.getByLabel('Title', { exact: true }).fill(title)
  await tap(page, 'Propose it')
}

test('a phone of the release before lives through the whole evening', async ({ browser }) => {
  const hall = await Hall.open(browser, '18:30', {}, before.clientDir)
  const complaints: string[] = []
  const page = await hall.page(`/j/${hall.host.view.about?.code}`, english)
  page.on('pageerror', (error) => complaints.push(error.message))
  await hall.begin('doors')
  await joinAs(page, 'Ada')
  const { badge } = await badgeOn(page, hall.night.id)
  await hall.order({ type: 'door/check-in', badge })
  await expect(heading(page, 'You are in')).toBeVisible()
  for (const name of ['Bo', 'Cyd', 'Dan', 'Eve', 'Fay']) await hall.arrive({ name })
  const ada = hall.whois('Ada')

  await propose(page, 'Radios on a roof')
  await expect(page.getByText('Proposed. The host will look at it.')).toBeVisible()
  const [talk] = hall.host.view.talks?.list ?? []
  expect(talk?.title).toBe('Radios on a roof')
  await tab(page, 'Now')
  await hall.reach('19:00')
  await hall.begin('talks')
  if (talk) await hall.order({ type: 'talks/accept', talk: talk.id })
  if (talk) await hall.order({ type: 'talks/call', talk: talk.id })
  await expect(heading(page, 'You are on')).toBeVisible()
  if (talk) await hall.order({ type: 'talks/stop', talk: talk.id })

  await hall.reach('19:30')
  await hall.begin('rounds')
  for (const number of [1, 2, 3, 4, 5]) {
    await hall.announceRound(number)
    const seat = hall.host.view.desk?.round?.pairings.find(({ people }) => people.includes(ada))
    await expect(page.getByText(`Round ${number} of 5`)).toBeVisible()
    await expect(page.getByText(`Table ${seat?.table}`, { exact: true })).toBeVisible()
    for (const id of seat?.people ?? [])
      if (id !== ada)
        await expect(page.getByText(`with ${hall.nameOf(id)}`, { exact: true })).toBeVisible()
    if (number === 3) await page.reload()
    await hall.talking()
    await tap(page, 'I’m here')
    await expect(page.getByText('✓ You are here')).toBeVisible()
    await hall.endRound()
    const over = number === 5 ? 'That was the last round' : `Round ${number} is over`
    await expect(heading(page, over)).toBeVisible()
  }

  await hall.reach('20:20')
  await hall.begin('free')
  await tap(page, 'Claim a table')
  await page.getByLabel(/^What is it about/).fill('Fork the night')
  await page.getByLabel('Table', { exact: true }).selectOption('3')
  await tap(page, 'Open this table')
  await hall.until('the open table', ({ floor }) =>
    JSON.stringify(floor).includes('Fork the night'),
  )
  await hall.order({ type: 'program/end' })
  await expect(heading(page, 'Thank you')).toBeVisible()
  expect(complaints).toEqual([])
  await hall.close()
})

test('an update in the middle is offered between rounds and loses neither taps nor badge', async ({
  browser,
}) => {
  const shared = { log: await openMemoryLog(), keys: freshKeys() }
  const old = await startServer({ ...shared, clientDir: before.clientDir })
  const now = await startServer({ ...shared, clientDir: join(root, 'build/client') })
  const line = await layLine(old.url)
  const night = await old.holdNight()
  const host = await night.host()
  const order = async (command: Parameters<typeof host.send>[0]) =>
    expect(await host.send(command)).toMatchObject({ ok: true })
  const begin = (kind: string) => {
    const segment = host.view.program?.segments.find((each) => each.kind === kind)
    return order({ type: 'program/start', segment: v.parse(segmentId, segment?.id) })
  }
  const context = await browser.newContext({ ...english, baseURL: line.url })
  const page = await context.newPage()
  const start = () =>
    page.evaluate(() => document.querySelector('link[rel="modulepreload"]')?.getAttribute('href'))

  await begin('doors')
  await page.goto(`/n/${night.id}`)
  await joinAs(page, 'Ada')
  const joined = await badgeOn(page, night.id)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await order({ type: 'door/check-in', badge: joined.badge })
  for (const name of ['Bo', 'Cyd', 'Dan'])
    await order({ type: 'door/check-in', badge: (await night.join({ name })).badge })
  const oldStart = await start()

  // The server is replaced while a round is on; the phone comes back, and hears of the new version.
  await begin('rounds')
  await order({ type: 'rounds/start', number: v.parse(roundNumber, 1) })
  await expect(page.getByText('Round 1 of 5')).toBeVisible()
  line.lead(now.url)
  line.mend()
  await page.reload()
  await page.evaluate(() => Object.assign(window, { before: true }))
  await expect(page.getByText('Round 1 of 5')).toBeVisible()
  const waits = () =>
    page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)
  await expect.poll(waits).toBe(true)
  const offered = page.getByText('There is a new version.')
  await expect(offered).toBeHidden()
  await order({ type: 'rounds/end', number: v.parse(roundNumber, 1) })
  await expect(heading(page, 'Round 1 is over')).toBeVisible()
  await expect(offered).toBeVisible()
  expect(await page.evaluate(() => 'before' in window), 'nothing reloads by itself').toBe(true)
  expect(await start()).toBe(oldStart)

  // Without a line: two taps, and the update.
  line.cut()
  await tap(page, 'Sit this one out')
  await propose(page, 'Radios on a roof')
  await expect(page.getByText(/2 taps are kept/)).toBeVisible({ timeout: 30_000 })
  await tap(page, 'Update')
  await page.waitForFunction(() => !('before' in window))
  await expect(page.getByText(/2 taps are kept/)).toBeVisible({ timeout: 30_000 })
  expect(await start()).not.toBe(oldStart)
  expect(await badgeOn(page, night.id)).toEqual(joined)

  line.mend()
  await expect
    .poll(() => host.view.talks?.list.map(({ title }) => title))
    .toEqual(['Radios on a roof'])
  // The host is told of it gathered, a moment later.
  await expect
    .poll(() => Object.values(host.view.roster ?? {}).find(({ name }) => name === 'Ada')?.state)
    .toBe('away')
  await expect(page.getByText(/taps are kept/)).toBeHidden()
  await context.close()
  line.close()
  // They share a log, which the first to close takes along.
  await old.composed.registry.close()
  await now.close()
  await old.close()
})
