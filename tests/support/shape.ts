// What axe does not look at: landmarks, the one live region, room for a finger, and that a page fits a
// narrow screen and letters twice as large.
import type { Page } from '@playwright/test'

/** One line for each thing that is wrong with how a page is built. */
export const shapeFaults = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const finger = 44
    const faults: string[] = []
    const named = (e: Element) => `${e.localName} «${(e.textContent ?? '').trim().slice(0, 30)}»`
    const count = (what: string, found: readonly Element[]) => {
      if (found.length !== 1)
        faults.push(`expected one ${what}, found ${found.length}: ${found.map(named).join(', ')}`)
    }
    // A sheet that is open silences all that lies under it.
    const heard: ParentNode = document.querySelector('dialog:modal') ?? document
    const all = (where: ParentNode, what: string) =>
      [...where.querySelectorAll(what)].filter((e) => e.checkVisibility())
    count('main', all(document, 'main'))
    count('h1', all(document, 'h1'))
    count('polite region', [
      ...heard.querySelectorAll('[aria-live="polite"], [role="status"], [role="log"], output'),
    ])
    if (!/^(en|fr)$/.test(document.documentElement.lang)) faults.push('expected a language')
    if (!document.title) faults.push('expected a title')

    const pressed = 'a[href], button, summary, select, textarea, input, [tabindex="0"]'
    for (const target of all(heard, pressed)) {
      const style = getComputedStyle(target)
      // Links in a sentence are as high as it is; what is out of sight waits for the keyboard.
      if ((target.localName === 'a' && style.display === 'inline') || style.clipPath !== 'none')
        continue
      const labels = target instanceof HTMLInputElement ? [...(target.labels ?? [])] : []
      const boxes = [target, ...labels].map((e) => e.getBoundingClientRect())
      const width = Math.max(...boxes.map((b) => b.width))
      const height = Math.max(...boxes.map((b) => b.height))
      if (Math.min(width, height) < finger - 0.5)
        faults.push(`${named(target)} is ${width.toFixed(0)} × ${height.toFixed(0)} px`)
    }
    return faults
  })

/** What is wider than the screen: at 320 px, and with the letters twice as large. */
export async function reflowFaults(page: Page): Promise<readonly string[]> {
  const size = page.viewportSize()
  if (!size) throw new Error('expected a page with a size')
  await page.setViewportSize({ width: 320, height: size.height })
  const narrow = await tooWide(page, 'at 320 px')
  await page.setViewportSize(size)
  const root = (fontSize: string) =>
    page.evaluate((to) => (document.documentElement.style.fontSize = to), fontSize)
  await root('200%')
  const large = await tooWide(page, 'with large letters')
  await root('')
  return [...narrow, ...large]
}

const tooWide = (page: Page, when: string): Promise<readonly string[]> =>
  page.evaluate(async (said) => {
    await new Promise((painted) => requestAnimationFrame(painted))
    const scrolled = [document.documentElement, ...document.querySelectorAll('dialog:modal, main')]
    return scrolled.flatMap((box) => {
      if (box.scrollWidth <= box.clientWidth + 1) return []
      const edge = box.getBoundingClientRect().left + box.clientWidth + 1
      const out = [...box.querySelectorAll('*')].filter(
        (e) => e.getBoundingClientRect().right > edge,
      )
      const who = out.slice(-2).map((e) => `${e.localName}.${e.className}`)
      return [`${said}, ${box.localName} is ${box.scrollWidth} wide: ${who.join(', ')}`]
    })
  }, when)
