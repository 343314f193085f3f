// The host's desk of the rounds: looked at, changed by hand, the room asked, started, undone.
import { expect, test, type Page } from '@playwright/test'
import * as v from 'valibot'
import { roundsDesk as words } from '#i18n/en/rounds-desk.ts'
import { host as hostWords } from '#i18n/en/host.ts'
import { roundNumber } from '#night/ids.ts'
import { Hall } from '../support/hall.ts'

const number = v.parse(roundNumber, 1)
const names = ['Ada', 'Bo', 'Cyd', 'Dan', 'Eve', 'Fay']

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const says = (page: Page, text: string | RegExp) => expect(page.getByText(text).first()).toBeVisible() // prettier-ignore

/** Who sits with somebody in the preview, as the page shows it. */
async function partnersOf(page: Page, name: string): Promise<string[]> {
  const line = page.getByRole('listitem').filter({ has: page.getByRole('button', { name, exact: true }) }) // prettier-ignore
  const there = await line.getByRole('button').allInnerTexts()
  return there.filter((each) => each !== name)
}

test('a preview is changed by hand, the room is asked, and a start is taken back', async ({
  browser,
}) => {
  const hall = await Hall.open(browser, '19:40')
  for (const name of names) await hall.arrive({ name, languages: ['en'] })
  await hall.begin('rounds')
  const { link } = (await hall.night.screen('host')).linked
  const page = await hall.page(new URL(link).pathname + new URL(link).hash, {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  })

  await press(page, words.makePreview)
  await says(page, words.choose)
  const [bo = ''] = await partnersOf(page, 'Ada')
  const other = names.find((name) => name !== 'Ada' && name !== bo) ?? ''

  await press(page, 'Ada')
  await press(page, other)
  await says(page, words.chosenTwo('Ada', other))
  await press(page, words.together)
  await says(page, words.byHand)
  await expect.poll(() => partnersOf(page, 'Ada')).toEqual([other])
  // What differs from what was on the screen before is marked.
  await says(page, words.fresh)

  await press(page, 'Ada')
  await press(page, other)
  await press(page, words.apart)
  await expect.poll(() => partnersOf(page, 'Ada')).not.toContain(other)
  await page.getByText(words.apartHeading(1)).click()
  await press(page, words.letMeetOf('Ada', other))
  await expect(page.getByText(words.apartHeading(1))).toHaveCount(0)

  await press(page, words.ask.button)
  await says(page, words.ask.answered(0, 6))
  await press(page, words.ask.inOf('Ada'))
  await says(page, words.ask.answered(1, 6))
  await press(page, words.sitOutOf('Bo'))
  await says(page, words.left('Bo'))
  await press(page, words.renew)
  await expect(page.getByText(words.left('Bo'))).toHaveCount(0)

  await page.getByRole('button', { name: /^Start round 1/ }).click()
  await says(page, words.changeover)
  await page.getByRole('button', { name: /undo/i }).first().click()
  await says(page, words.nextNumber(1, 5))
  await page.getByRole('button', { name: /^Start round 1/ }).click()
  await says(page, words.changeover)
  await hall.close()
})

test('somebody alone without a phone is seated by the host, and a table is here at one tap', async ({
  browser,
}) => {
  const hall = await Hall.open(browser, '19:40')
  for (const name of names.slice(0, 4)) await hall.arrive({ name, languages: ['en'] })
  await hall.begin('rounds')
  const { link } = (await hall.night.screen('host')).linked
  const page = await hall.page(new URL(link).pathname + new URL(link).hash, {
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
  })
  await hall.announceRound(1)
  await hall.talking()
  const [first, second] = hall.host.view.desk?.round?.pairings ?? []
  const [a, b] = [first?.people[0], second?.people[0]]
  if (!a || !b) throw new Error('expected two tables, found fewer')
  await expect(page.getByRole('button', { name: words.allHereOf(1) })).toBeVisible()
  for (const id of [a, b]) await hall.order({ type: 'rounds/here', number, for: id })
  await hall.pass(61)
  await says(page, words.alone.heading)
  await press(page, words.alone.seatOf([a, b].map((id) => hall.nameOf(id)).join(', ')))
  await hall.until('them together', ({ desk }) =>
    (desk?.round?.pairings ?? []).some((p) => p.people.includes(a) && p.people.includes(b)),
  )
  await expect(page.getByText(words.alone.heading)).toHaveCount(0)
  await says(page, hostWords.rounds.allHere)
  await hall.close()
})
