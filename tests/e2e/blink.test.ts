// Back in a blink: a phone that was frozen in a pocket, two tabs, a wiped store, a store that keeps
// nothing, a clock that is wrong by a day. In a Chromium that may freeze; the server's clock runs fast.
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import * as v from 'valibot'
import { roundNumber, segmentId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import { minutes } from '#night/time.ts'
import type { Joined, Returning } from '#protocol/http.ts'
import { root } from '../../scripts/sources.js'
import { clockOf } from '../../server/runtime/clock.ts'
import { Chrome, type Tab } from '../support/chrome.ts'
import { layLine, type Line } from '../support/line.ts'
import type { Screen } from '../support/screen.ts'
import { startServer, type TestNight, type TestServer } from '../support/server.ts'

const speed = 20

let server: TestServer
let night: TestNight
let host: Screen
let line: Line
let chrome: Chrome

test.beforeEach(async () => {
  const clientDir = join(root, 'build/client')
  server = await startServer({ clock: clockOf(speed), clientDir, gatherMs: 20 })
  night = await server.holdNight()
  host = await night.host()
  line = await layLine(server.url)
  chrome = await Chrome.open()
})
test.afterEach(async () => {
  await chrome.close()
  line.close()
  await server.close()
})

async function order(command: Command): Promise<void> {
  const answer = await host.send(command)
  if (!answer.ok) throw new Error(`${command.type} was refused: ${answer.code}`)
  await host.heard()
}
const start = (number: number) =>
  order({ type: 'rounds/start', number: v.parse(roundNumber, number) })

async function arrive(...names: readonly string[]): Promise<Joined[]> {
  const all: Joined[] = []
  for (const name of names) {
    const joined = await night.join({ name, languages: ['en'] })
    await order({ type: 'door/check-in', badge: joined.badge })
    all.push(joined)
  }
  return all
}

/** Rounds that last so long, and the first of them about to be called: so early, nobody is offered anybody. */
async function rounds(
  roundMs: ReturnType<typeof minutes>,
  changeoverMs = minutes(15),
): Promise<void> {
  const rounds = host.view.program?.segments.find(({ kind }) => kind === 'rounds')
  await order({ type: 'program/start', segment: v.parse(segmentId, rounds?.id) })
  await order({ type: 'rounds/configure', roundMs, changeoverMs, oddOne: 'bye' })
}

const badgeOf = (joined: Joined) =>
  `if (localStorage.getItem('given') === null) {
    localStorage.setItem('given', 'once')
    localStorage.setItem('rendezvous:badge:${night.id}', ${JSON.stringify(JSON.stringify(joined))})
  }`

async function phone(joined: Joined | null, before = '', url = server.url): Promise<Tab> {
  const tab = await chrome.phone(before + (joined ? badgeOf(joined) : ''))
  await tab.goto(`${url}/n/${night.id}`)
  return tab
}

/** How often it was recorded that somebody said «I'm here». */
async function hereFrom(of: Joined): Promise<number> {
  let times = 0
  for await (const commits of server.log.read(night.id, null))
    for (const event of commits.flatMap(({ events }) => events))
      if (JSON.stringify(event).includes(of.attendee) && event.type === 'rounds/arrived') times += 1
  return times
}

test('a phone that was frozen over the end of a round never shows the old partner as now', async () => {
  const [ada = fail()] = await arrive('Ada', 'Bo', 'Cyd', 'Dan')
  await rounds(minutes(3), minutes(0))
  // Before anything of the page: what runs, and what each frame after the unlocking shows.
  const watching = `
    window.ran = [Date.now()]; window.frames = []
    setInterval(() => ran.push(Date.now()), 50)
    document.addEventListener('resume', () => {
      const look = () => { frames.push(document.body.innerText); requestAnimationFrame(look) }
      requestAnimationFrame(look)
    }, true);`
  const tab = await phone(ada, watching, line.url)
  await start(1)
  await tab.says('Round 1 of 5')
  const [first = ''] = /with .+/.exec(await tab.text()) ?? []

  await tab.freeze()
  line.cut()
  await expect.poll(() => host.view.round?.phase).toBe('over')
  await order({ type: 'rounds/configure', roundMs: minutes(60) })
  await start(2)
  await tab.thaw()

  // The line is dead still: this is what the phone knows by itself.
  await tab.says('Round 1 is over')
  const frames = await tab.eval<string[]>('frames')
  expect(frames.length).toBeGreaterThan(0)
  expect(frames.filter((text) => text.includes('Round 1 of 5'))).toEqual([])
  const gaps = await tab.eval<number>('Math.max(...ran.slice(1).map((at, i) => at - ran[i]))')
  expect(gaps, 'no timer ran').toBeGreaterThan(2_000)

  line.mend()
  await tab.says('Round 2 of 5')
  const [second = ''] = /with .+/.exec(await tab.text()) ?? []
  expect(second).not.toBe(first)
})

test('two tabs of one phone are one: what is tapped in one shows in the other, and is done once', async () => {
  const [ada = fail()] = await arrive('Ada', 'Bo')
  await rounds(minutes(60))
  await start(1)
  const one = await phone(ada, '', line.url)
  const other = await chrome.tab(one.phone)
  await other.goto(`${line.url}/n/${night.id}`)
  for (const tab of [one, other]) await tab.says('Round 1 of 5')

  // No line: it waits, and both say so.
  line.cut()
  await one.press('I’m here')
  for (const tab of [one, other])
    await tab.until(
      `localStorage.getItem('rendezvous:outbox:${night.id}:attendee')?.includes('rounds/here')`,
    )
  line.mend()
  for (const tab of [one, other]) await tab.says('✓ You are here')
  expect(await hereFrom(ada)).toBe(1)
  await other.until(`localStorage.getItem('rendezvous:outbox:${night.id}:attendee') === '[]'`)
  expect(await one.text(), 'two tabs are one phone').not.toContain('phones or browsers')

  // Forgotten in one tab, it is forgotten in the other, and nothing is written back.
  await other.eval(`location.href = '/n/${night.id}/me'`)
  await other.press('Forget it on this phone now')
  await other.press('Forget it')
  await one.says('Get my badge')
  expect(
    await one.eval(`Object.keys(localStorage).filter((key) => key.includes('${night.id}'))`),
  ).toEqual([])
})

test('a store that is wiped under the page leaves the evening, and a reload too', async () => {
  const [ada = fail()] = await arrive('Ada', 'Bo')
  await rounds(minutes(60))
  await start(1)
  const tab = await phone(ada, '', line.url)
  await tab.says('Round 1 of 5')
  await tab.eval('localStorage.clear()')
  // A new connection needs the pass, which is in the page alone now.
  line.mend()
  await tab.press('I’m here')
  await tab.says('✓ You are here')
  await tab.until(`localStorage.getItem('rendezvous:badge:${night.id}') !== null`)
  await tab.eval(`localStorage.setItem('given', 'once')`)
  await tab.eval('location.reload()')
  await tab.says('✓ You are here')
})

test('a phone that forgot everything is brought back by the door, as who it was', async () => {
  const [ada = fail()] = await arrive('Ada', 'Bo')
  await rounds(minutes(60))
  await start(1)
  const { cookie } = await night.screen('door')
  const empty = await phone(null)
  await empty.says('You already had a badge tonight?')
  const asked = { body: { attendee: ada.attendee }, cookie }
  const { body } = await server.ask(`/api/nights/${night.id}/returns`, asked)
  await empty.goto((body as Returning).link)
  await empty.says('Round 1 of 5')
  expect(await empty.eval('location.hash')).toBe('')
  expect(Object.keys(host.view.roster ?? {}), 'nobody new').toHaveLength(2)

  // The phone that she had is found again: both are hers, both say so.
  const found = await phone(ada)
  for (const tab of [empty, found]) await tab.says('open on 2 phones or browsers')
  await found.press('I’m here')
  await empty.says('✓ You are here')
})

test('a phone that keeps nothing, and one whose clock is wrong by a day, go through the evening', async () => {
  const [ada = fail(), bo = fail()] = await arrive('Ada', 'Bo')
  await rounds(minutes(60))
  const full = await phone(
    null,
    `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };
     const own = Storage.prototype.getItem
     Storage.prototype.getItem = function (key) {
       return key === 'rendezvous:badge:${night.id}' ? ${JSON.stringify(JSON.stringify(ada))} : own.call(this, key)
     };`,
  )
  await full.says('This phone keeps nothing')
  const day = 86_400_000
  const early = await phone(
    bo,
    `const RealDate = Date
     Date = class extends RealDate {
       constructor(...given) { given.length ? super(...given) : super(RealDate.now() + ${day}) }
       static now() { return RealDate.now() + ${day} }
     };`,
  )
  await early.says('Round 1 starts soon')
  await start(1)
  for (const tab of [full, early]) {
    await tab.says('Round 1 of 5')
    await tab.press('I’m here')
    await tab.says('✓ You are here')
  }
  // Both count down to the same end, and say when that is, as the server has it.
  const left = async (tab: Tab) => {
    const [, m, s] =
      /(\d+):(\d\d)/.exec(
        await tab.eval<string>('document.querySelector("[role=timer]").innerText'),
      ) ?? []
    return Number(m) * 60 + Number(s)
  }
  const [a, b] = [await left(full), await left(early)]
  expect(Math.abs(a - b), 'seconds of a clock that runs so much faster').toBeLessThan(4 * speed)
  expect(a).toBeGreaterThan(5 * 60)
})

function fail(): never {
  throw new Error('expected somebody')
}
