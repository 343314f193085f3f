// What the browser complains about: errors of our code, and whatever a page writes as an error.
import type { Page, TestInfo } from '@playwright/test'

/** What a browser says of itself when there is no line. */
const ofTheLine = /net::ERR_|WebSocket/

export class Complaints {
  readonly list: string[] = []
  readonly #heard = new Map<Page, string>()
  readonly #withoutLine = new Set<Page>()

  hear(page: Page, who: string): void {
    this.#heard.set(page, who)
    page.on('pageerror', (error) => this.list.push(`${who}: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() !== 'error') return
      if (this.#withoutLine.has(page) && ofTheLine.test(message.text())) return
      this.list.push(`${who}: ${message.text()} (${message.location().url})`)
    })
  }

  /** From now on a page may say that it does not reach the server. */
  allowSilence(page: Page): void {
    this.#withoutLine.add(page)
  }

  /** A picture of each screen, beside what else a failed test leaves. */
  async picture(test: TestInfo): Promise<void> {
    for (const [page, who] of this.#heard)
      await page.screenshot({ path: test.outputPath(`${who}.png`), timeout: 5_000 })
    for (const complaint of this.list) console.log(complaint)
  }
}
