// All lines are cut after the doors, for good: five rounds are held from the words on the wall alone,
// everybody at the table that the server would have sent them to; and what was said there is told later.
import { join } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import * as v from 'valibot'
import { roundNumber, segmentId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import { pairingOf } from '#night/rounds/model.ts'
import { between, minutes, plus, type Instant } from '#night/time.ts'
import type { Joined } from '#protocol/http.ts'
import { root } from '../../scripts/sources.js'
import { instantAt } from '../../server/announcement/local-time.ts'
import { clockOf } from '../../server/runtime/clock.ts'
import { layLine, type Line } from '../support/line.ts'
import type { Screen } from '../support/screen.ts'
import { startServer, type TestNight, type TestServer } from '../support/server.ts'
import { readQr } from '../support/qr.ts'
import { Complaints } from './support/complaints.ts'

const speed = 10
/** Far enough ahead to be so whenever this runs. */
const evening = { date: '2090-12-06', zone: 'Europe/Paris' }
const names = ['Ada', 'Bo', 'Cyd', 'Dan', 'Eli', 'Fay']

let server: TestServer
let night: TestNight
let host: Screen
let line: Line

test.beforeEach(async () => {
  const clock = clockOf(speed)
  clock.reach(instantAt(evening.date, '19:15', evening.zone) as Instant)
  server = await startServer({ clock, clientDir: join(root, 'build/client'), gatherMs: 20 })
  night = await server.holdNight({ date: evening.date })
  host = await night.host()
  line = await layLine(server.url)
})
test.afterEach(async () => {
  line.close()
  await server.close()
})

async function order(command: Command): Promise<void> {
  const answer = await host.send(command)
  if (!answer.ok) throw new Error(`${command.type} was refused: ${answer.code}`)
  await host.heard()
}

/** Where phones come from that nobody has set: all of them show what the clocks of the hall show. */
const zones = ['Europe/Paris', 'Europe/London', 'America/New_York', 'Asia/Kolkata'] as const

/** Somebody's phone, on the line that will be cut. */
async function phoneOf(browser: Browser, joined: Joined, timezoneId: string): Promise<Page> {
  const context = await browser.newContext({
    ...{
      locale: 'en-GB',
      viewport: { width: 390, height: 844 },
      timezoneId,
      serviceWorkers: 'block',
    },
  })
  const page = await context.newPage()
  await page.addInitScript(
    ([key = '', badge = '']) => localStorage.setItem(key, badge),
    [`rendezvous:badge:${night.id}`, JSON.stringify(joined)],
  )
  await page.goto(`${line.url}/n/${night.id}`)
  return page
}

async function displayOf(browser: Browser): Promise<Page> {
  const { screen, linked } = await night.screen('display')
  screen.close()
  const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 }, timezoneId: 'UTC' })).newPage() // prettier-ignore
  await page.goto(linked.link.replace(server.url, line.url))
  return page
}

/** What the words on the wall are for. */
const opensOn = (display: Page) => display.getByText(/no line\?|sans réseau/i)

/** The four words, whichever language the wall speaks. */
async function wordsOn(display: Page): Promise<string> {
  const list = opensOn(display).locator('xpath=following-sibling::ul')
  const words = await list.innerText({ timeout: 60_000 })
  return words.replace(/\s+/g, ' ')
}

/** What a phone's own camera reads off the wall. */
async function scannedFrom(display: Page): Promise<URL> {
  return new URL((await readQr(await display.screenshot())) ?? 'about:blank')
}

/** What a phone says of the round: where, and with whom. */
async function seatOn(phone: Page, number: number) {
  await expect(phone.getByText(`Round ${number} of 5`)).toBeVisible()
  const table = await phone.getByText(/^Table \d+$/).innerText()
  const names = await phone.getByText(/^with /).innerText()
  return { table: Number(/\d+/.exec(table)?.[0]), with: names.replace(/^with /, '').split(' and ').sort() } // prettier-ignore
}

/** How many envelopes a phone has. */
const sealedOn = (phone: Page): Promise<number> =>
  phone.evaluate(
    (key) =>
      Object.keys(JSON.parse(localStorage.getItem(key) ?? '{}').view?.envelopes ?? {}).length,
    `rendezvous:view:${night.id}:attendee`,
  )

/** Everybody is in. */
async function letIn(): Promise<Joined[]> {
  const badges: Joined[] = []
  for (const name of names) {
    const joined = await night.join({ name })
    await order({ type: 'door/check-in', badge: joined.badge })
    badges.push(joined)
  }
  return badges
}

