// What a device keeps opens without a network: any page of the night on a guest's phone that was there
// once, and the desks on a device that had one open; and nothing is kept that is not ours.
import { appendFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import * as v from 'valibot'
import { roundNumber, segmentId } from '#night/ids.ts'
import { timesFrom } from '#night/rounds/timetable.ts'
import { fragmentOf } from '#night/rounds/words-link.ts'
import { root } from '../../scripts/sources.js'
import { freshKeys } from '../../server/keys.ts'
import { openMemoryLog } from '../../server/log/memory.ts'
import { faultsOf } from '../support/faults.ts'
import { layLine, type Line } from '../support/line.ts'
import { kept } from './support/built.ts'
import { startServer, type TestNight, type TestServer } from '../support/server.ts'

const clientDir = join(root, 'build/client')
const english = { locale: 'en-GB', viewport: { width: 390, height: 844 } } as const

let server: TestServer
let line: Line
let night: TestNight

test.beforeEach(async () => {
  server = await startServer({ clientDir })
  line = await layLine(server.url)
  night = await server.holdNight({ title: 'Paris P2P #12' })
})
test.afterEach(async () => {
  line.close()
  await server.close()
})

const installed = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state))
/** The scripts that a device keeps, in the cache whose name ends so. */
const keptIn = (page: Page, cache: string) =>
  page.evaluate(async (ends) => {
    const names = (await caches.keys()).filter((name) => name.endsWith(ends))
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return lists.flat().map(({ url }) => new URL(url).pathname)
  }, cache)

/** A new page, as from the home screen or from a link. */
async function cold(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(line.url + path, { waitUntil: 'commit' })
  return page
}

test('without a line and without a server every page of the night opens cold', async ({
  browser,
}) => {
  const context = await browser.newContext({ ...english, baseURL: line.url })
  const first = await context.newPage()
  const host = await night.host()
  const begin = (kind: string) => {
    const segment = host.view.program?.segments.find((each) => each.kind === kind)
    return host.send({ type: 'program/start', segment: v.parse(segmentId, segment?.id) })
  }
  await begin('doors')
  const joined = await night.join({ name: 'Ada' })
  for (const { badge } of [joined, await night.join({ name: 'Bo' })])
    await host.send({ type: 'door/check-in', badge })
  await first.addInitScript(
    ([id, badge]) => {
      localStorage.setItem(`rendezvous:badge:${id}`, badge)
      localStorage.setItem('rendezvous:last-night', JSON.stringify(id))
    },
    [night.id, JSON.stringify(joined)] as const,
  )
  await first.goto(`/n/${night.id}`)
  await begin('rounds')
  await host.send({ type: 'rounds/start', number: v.parse(roundNumber, 1) })
  await expect(first.getByText('Round 1 of 5')).toBeVisible()
  expect(await installed(first)).toMatch(/activat/)
  expect(await keptIn(first, 'staff')).toEqual([])
  // What was shown is on the device once the page is left.
  await first.close()

  // Nobody answers any more, and nobody refuses.
  line.cut()
  const pages = [
    [`/n/${night.id}`, /^with Bo$/],
    [`/n/${night.id}/talks`, 'Talks'],
    [`/n/${night.id}/map`, /^Your table is/],
    [`/n/${night.id}/me`, 'What I said'],
    [`/n/${night.id}?table=3`, /^with Bo$/],
    ['/', 'Back to Paris P2P #12'],
    ['/tonight/me', 'What I said'],
    [`/j/${host.view.about?.code}`, /^with Bo$/],
  ] as const
  for (const [path, shown] of pages) {
    const page = await cold(context, path)
    await expect(page.getByText(shown).first(), path).toBeVisible()
    await page.close()
  }
  // What cannot be had here says so: the desk is not on this phone.
  line.close()
  for (const [path, shown] of [
    ['/j/2345', 'There is no line right now. Try again in a moment.'],
    [`/host/${night.id}`, 'This page is not on this device yet'],
    ['/nowhere', 'There is no such page'],
  ] as const) {
    const page = await cold(context, path)
    await expect(page.getByText(shown), path).toBeVisible()
    await page.close()
  }
  await context.close()
})

test('a code that a camera reads off the display opens a round cold, and in the tab that was open', async ({
  browser,
}) => {
  const host = await night.host()
  const segment = host.view.program?.segments.find(({ kind }) => kind === 'doors')
  await host.send({ type: 'program/start', segment: v.parse(segmentId, segment?.id) })
  const joined = await night.join({ name: 'Ada' })
  for (const { badge } of [joined, await night.join({ name: 'Bo' })])
    await host.send({ type: 'door/check-in', badge })
  const context = await browser.newContext({ ...english, baseURL: line.url })
  await context.addInitScript(
    ([id, badge]) => localStorage.setItem(`rendezvous:badge:${id}`, badge),
    [night.id, JSON.stringify(joined)] as const,
  )
  const older = await context.newPage()
  await older.goto(`/n/${night.id}`)
  expect(await installed(older)).toMatch(/activat/)
  const keptEnvelopes = () =>
    older.evaluate((id) => {
      const text = localStorage.getItem(`rendezvous:view:${id}:attendee`)
      return Object.keys(JSON.parse(text ?? '{}').view?.envelopes ?? {})
    }, night.id)
  await expect.poll(keptEnvelopes).toContain('1')
  const runtime = await server.composed.registry.find(night.id)
  const [sealed] = runtime?.night.rounds.sealed?.rounds ?? []
  if (!runtime || !sealed) throw new Error('expected the first round to be sealed')

  // The host begins it before its time, and nobody hears of it but the display.
  line.drop()
  await expect(older.getByRole('button', { name: 'Type the words of the display' })).toBeVisible()
  const times = timesFrom(server.composed.clock.now(), runtime.night.rounds.settings)
  const scanned = await cold(context, `/n/${night.id}${fragmentOf(1, times, sealed.words)}`)
  for (const page of [scanned, older]) {
    await expect(page.getByText('Round 1 of 5')).toBeVisible()
    await expect(page.getByText(/^with Bo$/)).toBeVisible()
  }
  expect(new URL(scanned.url()).hash, 'the words leave the address').toBe('')
  await context.close()
})

