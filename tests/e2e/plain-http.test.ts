// A hall without certificates: http by a name that is not this machine's. Browsers allow it no camera,
// no service worker and no installation; the evening itself goes on, and nobody is nagged.
import { chromium, expect, test, type Browser } from '@playwright/test'
import * as v from 'valibot'
import { roundNumber } from '#night/ids.ts'
import { Hall } from '../support/hall.ts'

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

let browser: Browser
let hall: Hall
test.beforeEach(async ({ launchOptions }) => {
  const args = [...(launchOptions.args ?? []), '--host-resolver-rules=MAP hall.test 127.0.0.1']
  browser = await chromium.launch({ ...launchOptions, args })
  hall = await Hall.open(browser, '18:45')
})
test.afterEach(async () => {
  await hall.close()
  await browser.close()
})

test('join, badge, door, talk and round over plain HTTP', async () => {
  const here = (path: string) => `http://hall.test:${new URL(hall.server.url).port}${path}`
  const page = await hall.page(here('/'), { ...phone, locale: 'en-GB' })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  expect(await page.evaluate(() => isSecureContext)).toBe(false)

  await test.step('somebody joins by the code, and has a badge', async () => {
    await page.getByLabel('The night’s code').fill(hall.host.view.about?.code ?? '')
    await page.getByRole('button', { name: 'Go to the night' }).tap()
    await page.getByLabel('Your name tonight').fill('Ada')
    await page.getByRole('button', { name: 'Get my badge' }).tap()
    await expect(page.getByRole('img', { name: 'Your badge as a QR code' })).toBeVisible()
  })

  const { linked } = await hall.night.screen('door')
  const { hash } = new URL(linked.link)
  const door = await hall.page(here(`/door/${hall.night.id}${hash}`), { ...phone, locale: 'en-GB' })
  await test.step('the door says why there is no camera, and takes the typed code', async () => {
    await expect(door.getByText('The camera works over https only.')).toBeVisible()
    const code = await page.getByText(/^[2-9A-HJKMNP-TV-Z]{4}$/).innerText()
    for (const letter of code.trim())
      await door.getByRole('button', { name: letter, exact: true }).tap()
    await expect(door.getByText(/^Ada, in|^Ada$/).first()).toBeVisible()
    await expect(page.getByText('You are in')).toBeVisible()
  })

  await test.step('a talk is proposed', async () => {
    await page.getByRole('link', { name: 'Talks', exact: true }).tap()
    await page.getByRole('button', { name: 'Propose a talk' }).tap()
    await page.getByLabel('Title', { exact: true }).fill('Radio without towers')
    await page.getByRole('button', { name: 'Propose it' }).tap()
    await hall.until('the talk', (view) => JSON.stringify(view).includes('Radio without towers'))
  })

  await test.step('a round seats, and what is tapped arrives', async () => {
    await hall.arrive({ name: 'Bo', languages: ['en'] })
    await hall.begin('rounds')
    await page.getByRole('link', { name: 'Now', exact: true }).tap()
    await hall.announceRound(v.parse(roundNumber, 1))
    await expect(page.getByText('with Bo', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'I’m here', exact: true }).tap()
    await expect(page.getByText('✓ You are here')).toBeVisible()
  })

  await test.step('what is missing is said where the phone is set, and only there', async () => {
    await page.getByRole('link', { name: 'Me', exact: true }).tap()
    await expect(page.getByText(/came without https/)).toBeVisible()
    expect(await page.evaluate(() => 'serviceWorker' in navigator)).toBe(false)
    const staysLit = page.getByRole('switch', { name: /^Stay lit during rounds/ })
    await expect(staysLit).toBeDisabled()
    await expect(staysLit).not.toBeChecked()
    await page.getByRole('link', { name: 'Now', exact: true }).tap()
    await expect(page.getByText(/https/)).toHaveCount(0)
  })
  expect(complaints).toEqual([])
})
