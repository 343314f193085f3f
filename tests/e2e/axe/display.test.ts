// Axe on everything that the display shows, in both of its languages and both of its themes.
import { expect, test, type Page } from '@playwright/test'
import * as v from 'valibot'
import { display as en, type DisplayWords } from '#i18n/en/display.ts'
import { display as fr } from '#i18n/fr/display.ts'
import { tableNumber } from '#night/ids.ts'
import type { Instant } from '#night/time.ts'
import { pageAt } from '#ui/display/pages.ts'
import { faintFaults, faultsInOtherTheme, faultsOf } from '../../support/faults.ts'
import { Hall } from '../../support/hall.ts'
import { shapeFaults } from '../../support/shape.ts'
import { wall } from './looking.ts'

type Pick = (words: DisplayWords) => string
/** The display says everything in one language, then in the other. */
const turnMs = 12_000
const languages = ['fr', 'en']

async function look(page: Page, what: string, said: Pick): Promise<void> {
  const spoken = page.getByText(said(fr)).or(page.getByText(said(en)))
  await expect(spoken.first(), what).toBeVisible()
  expect.soft(await faultsOf(page), what).toEqual([])
  expect.soft(await faintFaults(page), what).toEqual([])
  expect.soft(await shapeFaults(page), what).toEqual([])
  expect.soft(await faultsInOtherTheme(page), `${what}, in the other theme`).toEqual([])
}

/** Beside a round, what the host says takes turns with the words that open envelopes. */
const besides = { host: 0, words: 1 } as const

async function lookTwice(
  hall: Hall,
  page: Page,
  what: string,
  { said, beside }: { said: Pick; beside?: keyof typeof besides | undefined },
): Promise<void> {
  const seen = new Set<string>()
  const isTurn = (at: number) =>
    (!beside || pageAt(at, 2) === besides[beside]) && !seen.has(languages[Math.floor(at / turnMs) % 2] ?? '') // prettier-ignore
  for (const turn of [1, 2]) {
    // It has just begun: there is time to look.
    let at = hall.clock.now() + 500 - (hall.clock.now() % turnMs)
    do at += turnMs
    while (!isTurn(at))
    await hall.reach(at as Instant)
    await look(page, `${what}, ${turn} of 2`, said)
    seen.add(await page.evaluate(() => document.documentElement.lang))
  }
  expect([...seen].sort(), what).toEqual(['en', 'fr'])
}

test('the display', async ({ browser }) => {
  test.setTimeout(90_000)
  const hall = await Hall.open(browser, '18:20', { title: 'Paris P2P #12', forecast: 40 })
  const { linked } = await hall.night.screen('display')
  const page = await hall.page(linked.link, { ...wall, locale: 'fr-FR' })
  const twice = (what: string, said: Pick, beside?: keyof typeof besides) =>
    lookTwice(hall, page, what, { said, beside })
  await twice('before the doors', (w) => w.welcome.greeting)
  await hall.begin('doors')
  await hall.order({ type: 'door/allow-self', allowed: true })
  await twice('doors', (w) => w.welcome.roomCode)
  for (const name of ['Ada', 'Bo', 'Cyd', 'Dan', 'Eve', 'Fay']) await hall.arrive({ name })
  const roster = { languages: ['fr' as const], offers: [], seeks: [], first: false }
  await hall.order({ type: 'door/walk-in', ...roster, name: 'Gil', phoneless: true })

  await hall.reach('19:00')
  await hall.begin('talks')
  await twice('the stage is open', (w) => w.stage.open)
  const talk = { minutes: 10, language: 'en', line: 'In a line', link: null } as const
  const propose = { type: 'talks/propose', ...talk } as const
  for (const title of ['Mesh radio', 'Slow protocols'])
    await hall.order({ ...propose, title, speaker: 'Gus' })
  for (const { id, state } of hall.host.view.talks?.list ?? [])
    if (state === 'proposed') await hall.order({ type: 'talks/accept', talk: id })
  await twice('the queue', (w) => w.stage.next)
  const [first] = hall.host.view.talks?.list ?? []
  if (!first) throw new Error('expected a talk')
  await hall.order({ type: 'talks/call', talk: first.id })
  await twice('a talk', (w) => w.stage.minutesLeft(10))
  await hall.pass(11 * 60)
  await twice('over time', (w) => w.stage.over)
  await hall.order({ type: 'talks/stop', talk: first.id })

  await hall.reach('19:30')
  await hall.order({ type: 'rounds/configure', count: 1, oddOne: 'bye' })
  await hall.begin('rounds')
  await twice('before a round', (w) => w.rounds.ahead)
  await hall.announceRound(1)
  // While the night is paused, the reveal lasts as long as it takes to look.
  await hall.order({ type: 'program/pause' })
  await look(page, 'the reveal', (w) => w.rounds.round(1))
  await hall.order({ type: 'program/resume' })
  await hall.pass(8)
  await twice('who sits where', (w) => w.rounds.findTable)
  await hall.order({ type: 'screens/message', text: 'The bar is open' })
  await twice('a message', (w) => w.fromHost, 'host')
  await hall.talking()
  await hall.order({ type: 'program/pause' })
  await twice('paused', (w) => w.paused, 'host')
  await twice('paused, and what opens envelopes', (w) => w.aside.opens, 'words')
  await hall.order({ type: 'program/resume' })
  await hall.order({ type: 'screens/message', text: null })
  await twice('talking', (w) => w.rounds.talk)
  await hall.lastSeconds(40)
  await twice('the last minute', (w) => w.rounds.lastMinute)
  await hall.endRound()
  await twice('the rounds are over', (w) => w.rounds.allOver)

  await hall.begin('free')
  await twice('no open table', (w) => w.free.none)
  const claim = { type: 'floor/claim', topic: 'Local-first' } as const
  const table = (n: number) => v.parse(tableNumber, n)
  await hall.order({ ...claim, table: table(3), for: hall.whois('Ada') })
  await twice('open tables', (w) => w.free.heading)
  await hall.order({ type: 'screens/show', show: 'auto', theme: 'paper' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'paper')
  await look(page, 'paper', (w) => w.free.heading)
  await hall.order({ type: 'screens/show', show: 'blackout', theme: 'night' })
  await expect(page.getByText('Local-first')).toBeHidden()
  expect.soft(await faultsOf(page), 'blackout').toEqual([])
  await hall.order({ type: 'screens/show', show: 'auto', theme: 'night' })
  await hall.order({ type: 'program/end' })
  await twice('over', (w) => w.over.home)
  await hall.close()
})
