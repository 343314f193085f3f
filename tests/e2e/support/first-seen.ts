// When something could first be read on a page, by the clock of the machine: what screens show «at
// the same instant» is compared by it.
import type { BrowserContext, Page } from '@playwright/test'

declare global {
  interface Window {
    firstSeen?: Record<string, number>
  }
}

/** Patterns by name; the group that matched (a round's number) is added to the name. */
export type Patterns = Readonly<Record<string, string>>

/** Watches every page of a context from its first moment. */
export const watch = (context: BrowserContext, patterns: Patterns) =>
  context.addInitScript((sought) => {
    const seen: Record<string, number> = {}
    window.firstSeen = seen
    const look = () => {
      const text = document.body?.textContent ?? ''
      for (const [name, pattern] of Object.entries(sought)) {
        const found = new RegExp(pattern).exec(text)
        if (found) seen[`${name} ${found[1] ?? found[2]}`] ??= Date.now()
      }
    }
    const changes = { subtree: true, childList: true, characterData: true }
    new MutationObserver(look).observe(document, changes)
  }, patterns)

/** When each page first showed something, such as «reveal 2», ms; waits until all have. */
export const firstSeen = (pages: readonly Page[], what: string): Promise<readonly number[]> =>
  Promise.all(
    pages.map(async (page) => {
      const at = await page.waitForFunction((sought) => window.firstSeen?.[sought], what)
      return (await at.jsonValue()) ?? NaN
    }),
  )

/** How far apart instants are, ms. */
export const spread = (instants: readonly number[]): number =>
  Math.max(...instants) - Math.min(...instants)
