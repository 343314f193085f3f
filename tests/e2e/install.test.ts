// The home screen: offered once and at a good moment, and its icon leads to tonight.
import { expect, test, type Page } from '@playwright/test'
import { faultsOf } from '../support/faults.ts'
import { Hall } from '../support/hall.ts'

declare global {
  interface Window {
    asked?: number
  }
}

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** The browser says that it can: Chromium does so after half a minute and a tap, in its own time. */
const canInstall = (page: Page) =>
  page.evaluate(() => {
    const event = new Event('beforeinstallprompt', { cancelable: true })
    window.asked = 0
    Object.assign(event, { prompt: async () => (window.asked = (window.asked ?? 0) + 1) })
    dispatchEvent(event)
    return event.defaultPrevented
  })

test('it is offered to somebody who is in, not in a round, and never twice', async ({
  browser,
}) => {
  const hall = await Hall.open(browser, '18:30', { title: 'Paris P2P #12' })
  await hall.begin('doors')
  const [joined, other] = [await hall.night.join({ name: 'Ada' }), await hall.night.join({})]
  const page = await hall.page(hall.nightPath, { joined, locale: 'en-GB', ...phone })
  const second = await hall.page('/', { joined: other, locale: 'fr-FR', ...phone })
  const offer = page.getByRole('button', { name: 'Put it there' })
  const manifest = (of: Page) => of.locator('link[rel="manifest"]').getAttribute('href')
  expect([await manifest(page), await manifest(second)]).toEqual([
    '/manifest.webmanifest',
    '/manifest.fr.webmanifest',
  ])
  await expect(page.getByRole('heading', { name: 'Show this at the door' })).toBeVisible()
  expect(await canInstall(page), 'the browser’s own bar stays away').toBe(true)
  await expect(offer, 'not in the queue').toBeHidden()
  await hall.order({ type: 'door/check-in', badge: joined.badge })
  await expect(offer).toBeVisible()
  expect(await faultsOf(page)).toEqual([])

  // Neither tapped nor closed: a round comes, and it does not come back.
  await hall.order({ type: 'door/check-in', badge: other.badge })
  await hall.reach('19:30')
  await hall.begin('rounds')
  await hall.announceRound(1)
  await expect(page.getByText('Round 1 of 5')).toBeVisible()
  await expect(offer).toBeHidden()
  await hall.talking()
  await hall.endRound()
  await hall.begin('free')
  await expect(page.getByRole('button', { name: 'Claim a table' })).toBeVisible()
  await expect(offer).toBeHidden()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Claim a table' })).toBeVisible()
  await canInstall(page)
  await expect(offer).toBeHidden()

  // Another phone is asked by its browser once its owner says so; its icon leads to tonight.
  await second.evaluate(
    (night) => localStorage.setItem('rendezvous:last-night', JSON.stringify(night)),
    hall.night.id,
  )
  await second.goto(`${hall.server.url}/tonight/map`)
  await expect(second).toHaveURL(`${hall.server.url}${hall.nightPath}/map`)
  await canInstall(second)
  await second.getByRole('button', { name: 'L’y mettre' }).tap()
  await expect.poll(() => second.evaluate(() => window.asked)).toBe(1)
  await expect(second.getByRole('button', { name: 'L’y mettre' })).toBeHidden()
  await hall.close()
})
