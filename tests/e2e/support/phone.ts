// One attendee's phone, as a thumb and an eye use it.
import type { Browser, Locator, Page } from '@playwright/test'
import { watch } from './first-seen.ts'
import { expect } from './patience.ts'
import { patterns, phrases, signOf, type Phrases } from './words.ts'

export interface Seat {
  /** Its name, whatever the language of the phone. */
  readonly sign: string
  readonly table: number
  readonly partners: readonly string[]
}

export interface Person {
  /** Null: would rather be given one. */
  readonly name: string | null
  readonly offers?: readonly string[]
  readonly seeks?: readonly string[]
  readonly own?: string
}

export class Phone {
  readonly page: Page
  readonly says: Phrases
  /** What the others see; known once there is a badge. */
  name = ''
  /** The code under the badge. */
  code = ''
  readonly #tongue: 'en' | 'fr'

  private constructor(page: Page, tongue: 'en' | 'fr') {
    this.page = page
    this.#tongue = tongue
    this.says = phrases[tongue]
  }

  static async open(browser: Browser, tongue: 'en' | 'fr', baseURL: string): Promise<Phone> {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: tongue === 'fr' ? 'fr-FR' : 'en-GB',
      timezoneId: 'Europe/Paris',
      hasTouch: true,
      isMobile: true,
      baseURL,
    })
    await watch(context, patterns.phone)
    return new Phone(await context.newPage(), tongue)
  }

  async typeCode(code: string): Promise<void> {
    await this.page.goto('/')
    await this.page.getByLabel(this.says.code).fill(code.toLowerCase())
    await this.tap(this.says.go)
  }

  /** Fills in the form and gets a badge. Everybody speaks both languages, so that all may meet. */
  async join(person: Person): Promise<void> {
    const { page, says } = this
    if (person.name === null) await page.getByRole('switch', { name: says.giveName }).check()
    else await page.getByLabel(says.name).fill(person.name)
    const other = this.#tongue === 'fr' ? 'English' : 'Français'
    await this.#chip(says.languages, other).tap()
    for (const topic of person.offers ?? []) await this.#chip(says.offers, topic).tap()
    for (const topic of person.seeks ?? []) await this.#chip(says.seeks, topic).tap()
    if (person.own !== undefined) {
      const offers = page.getByRole('group', { name: says.offers })
      await offers.getByLabel(says.ownTopic).fill(person.own)
      await offers.getByRole('button', { name: says.addTopic }).tap()
      await expect(this.#chip(says.offers, person.own)).toBeVisible()
    }
    await this.tap(says.submit)
    await expect(this.heading(says.showBadge)).toBeVisible()
    this.code = (await page.getByText(/^[2-9A-HJKMNP-TV-Z]{4}$/).innerText()).trim()
    this.name = person.name ?? (await this.#givenName())
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  }

  async see(tab: 'now' | 'talks'): Promise<void> {
    const name = this.says[tab]
    await this.page.getByRole('navigation').getByRole('link', { name, exact: true }).tap()
  }

  async propose(title: string): Promise<void> {
    const { page, says } = this
    await this.see('talks')
    await this.tap(says.propose)
    await page.getByLabel(says.talkTitle, { exact: true }).fill(title)
    await this.tap(says.send)
    await expect(page.getByText(says.sent)).toBeVisible()
    await this.see('now')
  }

  async support(title: string): Promise<void> {
    await this.see('talks')
    await this.tap(this.says.support(title))
    await this.see('now')
  }

  async claim(table: number, topic: string): Promise<void> {
    const { page, says } = this
    await this.tap(says.claim)
    await page.getByLabel(says.topic).fill(topic)
    await page.getByLabel(says.table, { exact: true }).selectOption(String(table))
    await this.tap(says.openTable)
  }

  /** What the round says: once it is revealed. */
  async seat(number: number): Promise<Seat> {
    const { page, says } = this
    await expect(page.getByText(says.round(number))).toBeVisible()
    const [heading, table, names] = await Promise.all([
      page.getByRole('heading', { level: 1 }).getByText(/:/).textContent(),
      page.getByText(/^Table \d+$/).innerText(),
      page.getByText(says.with).innerText(),
    ])
    return {
      sign: signOf(heading?.split(':')[0]?.trim() ?? '', this.#tongue),
      table: Number(/\d+/.exec(table)?.[0]),
      partners: (says.with.exec(names)?.[1] ?? '').split(says.and).sort(),
    }
  }

  /** Milliseconds on the countdown. */
  async left(): Promise<number> {
    const [, minutes, seconds] =
      /^(\d+):(\d\d)/.exec(await this.page.getByRole('timer').innerText()) ?? []
    return (Number(minutes) * 60 + Number(seconds)) * 1000
  }

  /** At the table, and saying so. */
  async sayHere(): Promise<void> {
    await this.tap(this.says.here)
    await expect(this.page.getByText(this.says.youAreHere)).toBeVisible()
  }

  hasSeen(partner: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`^\\s*${this.says.isHere(partner)}\\s*$`) })
  }

  tap(button: string | RegExp): Promise<void> {
    return this.page.getByRole('button', { name: button, exact: true }).tap()
  }

  heading = (name: string): Locator => this.page.getByRole('heading', { name, exact: true })

  #chip(group: string, option: string): Locator {
    return this.page.getByRole('group', { name: group }).getByText(option, { exact: true })
  }

  /** Stands over the badge, and under the heading of «me». */
  async #givenName(): Promise<string> {
    const me = this.page.getByRole('navigation').getByRole('link').last()
    await me.tap()
    await expect(this.page).toHaveURL(/\/me$/)
    const name = await this.page.getByRole('heading', { level: 1 }).innerText()
    await this.see('now')
    return name
  }
}