test('a night is held from the words on the wall alone', async ({ browser }) => {
  test.setTimeout(420_000)
  const badges = await letIn()
  const talks = host.view.program?.segments.find(({ kind }) => kind === 'talks')
  await order({ type: 'program/start', segment: v.parse(segmentId, talks?.id) })
  await order({ type: 'rounds/configure', changeoverMs: minutes(1), roundMs: minutes(3) })
  // Two of the six leave theirs in their pockets.
  const phones = await Promise.all(
    badges.slice(0, 4).map((joined, i) => phoneOf(browser, joined, zones[i] ?? 'UTC')),
  )
  const display = await displayOf(browser)
  const complaints = new Complaints()
  phones.forEach((phone, i) => complaints.hear(phone, names[i] ?? ''))
  // Each phone has an envelope for every round, and the code that opens them.
  for (const [i, phone] of phones.entries()) {
    await expect(phone.getByText('19:30').first(), `phone ${i} knows the program`).toBeVisible()
    await expect.poll(() => sealedOn(phone)).toBe(5)
  }
  const runtime = await server.composed.registry.find(night.id)
  if (!runtime) throw new Error('expected the night to be there')

  // The rounds are to begin soon, but not before everybody has noticed that there is no line.
  const soon = plus(server.composed.clock.now(), minutes(7))
  const segmentOf = (wanted: string) => {
    const found = host.view.program?.segments.find(({ kind }) => kind === wanted)
    if (!found) throw new Error(`expected a segment of ${wanted}`)
    return found
  }
  const [before, rounds] = [segmentOf('talks'), segmentOf('rounds')]
  await order({ type: 'program/extend', segment: before.id, by: between(before.end, soon) })
  await order({ type: 'program/move', segment: rounds.id, by: between(rounds.start, soon) })
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: evening.zone })
  for (const page of [...phones, display])
    await expect(page.getByText(time.format(soon)).first()).toBeVisible()
  const sealed = runtime.night.rounds.sealed?.rounds ?? []

  // Nobody hears anybody from here on: neither phones, nor display, nor the host.
  phones.forEach((phone) => complaints.allowSilence(phone))
  line.drop()
  for (const page of phones) await expect(page.getByText(/last heard|No line/)).toBeVisible()
  host.close()

  for (let number = 1; number <= 5; number++) {
    await expect(display.getByRole('heading', { level: 1, name: new RegExp(`(Round|Tour) ${number}\\b`) })).toBeVisible({ timeout: 60_000 }) // prettier-ignore
    const words = await wordsOn(display)
    const [first, ...others] = phones as [Page, ...Page[]]
    await expect(first.getByLabel('The four words')).toBeVisible()
    if (number === 1) {
      await first.getByLabel('The four words').fill('piano piano piano piano')
      await first.getByRole('button', { name: 'Open' }).click()
      await expect(first.getByText('These words open nothing here')).toBeVisible()
    }
    // One scans, the others type.
    const { pathname, hash } = await scannedFrom(display)
    expect(pathname).toBe(`/n/${night.id}`)
    await first.evaluate((scanned) => (location.hash = scanned), hash)
    await Promise.all(
      others.map(async (phone) => {
        await phone.getByLabel('The four words').fill(words)
        await phone.getByRole('button', { name: 'Open' }).click()
      }),
    )
    const seats = await Promise.all(phones.map((phone) => seatOn(phone, number)))
    if (number === 1) await first.getByRole('button', { name: 'I’m here' }).click()
    const round = sealed[number - 1]?.seating
    if (!round) throw new Error('expected the round to be sealed')
    for (const [i, seat] of seats.entries()) {
      const me = badges[i]?.attendee
      const pairing = me && pairingOf(round, me)
      const partners = (pairing?.people ?? []).filter((id) => id !== me)
      expect(seat).toEqual({
        table: pairing?.table,
        with: partners.map((id) => runtime.night.door.attendees.get(id)?.name).sort(),
      })
    }
  }
  // The server, which nobody reached, has held the same rounds by the program.
  await expect.poll(() => runtime.night.rounds.list.length, { timeout: 30_000 }).toBe(5)
  const held = runtime.night.rounds.list.map(({ number, pairings }) => ({ number, pairings }))
  expect(held).toEqual(sealed.map(({ number, seating: { pairings } }) => ({ number, pairings })))
  expect(complaints.list).toEqual([])

  line.mend()
  const ada = badges[0]?.attendee
  await expect.poll(() => ada && runtime.night.rounds.list[0]?.here.has(ada), { timeout: 30_000 }).toBe(true) // prettier-ignore
})

test('a round that the host held back as the line died is opened on the host’s word', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const badges = await letIn()
  const segment = host.view.program?.segments.find(({ kind }) => kind === 'rounds')
  await order({ type: 'program/start', segment: v.parse(segmentId, segment?.id) })
  await order({ type: 'rounds/configure', changeoverMs: minutes(1), roundMs: minutes(3) })
  await order({ type: 'rounds/start', number: v.parse(roundNumber, 1) })
  await order({ type: 'rounds/end', number: v.parse(roundNumber, 1) })
  await order({ type: 'rounds/configure', changeoverMs: minutes(2), roundMs: minutes(10) })
  const [ada, bo] = badges as [Joined, Joined, ...Joined[]]
  const phones = await Promise.all([phoneOf(browser, ada, 'UTC'), phoneOf(browser, bo, 'UTC')])
  const display = await displayOf(browser)
  for (const phone of phones) await expect.poll(() => sealedOn(phone)).toBe(4)
  await expect(opensOn(display)).toBeHidden()

  // The round was due when the first one would have ended; nobody can hear the host say when it begins.
  const due = host.view.round?.endsAt ?? (Infinity as Instant)
  const passed = () => between(due, server.composed.clock.now())
  await expect.poll(passed, { timeout: 60_000 }).toBeGreaterThan(minutes(2))
  line.drop()

  const words = await wordsOn(display)
  await expect(display.getByText(/the host says|l’hôte dit/)).toBeVisible()
  const { hash } = await scannedFrom(display)
  const [scans, types] = phones as [Page, Page]
  await scans.evaluate((scanned) => (location.hash = scanned), hash)
  await types.getByRole('button', { name: 'Type the words of the display' }).click()
  await types.getByLabel('The four words').fill(words)
  await types.getByRole('button', { name: 'Open' }).click()
  const seats = await Promise.all(phones.map((phone) => seatOn(phone, 2)))
  const runtime = await server.composed.registry.find(night.id)
  const sealed = runtime?.night.rounds.sealed?.rounds.find(({ number }) => number === 2)
  for (const [i, { attendee }] of [ada, bo].entries())
    expect(seats[i]?.table).toBe(sealed && pairingOf(sealed.seating, attendee)?.table)
})
