// The host's desk: one button, and what is around it.
import type { Browser, Locator, Page } from '@playwright/test'
import { expect } from './patience.ts'

declare global {
  interface Window {
    pressedAt?: number
  }
}

export class Host {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static async open(browser: Browser): Promise<Host> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      timezoneId: 'Europe/Paris',
    })
    await context.addInitScript(() => {
      const note = () => (window.pressedAt = Date.now())
      addEventListener('pointerup', note, true)
    })
    return new Host(await context.newPage())
  }

  /** From the owner's link to the desk of a night from the monthly template. */
  async hold(ownerLink: string, night: Readonly<Record<string, string>>): Promise<void> {
    await this.page.goto(ownerLink)
    for (const [label, text] of Object.entries(night)) await this.page.getByLabel(label).fill(text)
    await this.button('Hold this night').click()
    await expect(this.page.getByText(/^Code to join/)).toBeVisible()
  }

  /** Presses the one button, which says what it will do; says yes where it asks. */
  async next(label: string | RegExp, yes?: string): Promise<void> {
    await this.page.getByRole('contentinfo').getByRole('button', { name: label }).click()
    if (yes !== undefined)
      await this.page.getByRole('dialog').getByRole('button', { name: yes, exact: true }).click()
  }

  /** When something was last pressed here, by the clock of the machine. */
  pressedAt = async (): Promise<number> => (await this.page.evaluate(() => window.pressedAt)) ?? NaN

  async show(section: 'Now' | 'People' | 'Talks' | 'Settings'): Promise<void> {
    const desk = this.page.getByRole('navigation', { name: 'Desk' })
    await desk.getByRole('link', { name: section, exact: true }).click()
  }

  /** Makes a link to hand out; shown once. */
  async link(to: 'Door' | 'Display'): Promise<string> {
    await this.button(`Make a link: ${to}`).click()
    const dialog = this.page.getByRole('dialog', { name: `Link for: ${to}` })
    const link = await dialog.getByText(/^http/).innerText()
    await dialog.getByRole('button', { name: 'Close' }).first().click()
    await expect(dialog).toBeHidden()
    return link
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** The night's code, as the host reads it out. */
  async code(): Promise<string> {
    const said = await this.page
      .getByRole('banner')
      .getByText(/^Code to join/)
      .innerText()
    return said.replace('Code to join', '').trim()
  }
}
