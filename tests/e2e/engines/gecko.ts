// Firefox, without a window, by WebDriver BiDi.
import puppeteer, { type ElementHandle } from 'puppeteer-core'
import { findOrInstall } from '../../../scripts/find-program.js'
import { screen, type Engine } from './engine.ts'

/** What it says of itself when there is no line: that is tried here. */
const ofTheLine = / ws:\/\/\S+ was interrupted|establish a connection to the server at ws:/

/** Opens one that speaks French. */
export async function openGecko(): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findOrInstall('firefox'),
    // A cold start on a busy machine takes its time.
    timeout: 60_000,
    defaultViewport: null,
    extraPrefsFirefox: {
      'intl.accept_languages': 'fr',
      // Dark, as the hall is.
      'layout.css.prefers-color-scheme.content-override': 0,
      // As on a phone: they lie over the page.
      'ui.useOverlayScrollbars': 1,
    },
  })
  const page = await browser.newPage()
  await page.setViewport(screen).catch((error: unknown) => {
    // Besides its size it is given an orientation, which this year's ESR does not know yet.
    if (!String(error).includes('setScreenOrientationOverride')) throw error
  })
  const complaints: string[] = []
  const hear = (said: string) => ofTheLine.test(said) || complaints.push(said)
  page.on('pageerror', (error) => hear(String(error)))
  page.on('console', (message) => message.type() === 'error' && hear(message.text()))
  const element = async (expression: string) => {
    const handle = await page.evaluateHandle(expression)
    // What is looked for is never a bare node.
    const found = handle.asElement() as ElementHandle<Element> | null
    if (!found) throw new Error(`expected an element: ${expression}`)
    return found
  }
  return {
    complaints: () => Promise.resolve(complaints),
    open: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    value: (expression) => page.evaluate(expression),
    press: async (expression) => (await element(expression)).click(),
    type: async (expression, text) => (await element(expression)).type(text),
    picture: () => page.screenshot(),
    close: () => browser.close(),
  }
}
