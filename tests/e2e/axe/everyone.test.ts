// A whole round without mouse, ear or eye: by keyboard, through the one live region, in the other
// language, in colours of one's own, without motion, and under a long name from right to left.
import { expect, test, type Page } from '@playwright/test'
import { faultsOf } from '../../support/faults.ts'
import { Hall } from '../../support/hall.ts'
import { reflowFaults, shapeFaults } from '../../support/shape.ts'
import { contrast } from '../../ui/colour.ts'
import { enter, focused, tabTo } from '../support/keyboard.ts'

const long = 'Maximilienne-Léopoldine d’Été-sur-Mer 🦊'
const arabic = 'ليلى بنت عبد الرحمن'

declare global {
  interface Window {
    heard?: string[]
  }
}

/** Loads a page anew, and notes every sentence that its polite region is given. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: string[] = []
    window.heard = heard
    const plain = Element.prototype.attachShadow
    Element.prototype.attachShadow = function (options) {
      const shadow = plain.call(this, options)
      if (this.getAttribute('role') !== 'status') return shadow
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes) heard.push(node.textContent ?? '')
      }).observe(shadow, { childList: true })
      return shadow
    }
  })
  await page.reload()
}
const heard = (page: Page) => page.evaluate(() => window.heard ?? [])

/** How many things move on a page. */
const moving = (page: Page) =>
  page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length)

const hex = (rgb: string) =>
  `#${(rgb.match(/\d+/g) ?? [])
    .slice(0, 3)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`

test('a round by keyboard, heard and not seen', async ({ browser }) => {
  const hall = await Hall.open(browser, '19:20', { title: 'Paris P2P #12' })
  const code = hall.host.view.about?.code
  const page = await hall.page(`/j/${code}`, {
    ...{ viewport: { width: 390, height: 700 }, locale: 'fr-FR' },
  })
  const heading = (name: string | RegExp) => page.getByRole('heading', { name })
  await listen(page)

  await expect(heading('Rejoindre Paris P2P #12')).toBeVisible()
  await enter(page, /^Avoir mon badge$/)
  const name = page.getByRole('textbox', { name: 'Ton nom ce soir' })
  await expect(name, 'a form that lacks a name leads back to it').toBeFocused()
  await expect(name).toHaveAccessibleDescription(/Tape un nom/)
  await page.keyboard.type(long)
  await enter(page, /^Avoir mon badge$/)
  await expect(heading('Montre ceci à l’entrée')).toBeVisible()
  await hall.until('them', ({ roster }) => Object.keys(roster ?? {}).length === 1)
  expect(await reflowFaults(page), 'a badge').toEqual([])

  await hall.order({ type: 'door/check-in', for: hall.whois(long) })
  await hall.arrive({ name: arabic, languages: ['fr', 'en'] })
  await expect(heading('Te voilà')).toBeVisible()
  await hall.reach('19:30')
  await hall.begin('rounds')
  await hall.announceRound(1)
  await hall.talking()
  await expect(page.getByText('Tour 1 sur 5')).toBeVisible()
  expect(await reflowFaults(page), 'a round').toEqual([])
  // The name is held together: what stands beside it is read from left to right.
  await expect(page.getByText(`avec \u2068${arabic}\u2069`, { exact: true })).toBeVisible()

  await enter(page, /^Je suis là$/)
  await expect(page.getByText('✓ Tu es là')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 }), 'focus stays in place').toBeFocused()
  await enter(page, /^Personne n’est venu$/)
  await expect(page.getByRole('dialog')).toBeVisible()
  for (let steps = 0; steps < 4; steps++) {
    expect(
      await page.evaluate(() => document.querySelector('dialog')?.matches(':focus-within')),
      'the focus is in the sheet',
    ).toBe(true)
    await page.keyboard.press(steps % 2 === 0 ? 'Tab' : 'Shift+Tab')
  }
  await page.keyboard.press('Escape')
  expect((await focused(page)).name, 'back to what opened the sheet').toBe('Personne n’est venu')

  // In somebody's own colours the text is theirs, and the sign brings its field along.
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await faultsOf(page), 'own colours').toEqual([])
  const [ink, canvasText, sign, field] = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = 'CanvasText'
    const of = (what: string) => {
      const found = document.querySelector(what)
      if (!found) throw new Error(`expected ${what}`)
      return getComputedStyle(found)
    }
    const drawn = of('main svg')
    const answer = [of('main h1').color, getComputedStyle(probe).color, drawn.fill]
    probe.remove()
    return [...answer, drawn.backgroundColor]
  })
  expect(ink).toBe(canvasText)
  expect(contrast(hex(sign ?? ''), hex(field ?? ''))).toBeGreaterThan(4.5)
  await page.emulateMedia({ forcedColors: 'none' })

  await enter(page, /^Plan$/)
  await expect(page).toHaveTitle('Plan · Paris P2P #12')
  await expect(page.getByText(/^Sur le plan\s: rangée 1 depuis le haut, à gauche/)).toBeVisible()
  await enter(page, /^Moi$/)
  await tabTo(page, /^Français$/)
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { name: 'What I said' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')

  await hall.pass(120)
  await hall.lastSeconds(50)
  await enter(page, /^Now$/)
  await hall.lastSeconds(8)
  await expect(page.getByText('One minute left', { exact: true })).toBeVisible()
  expect(await moving(page), 'nothing moves for those who asked for it').toBe(0)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await expect.poll(() => moving(page), { message: 'for others the last seconds do' }).toBe(1)
  await hall.endRound()
  await expect(heading('Round 1 is over')).toBeVisible()
  // No countdown among them, and the page was never loaded anew.
  const news = (await heard(page)).filter((text) => !text.startsWith('On cherche'))
  expect(news).toEqual([
    'Ton arrivée est notée.',
    expect.stringMatching(new RegExp(`^Tour 1\\s: table 1, .+, avec \u2068${arabic}\u2069\\.$`)),
    expect.stringMatching(/ isn’t here yet\. Nobody is free: a host comes to you\.$/),
    'One minute left.',
    'Round 1 is over.',
  ])
  await hall.close()
})

test('a page that is built badly is seen to be', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 600 })
  await page.setContent(`<html lang="en"><title>x</title><main>
    <h1>One</h1><h1>Two</h1><p role="status"></p><output></output>
    <button style="inline-size: 40px">Go</button><p style="inline-size: 350px">wide</p>
    <p style="inline-size: 21rem">large</p></main>`)
  expect(await shapeFaults(page)).toEqual([
    expect.stringMatching(/^expected one h1, found 2/),
    expect.stringMatching(/^expected one polite region, found 2/),
    expect.stringMatching(/^button «Go» is 40 × /),
  ])
  expect(await reflowFaults(page)).toEqual([
    expect.stringMatching(/^at 320 px, html is/),
    expect.stringMatching(/^at 320 px, main is/),
    expect.stringMatching(/^with large letters, html is/),
    expect.stringMatching(/^with large letters, main is/),
  ])
})
