// What axe finds wrong with a page.
import type { Page } from '@playwright/test'
import axe from 'axe-core'

/** Faults that axe knows by name only. */
const besides = { 'label-content-name-mismatch': { enabled: true } }

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** One line for each thing that is wrong, empty where nothing is. */
export const faultsOf = (page: Page): Promise<readonly string[]> => found(page, tags)

/** What could not be read from fifteen metres (AAA). */
export const faintFaults = (page: Page): Promise<readonly string[]> =>
  found(page, { type: 'rule', values: ['color-contrast-enhanced'] })

/** Whether everything can be read in the other theme too: all else is the same in both. */
export async function faultsInOtherTheme(page: Page): Promise<readonly string[]> {
  const turn = () =>
    page.evaluate(async () => {
      const { dataset } = document.documentElement
      dataset['theme'] = dataset['theme'] === 'paper' ? 'night' : 'paper'
      // Colours that change by a transition have changed once nothing runs any more.
      const frame = () => new Promise((painted) => requestAnimationFrame(painted))
      await frame()
      await Promise.allSettled(document.getAnimations().map((each) => each.finished))
      await frame()
    })
  await turn()
  const faults = await found(page, { type: 'rule', values: ['color-contrast'] })
  await turn()
  return faults
}

async function found(page: Page, runOnly: string[] | axe.RunOnly): Promise<readonly string[]> {
  // As text: a page's policy forbids it to evaluate, not us.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  // What lies under a bar that stays is reached by scrolling.
  await page.evaluate(() => document.scrollingElement?.scrollTo(0, 1e6))
  const violations = await page.evaluate(
    async (only) => (await window.axe.run({ ...only, resultTypes: ['violations'] })).violations,
    Array.isArray(runOnly) ? { runOnly, rules: besides } : { runOnly },
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  )
}

declare global {
  interface Window {
    readonly axe: typeof axe
  }
}
