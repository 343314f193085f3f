// Looks at the same screen in both languages, and says what axe finds wrong with it.
import { expect, type Page } from '@playwright/test'
import { faultsInOtherTheme, faultsOf } from '../../support/faults.ts'
import { reflowFaults, shapeFaults } from '../../support/shape.ts'

export interface Both {
  readonly fr: Page
  readonly en: Page
}

export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
export const desk = { viewport: { width: 1280, height: 800 } }
export const wall = { viewport: { width: 1920, height: 1080 } }

/** The words by which a screen is known, in French and in English. */
export type Known = readonly [fr: string | RegExp, en: string | RegExp]

export const each = (pages: Both) => [pages.fr, pages.en] as const

/** Does the same on both, at the same time. */
export const onBoth = (pages: Both, act: (page: Page, is: 0 | 1) => Promise<unknown>) =>
  Promise.all(each(pages).map((page, i) => act(page, i === 0 ? 0 : 1)))

/** Waits until both show it, and finds nothing wrong with either. */
export const faultless = (pages: Both, what: string, known?: Known): Promise<unknown> =>
  onBoth(pages, async (page, is) => {
    const where = `${what}, ${['French', 'English'][is]}`
    if (known) await expect(page.getByText(known[is]).first(), where).toBeVisible()
    expect.soft(await faultsOf(page), where).toEqual([])
    expect.soft(await shapeFaults(page), where).toEqual([])
    // French takes more room: where it fits, English does.
    if (is === 0) expect.soft(await reflowFaults(page), where).toEqual([])
  })

/** The same, and that it can be read in the theme that the pages do not wear. */
export async function faultlessInBothThemes(
  pages: Both,
  what: string,
  known?: Known,
): Promise<void> {
  await faultless(pages, what, known)
  await onBoth(pages, async (page) =>
    expect.soft(await faultsInOtherTheme(page), `${what}, in the other theme`).toEqual([]),
  )
}

export const press = (pages: Both, [fr, en]: Known, role: 'button' | 'link' = 'button') =>
  onBoth(pages, (page, is) =>
    page
      .getByRole(role, { name: is === 0 ? fr : en })
      .first()
      .click(),
  )
