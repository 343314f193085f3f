// The projector: nobody touches it.
import type { Browser, Locator, Page } from '@playwright/test'
import { watch } from './first-seen.ts'
import { patterns, wordOf } from './words.ts'

export class Display {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static async open(browser: Browser, link: string): Promise<Display> {
    const context = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      locale: 'en-GB',
      timezoneId: 'Europe/Paris',
    })
    await watch(context, patterns.display)
    const display = new Display(await context.newPage())
    await display.page.goto(link)
    return display
  }

  /** A heading in either of the languages that it takes in turn. */
  heading(name: RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name })
  }

  /** The line of a pairing, by its sign. */
  pairing(sign: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: wordOf(sign) })
  }
}
