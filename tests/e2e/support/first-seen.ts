// When something could first be read on a page, by the clock of the machine: what screens show «at
// the same instant» is compared by it.
import type { BrowserContext, Page } from '@playwright/test'

/** When something was first there, and when the page had last been let work before that, ms. */
export interface Seen {
  readonly at: number
  readonly ranAt: number
}

declare global {
  interface Window {
    firstSeen?: Record<string, Seen>
  }
}

/** Patterns by name; the group that matched (a round's number) is added to the name. */
export type Patterns = Readonly<Record<string, string>>

/** Watches every page of a context from its first moment. */
export const watch = (context: BrowserContext, patterns: Patterns) =>
  context.addInitScript((sought) => {
    const seen: Record<string, Seen> = {}
    window.firstSeen = seen
    let ranAt = Date.now()
    setInterval(() => {
      ranAt = Date.now()
    }, 50)
    const look = () => {
      const text = document.body?.textContent ?? ''
      for (const [name, pattern] of Object.entries(sought)) {
        const found = new RegExp(pattern).exec(text)
        if (found) seen[`${name} ${found[1] ?? found[2]}`] ??= { at: Date.now(), ranAt }
      }
    }
    const changes = { subtree: true, childList: true, characterData: true }
    new MutationObserver(look).observe(document, changes)
  }, patterns)

/** When each page first showed something, such as «reveal 2»; waits until all have. */
export const firstSeen = (pages: readonly Page[], what: string): Promise<readonly Seen[]> =>
  Promise.all(
    pages.map(async (page) => {
      const seen = await page.waitForFunction((sought) => window.firstSeen?.[sought], what)
      return (await seen.jsonValue()) ?? { at: NaN, ranAt: NaN }
    }),
  )

/** How far apart pages were, ms. */
export const spread = (seen: readonly Seen[]): number =>
  Math.max(...seen.map(({ at }) => at)) - Math.min(...seen.map(({ at }) => at))

/**
 * How far apart they were by their own doing, ms: a page that the machine did not let work is late
 * through no fault of what it shows.
 */
export const ownSpread = (seen: readonly Seen[]): number =>
  Math.max(0, Math.max(...seen.map(({ ranAt }) => ranAt)) - Math.min(...seen.map(({ at }) => at)))
