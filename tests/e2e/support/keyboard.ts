// Somebody without a mouse: what has the focus, whether it is seen, and the way to something else.
import { expect, type Page } from '@playwright/test'

interface Focused {
  readonly name: string
  /** Whether a line around it, or around its label, says that it has the focus. */
  readonly ringed: boolean
  /** Whether no bar lies over all of it. */
  readonly seen: boolean
}

/** What has the focus. */
export const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const e = document.activeElement
    if (!(e instanceof HTMLElement) || e === document.body)
      return { name: '', ringed: true, seen: true }
    const label = e instanceof HTMLInputElement ? (e.labels?.[0] ?? null) : null
    const shown = label && e.classList.contains('unseen') ? label : e
    const { left, top, right, bottom } = shown.getBoundingClientRect()
    const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y] as const))
    const seen = points.some(([x, y]) => {
      const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)
      return hit !== null && (shown.contains(hit) || hit.contains(shown))
    })
    const name = e.getAttribute('aria-label') ?? label?.innerText ?? e.innerText
    return { name: name.trim(), ringed: getComputedStyle(shown).outlineStyle !== 'none', seen }
  })

/** Presses Tab until something is reached; all on the way there can be seen to have the focus. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    expect.soft(now, 'focus in sight').toMatchObject({ ringed: true, seen: true })
    if (name.test(now.name)) return
    passed.push(now.name)
  }
  throw new Error(`expected to reach ${name} by keyboard, passed ${passed.join(' · ')}`)
}

/** Reaches something and presses Enter on it. */
export async function enter(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}