test('a newer version is offered to whoever holds the night, and taken when they say so', async ({
  browser,
}) => {
  const later = await mkdtemp(join(tmpdir(), 'later-'))
  await cp(clientDir, later, { recursive: true })
  for (const ending of ['.br', '.gz']) await rm(join(later, `service-worker.js${ending}`))
  await appendFile(join(later, 'service-worker.js'), '\n// The next release.\n')
  const shared = { log: await openMemoryLog(), keys: freshKeys() }
  const now = await startServer({ ...shared, clientDir })
  const next = await startServer({ ...shared, clientDir: later })
  const held = await now.holdNight()
  line.lead(now.url)
  line.mend()
  const context = await browser.newContext({ locale: 'en-GB', baseURL: line.url })
  const links = await Promise.all((['host', 'door'] as const).map((role) => held.screen(role)))
  const pages: Page[] = []
  for (const { linked } of links) {
    const { pathname, hash } = new URL(linked.link)
    const page = await cold(context, pathname + hash)
    await installed(page)
    pages.push(page)
  }
  line.lead(next.url)
  line.mend()
  for (const page of pages) {
    await page.evaluate(async () => {
      Object.assign(window, { before: true })
      await (await navigator.serviceWorker.ready).update()
    })
    await expect(page.getByText('There is a new version.')).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
    expect(await page.evaluate(() => 'before' in window), 'nothing reloads by itself').toBe(true)
  }
  const [desk] = pages as [Page]
  await desk.getByRole('button', { name: 'Update' }).click()
  await desk.waitForFunction(() => !('before' in window))
  await expect(desk.getByText('There is a new version.')).toBeHidden()
  await expect(desk.getByRole('heading', { level: 1 })).toBeVisible()
  await context.close()
  await now.composed.registry.close()
  await next.close()
  await now.close()
  await rm(later, { recursive: true, force: true })
})

test('a device on which a desk was open keeps them all, a phone that joins keeps none', async ({
  browser,
}) => {
  const context = await browser.newContext({ ...english, baseURL: line.url })
  const { linked: door } = await night.screen('door')
  const { linked: display } = await night.screen('display')
  const pathOf = (link: string) => new URL(link).pathname + new URL(link).hash
  const page = await cold(context, pathOf(display.link))
  await expect(page.getByText('Paris P2P #12').first()).toBeVisible()
  await expect.poll(async () => (await keptIn(page, 'staff')).length).toBeGreaterThan(8)
  await page.goto(line.url + pathOf(door.link))
  await expect(page.getByText('Name', { exact: true }).first()).toBeVisible()
  await page.close()

  line.cut()
  for (const [path, shown] of [
    [`/display/${night.id}`, 'Paris P2P #12'],
    [`/door/${night.id}`, 'Name'],
  ] as const) {
    const again = await cold(context, path)
    await expect(again.getByText(shown).first(), path).toBeVisible()
    await again.close()
  }
  await context.close()
})

test('a page that comes instead of a script, or of the shell, is never kept', async ({
  browser,
}) => {
  const portal = '<!doctype html><title>Welcome to our wifi</title><h1>Log in</h1>'
  const forEverybody = kept().find(({ url, staff }) => url.includes('/chunks/') && !staff)
  const names = ['shell.html', forEverybody?.url.slice(1) ?? '']
  for (const name of names) {
    // What a portal gives instead of this one file, and of it alone.
    const lying = await mkdtemp(join(tmpdir(), 'portal-'))
    await cp(clientDir, lying, { recursive: true })
    for (const ending of ['', '.br', '.gz']) await rm(join(lying, name + ending))
    await writeFile(join(lying, name), portal)
    const there = await startServer({ clientDir: lying })
    const context = await browser.newContext({ ...english, baseURL: there.url })
    const page = await context.newPage()
    await page.goto('/manifest.webmanifest')
    const state = await page.evaluate(async () => {
      const { installing } = await navigator.serviceWorker.register('/service-worker.js')
      if (!installing) return 'nothing was installed'
      return new Promise<string>((resolve) => {
        installing.addEventListener('statechange', () => resolve(installing.state))
      })
    })
    expect(state, name).toBe('redundant')
    const bodies = await page.evaluate(async () => {
      const kept = await Promise.all((await caches.keys()).map((each) => caches.open(each)))
      const found = await Promise.all(kept.map((cache) => cache.matchAll()))
      return Promise.all(found.flat().map((response) => response.text()))
    })
    expect(bodies.filter((body) => body.includes('our wifi'))).toEqual([])
    await context.close()
    await there.close()
    await rm(lying, { recursive: true, force: true })
  }
})
