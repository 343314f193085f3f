// Axe on every screen of the door.
import { expect, test, type Page } from '@playwright/test'
import { door as en } from '#i18n/en/door.ts'
import { door as fr } from '#i18n/fr/door.ts'
import { faultsOf } from '../../support/faults.ts'
import { Hall } from '../../support/hall.ts'
import { faultless, onBoth, phone, press, type Both, type Known } from './looking.ts'

test.describe.configure({ mode: 'parallel' })

const said = (pick: (words: typeof en) => string): Known => [pick(fr), pick(en)]

async function doors(hall: Hall): Promise<Both> {
  const { linked } = await hall.night.screen('door')
  const open = async (locale: string) => hall.page(linked.link, { ...phone, locale })
  return { fr: await open('fr-FR'), en: await open('en-GB') }
}

const way = (pages: Both, pick: (words: typeof en) => string) => press(pages, said(pick), 'link')
async function type(page: Page, code: string): Promise<void> {
  for (const letter of code) await page.getByRole('button', { name: letter, exact: true }).click()
}

/** A verdict goes by itself: it is looked at the moment it is there. */
const verdicts = (pages: Both, what: string, known: Known, codes: readonly [string, string]) =>
  onBoth(pages, async (page, is) => {
    await type(page, codes[is])
    await expect(page.getByText(known[is]), what).toBeVisible()
    expect.soft(await faultsOf(page), what).toEqual([])
    await expect(page.getByText(known[is]), what).toBeHidden()
  })

test('the door', async ({ browser }) => {
  const hall = await Hall.open(browser, '18:35', { forecast: 40 })
  await hall.begin('doors')
  const names = ['Adeline', 'Adelaide', 'Boris', 'Borka'] as const
  for (const name of names) await hall.night.join({ name })
  const codeOf = (name: string) => hall.host.view.roster?.[hall.whois(name)]?.code ?? ''
  const pages = await doors(hall)
  await faultless(
    pages,
    'no camera',
    said((w) => w.typing.label),
  )
  await way(pages, (w) => w.code)
  await faultless(
    pages,
    'typing a code',
    said((w) => w.typing.none),
  )
  const codes = [codeOf('Adeline'), codeOf('Boris')] as const
  await verdicts(pages, 'in', [/Adeline, c’est bon/, /Boris, in/], codes)
  await verdicts(pages, 'in already', [/déjà là/, /already in/], codes)
  await verdicts(pages, 'refused', [/Pas d’entrée/, /Not in/], ['2222', '2222'])

  await way(pages, (w) => w.name)
  await faultless(
    pages,
    'search',
    said((w) => w.search.more(3)),
  )
  await onBoth(pages, (page, is) => page.getByRole('textbox').fill(['Ade', 'Bor'][is] ?? ''))
  await faultless(
    pages,
    'found by name',
    said((w) => w.search.found(2)),
  )
  await onBoth(pages, (page) => page.getByRole('textbox').fill('Nobody'))
  await faultless(
    pages,
    'nobody of that name',
    said((w) => w.search.nobody),
  )

  await way(pages, (w) => w.walkIn)
  await faultless(
    pages,
    'somebody new',
    said((w) => w.newcomer.phonelessHint),
  )
  await onBoth(pages, async (page, is) => {
    await page.getByLabel(said((w) => w.newcomer.name)[is]).fill('Cyd')
    await page.getByRole('switch', { name: said((w) => w.newcomer.phoneless)[is] }).click()
    await page.getByLabel(said((w) => w.newcomer.broughtBy)[is]).fill('Ade')
  })
  await faultless(pages, 'brought by a friend', ['Adeline', 'Adeline'])
  await press(
    pages,
    said((w) => w.newcomer.done),
  )
  await faultless(
    pages,
    'a badge to print',
    said((w) => w.badge.copy),
  )
  await onBoth(pages, (page) => page.emulateMedia({ media: 'print', reducedMotion: 'reduce' }))
  // Paper has a size of its own, and no landmarks.
  await onBoth(pages, async (page) =>
    expect.soft(await faultsOf(page), 'a badge on paper').toEqual([]),
  )
  await onBoth(pages, (page) => page.emulateMedia({ media: 'screen', reducedMotion: 'reduce' }))
  await press(
    pages,
    said((w) => w.badge.close),
  )
  await press(
    pages,
    said((w) => w.records.show),
  )
  await faultless(
    pages,
    'what this phone recorded',
    said((w) => w.records.stays),
  )
  await onBoth(pages, (page) => page.keyboard.press('Escape'))

  await hall.loseLine()
  await way(pages, (w) => w.code)
  await faultless(pages, 'no line', [/^Pas de réseau depuis/, /^No line since/])
  const waiting = [codeOf('Adelaide'), codeOf('Borka')] as const
  await verdicts(pages, 'kept', [/, c’est noté$/, /, kept$/], waiting)
  await hall.close()
})
