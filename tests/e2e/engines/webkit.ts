// WebKitGTK in its own small browser, by WebDriver, on a display that nobody looks at.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Builder, Capabilities, WebElement } from 'selenium-webdriver'
import { findOrInstall } from '../../../scripts/find-program.js'
import { freePort } from '../../support/redis.ts'
import { screen, type Engine } from './engine.ts'

/** Opens one that fills a display of a phone's size: it has a bar that is wider than a phone. */
export async function openWebKit(): Promise<Engine> {
  const driver = findOrInstall('webkit-driver')
  const { display, xvfb } = await openDisplay()
  const port = await freePort()
  const server = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      // Not whatever this machine speaks: «C» is no language of people.
      LC_ALL: 'en_US.UTF-8',
      // Root, in a container, may make no sandbox.
      ...(process.getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
    },
  })
  const stop = () => Promise.all([server, xvfb].map(ended))
  try {
    await listening(port, server)
    return await session(port, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

/** Until the driver answers. */
async function listening(port: number, driver: ChildProcess): Promise<void> {
  while (driver.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null)
    if (answer?.ok) return
    await wait(50)
  }
  throw new Error(`WebKitWebDriver ended at once, with ${driver.exitCode}`)
}

async function session(port: number, stop: () => Promise<unknown>): Promise<Engine> {
  const args = ['--automation', '--full-screen', '--dark-mode']
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { args },
  })
  const page = await new Builder()
    .disableEnvironmentOverrides()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities(capabilities)
    .build()
  // Where no window manager is, it fills the display once it is told its size.
  await page
    .manage()
    .window()
    .setRect({ x: 0, y: 0, ...screen })
  const value = (expression: string): Promise<unknown> => page.executeScript(`return ${expression}`)
  const element = async (expression: string) => {
    const found = await value(expression)
    if (!(found instanceof WebElement)) throw new Error(`expected an element: ${expression}`)
    return found
  }
  // The driver tells nothing of the console: the page keeps what goes wrong in it.
  const heard: string[] = []
  const hear = async () => {
    const said = await value(listen)
    if (Array.isArray(said)) heard.push(...said.splice(0).map(String))
  }
  return {
    complaints: async () => {
      await hear()
      return heard
    },
    open: async (url) => {
      await page.get(url)
      await hear()
    },
    reload: async () => {
      await hear()
      await page.navigate().refresh()
      await hear()
    },
    value,
    press: async (expression) => (await element(expression)).click(),
    type: async (expression, text) => (await element(expression)).sendKeys(text),
    picture: async () => Buffer.from(await page.takeScreenshot(), 'base64'),
    close: async () => {
      await page.quit()
      await stop()
    },
  }
}

/** Takes what was kept so far, and keeps what comes. */
const listen = `(() => {
  if (!window.complaints) {
    window.complaints = []
    addEventListener('error', (event) => window.complaints.push(event.message))
    addEventListener('unhandledrejection', (event) => window.complaints.push(String(event.reason)))
  }
  return window.complaints.splice(0)
})()`

/** A screen in memory, of a phone's size. Its number is the first one free. */
async function openDisplay(): Promise<{ display: string; xvfb: ChildProcess }> {
  const size = `${screen.width}x${screen.height}x24`
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp']
  const xvfb = spawn(findOrInstall('xvfb'), args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const told = xvfb.stdio[3]
  if (!told) throw new Error('expected to hear from Xvfb')
  const number = await Promise.race([
    once(told, 'data').then(([text]) => String(text).trim()),
    once(xvfb, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended, with ${code}`))),
  ])
  return { display: `:${number}`, xvfb }
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  process.kill()
  await once(process, 'exit')
}
