// The door's phone.
import type { Browser, Locator, Page } from '@playwright/test'

export class Door {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static async open(browser: Browser, link: string): Promise<Door> {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'en-GB',
      timezoneId: 'Europe/Paris',
      hasTouch: true,
      isMobile: true,
    })
    const door = new Door(await context.newPage())
    await door.page.goto(link, { waitUntil: 'commit' })
    return door
  }

  async by(way: 'Scan' | 'Code' | 'Name' | 'New'): Promise<void> {
    const ways = this.page.getByRole('navigation', { name: 'Ways to let somebody in' })
    await ways.getByRole('link', { name: way, exact: true }).tap()
  }

  /** What fills the screen after each person, until it goes by itself. */
  async hasSaid(verdict: RegExp): Promise<void> {
    const said = this.page.getByRole('button', { name: verdict })
    // It is there for a second and a half: too short for a look now and then.
    await said.waitFor({ timeout: 20_000 })
    await said.waitFor({ state: 'hidden' })
  }

  /** By the large keys. */
  async pressKeys(code: string): Promise<void> {
    for (const key of code) await this.tap(key)
  }

  /** With a keyboard. */
  async typeCode(code: string): Promise<void> {
    await this.page.getByLabel('The four characters under the badge').fill(code)
  }

  async search(letters: string): Promise<void> {
    await this.page.getByLabel('Name', { exact: true }).fill(letters)
  }

  /** Somebody without a phone gets a badge to copy by hand. */
  async letInFriend(name: string, of: string): Promise<void> {
    await this.by('New')
    // The search has a field for a name too: this one is there once the switch is.
    await this.page.getByRole('switch', { name: /^No phone/ }).check()
    await this.page.getByLabel('Name', { exact: true }).fill(name)
    await this.page.getByLabel('Brought by').fill(of)
    await this.tap(of)
    await this.tap('Let in')
    await this.hasSaid(new RegExp(`${name}, in`))
    const badge = this.page.getByRole('dialog', { name: 'Badge' })
    await badge.getByRole('paragraph').filter({ hasText: name }).waitFor()
    await this.tap('Next person')
  }

  tap(button: string): Promise<void> {
    return this.button(button).tap()
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }
}
