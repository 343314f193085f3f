// People left alone in a round, on real phones: one tap, and two who waited sit together.
import { expect, test, type Page } from '@playwright/test'
import * as v from 'valibot'
import { roundNumber } from '#night/ids.ts'
import type { Joined } from '#protocol/http.ts'
import { Hall } from '../support/hall.ts'

const number = v.parse(roundNumber, 1)
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** A round that has begun to talk: whose phone is whose, and who sits with whom. */
async function talking(hall: Hall, names: readonly string[]) {
  const joined = new Map<string, Joined>()
  for (const name of names) joined.set(name, await hall.arrive({ name, languages: ['en'] }))
  await hall.order({ type: 'rounds/configure', oddOne: 'bye' })
  await hall.begin('rounds')
  await hall.announceRound(number)
  await hall.talking()
  const round = hall.host.view.desk?.round
  const named = (ids: readonly Parameters<Hall['nameOf']>[0][]) => ids.map((id) => hall.nameOf(id))
  return {
    tables: (round?.pairings ?? []).map(({ people }) => named(people)),
    resting: named(round?.byes ?? []),
    open: (name = '', path = '') => {
      const theirs = joined.get(name)
      if (!theirs) throw new Error(`nobody is called ${name}`)
      return hall.page(hall.nightPath + path, { ...phone, locale: 'en-GB', joined: theirs })
    },
  }
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).tap()
const isSaid = (page: Page, text: string | RegExp) =>
  expect(page.getByText(text, { exact: true }).first()).toBeVisible()

test('two alone at two tables are offered each other, and one tap seats both', async ({
  browser,
}) => {
  const hall = await Hall.open(browser, '19:30')
  const { tables, open } = await talking(hall, ['Ada', 'Bo', 'Cyd', 'Dan'])
  const [[one, lateOne] = [], [two] = []] = tables
  const [first, second] = [await open(one), await open(two)]
  for (const page of [first, second]) await press(page, 'I’m here')
  await expect(first.getByRole('button', { name: /^Sit with|^Let/ })).toHaveCount(0)

  await hall.pass(60)
  await isSaid(first, `${lateOne} isn’t here yet`)
  await isSaid(second, `Sit with ${one}, table 1`)
  // Whoever taps goes: the other may sit with somebody who forgot to tap.
  await press(first, `Sit with ${two}, table 2`)
  for (const [page, partner] of [
    [first, two],
    [second, one],
  ] as const) {
    await isSaid(page, 'Table 2')
    await isSaid(page, `with ${partner}`)
    await isSaid(page, `${partner} is here`)
  }

  await hall.lastSeconds(50)
  for (const page of [first, second]) await press(page, 'We met')
  await isSaid(first, `✓ You met ${two}`)
  await hall.endRound()
  await press(first, 'Yes, remember')
  const kept = () => first.evaluate(() => localStorage.getItem('rendezvous:meetings') ?? '')
  await expect.poll(kept).toMatch(/"month":"2026-12"/)
  expect(await kept()).not.toContain(two)
  await hall.close()
})

test('whoever rests is asked to join somebody who is alone', async ({ browser }) => {
  const hall = await Hall.open(browser, '19:30')
  const { tables, resting, open } = await talking(hall, ['Ada', 'Bo', 'Cyd'])
  const [alone, odd] = [tables[0]?.[0] ?? '', resting[0] ?? '']
  const page = await open(odd)
  await isSaid(page, 'You rest this round')
  await hall.order({ type: 'rounds/here', number, for: hall.whois(alone) })
  await hall.pass(60)
  await isSaid(page, `${alone} is alone at table 1`)
  await press(page, `Go to ${alone}`)
  await isSaid(page, `with ${alone}`)
  await hall.close()
})

test('a table’s card says «I’m here» at one’s own, and where that is at another', async ({
  browser,
}) => {
  const hall = await Hall.open(browser, '19:30')
  const { tables, open } = await talking(hall, ['Ada', 'Bo'])
  const page = await open(tables[0]?.[0], '?table=7')
  await isSaid(page, 'This is table 7')
  await isSaid(page, 'Your table is 1')
  await press(page, 'Close')
  await expect(page).not.toHaveURL(/table=/)
  await page.goto(`${page.url()}?table=1`)
  await isSaid(page, '✓ You are here')
  await hall.close()
})

test('a later night is told of meetings that a phone remembers, and forgets them with it', async ({
  browser,
}) => {
  const hall = await Hall.open(browser, '19:30')
  const { open } = await talking(hall, ['Ada', 'Bo'])
  const page = await open('Ada')
  const [told, meetings] = [`rendezvous:told:${hall.night.id}`, 'rendezvous:meetings']
  const kept = (name: string) => page.evaluate((each) => localStorage.getItem(each), name)
  await expect.poll(() => kept(told), 'nothing to tell').toBe('0')

  const list = [{ token: 'k3v9x2m4p7q1', month: '2026-11' }]
  await page.evaluate(
    ([of, name, text]) => {
      localStorage.removeItem(of)
      localStorage.setItem(name, text)
    },
    [told, meetings, JSON.stringify({ on: true, list })] as const,
  )
  await page.reload()
  await expect.poll(() => kept(told), 'told of one').toBe('1')

  await page.getByRole('link', { name: 'Me', exact: true }).tap()
  await press(page, 'Forget whom I met')
  await expect.poll(() => kept(told), 'told of none').toBe('0')
  expect(await kept(meetings)).toBe(JSON.stringify({ on: true, list: [] }))
  await hall.close()
})

test('whoever is about to open a table goes on as the free tables begin', async ({ browser }) => {
  const hall = await Hall.open(browser, '19:30')
  await hall.order({ type: 'rounds/configure', count: 1 })
  const { open } = await talking(hall, ['Ada', 'Bo'])
  const page = await open('Ada')
  await hall.order({ type: 'rounds/end', number })
  await press(page, 'Claim a table')
  const topic = page.getByLabel(/^What is it about/)
  await topic.fill('Fork the night')
  await hall.begin('free')
  await expect(page.getByRole('heading', { level: 1, name: 'Open tables' })).toBeAttached()
  await expect(topic).toHaveValue('Fork the night')
  await press(page, 'Open this table')
  await hall.until('the open table', ({ floor }) =>
    JSON.stringify(floor).includes('Fork the night'),
  )
  await hall.close()
})
