// How a phone makes itself felt: once, by what its owner left on, and when nobody looks.
import { join } from 'node:path'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import webpush from 'web-push'
import type { RoundNumber } from '#night/ids.ts'
import type { Joined } from '#protocol/http.ts'
import { root } from '../../scripts/sources.js'
import { openMemorySubscriptions } from '../../server/push/subscriptions.ts'
import { startPushService, type PushService } from '../support/push-service.ts'
import type { Screen } from '../support/screen.ts'
import { startServer, type TestNight, type TestServer } from '../support/server.ts'

const push = { subscriptions: openMemorySubscriptions() }

let service: PushService
let server: TestServer
let night: TestNight
let host: Screen
let ana: Joined
let context: BrowserContext
/** What any page of the phone did, in order: «buzz 180,90,180», «tone 523», «lit», «badge 1» … */
let felt: string[]

test.beforeEach(async ({ browser }) => {
  service = await startPushService()
  const vapid = { ...webpush.generateVAPIDKeys(), subject: 'https://night.example.org' }
  server = await startServer({
    clientDir: join(root, 'build/client'),
    push: { ...push, vapid, services: [service.origin] },
  })
  night = await server.holdNight()
  host = await night.host()
  ana = await night.join({ name: 'Ana' })
  const ben = await night.join({ name: 'Bartholomew' })
  for (const { attendee } of [ana, ben]) await host.send({ type: 'door/check-in', for: attendee })
  felt = []
  context = await browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, locale: 'en-GB', hasTouch: true, isMobile: true },
    ...{ permissions: ['notifications', 'screen-wake-lock'], baseURL: server.url },
  })
  await context.exposeBinding('felt', (_, what: string) => void felt.push(what))
  await context.addInitScript(phone, [night.id, JSON.stringify(ana), service.origin] as const)
})
test.afterEach(async () => {
  await context.close()
  await server.close()
  await service.close()
})

/** Has a page tell what it does to the phone, whose badge is on it. */
function phone([id, joined, origin]: readonly [string, string, string]): void {
  const tell = (what: string) => void (globalThis as never as Told).felt(what)
  type Told = { felt(what: string): Promise<void> }
  localStorage.setItem(`rendezvous:badge:${id}`, joined)
  navigator.vibrate = (pattern) => (tell(`buzz ${String(pattern)}`), true)
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (at) {
    tell(`tone ${Math.round(this.frequency.value)}`)
    start.call(this, at)
  }
  new MutationObserver(() => {
    const isLit = document.querySelector('.flash.on') !== null
    if (isLit && !wasLit) tell('flash')
    wasLit = isLit
  }).observe(document, { subtree: true, attributeFilter: ['class'] })
  let wasLit = false
  const request = navigator.wakeLock.request.bind(navigator.wakeLock)
  navigator.wakeLock.request = async (type) => {
    const lock = await request(type)
    tell('lit')
    lock.addEventListener('release', () => tell('dark'))
    return lock
  }
  Object.assign(navigator, {
    setAppBadge: async (count: number) => tell(`badge ${count}`),
    clearAppBadge: async () => {},
  })
  // Chromium without Google has no push service: ours takes its place.
  const subscription = {
    endpoint: `${origin}/ana`,
    options: {},
    unsubscribe: async () => (tell('unsubscribed'), true),
  }
  let subscribed = localStorage.getItem('subscribed') !== null
  Object.assign(PushManager.prototype, {
    getSubscription: async () => (subscribed ? subscription : null),
    subscribe: async () => {
      subscribed = true
      localStorage.setItem('subscribed', '1')
      return subscription
    },
  })
}

async function open(path = ''): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`/n/${night.id}${path}`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  // Browsers give sound and vibration only after this.
  await page.getByText('● 2').tap()
  return page
}

const startRound = (number: number) =>
  host.send({ type: 'rounds/start', number: number as RoundNumber })
const endRound = (number: number) =>
  host.send({ type: 'rounds/end', number: number as RoundNumber })
const buzzes = () => felt.filter((what) => what.startsWith('buzz'))
const tones = () => felt.filter((what) => what.startsWith('tone'))

test('two tabs call once, a reload not again, and what is switched off stays off', async () => {
  const [first, second] = [await open(), await open()]
  await startRound(1)
  for (const page of [first, second])
    await expect(page.getByText('Bartholomew').first()).toBeVisible()
  await expect.poll(() => felt).toContain('lit')
  expect(felt).toContain('flash')
  expect(buzzes()).toEqual(['buzz 180,90,180'])
  expect(tones()).toEqual(['tone 523', 'tone 784'])

  await first.reload()
  await expect(first.getByText('Bartholomew').first()).toBeVisible()
  await first.getByText('● 2').tap()
  await expect(first.getByText(/^Tap anywhere once/)).toBeHidden()
  await host.send({ type: 'screens/message', text: 'Pizza is here' })
  await expect.poll(() => buzzes()).toEqual(['buzz 180,90,180', 'buzz 60,120,60'])

  await second.goto(`/n/${night.id}/me`)
  await second.getByRole('switch', { name: 'Vibration', exact: true }).uncheck()
  await second.close()
  felt.splice(0)
  await endRound(1)
  await expect.poll(() => tones()).toEqual(['tone 784', 'tone 659', 'tone 523'])
  await expect.poll(() => felt).toContain('dark')
  await expect.poll(() => felt.filter((what) => what === 'flash')).toHaveLength(3)
  expect(buzzes()).toEqual([])

  await first.getByRole('link', { name: 'Me', exact: true }).tap()
  for (const name of [/^Sound/, /^Flash/, /^Stay lit during rounds/])
    await first.getByRole('switch', { name }).uncheck()
  await expect(first.getByText('Nothing calls you now', { exact: false })).toBeVisible()
  felt.splice(0)
  await startRound(2)
  await first.getByRole('link', { name: 'Now', exact: true }).tap()
  await expect(first.getByText('Bartholomew').first()).toBeVisible()
  expect(felt).toEqual([])
})

test('a battery that runs low is kept for the way home, and the screen says so', async () => {
  await context.addInitScript(() => {
    const battery = Object.assign(new EventTarget(), { level: 0.12, charging: false })
    Object.assign(navigator, { getBattery: async () => battery })
    addEventListener('plugged-in', () => {
      battery.charging = true
      battery.dispatchEvent(new Event('chargingchange'))
    })
  })
  const page = await open()
  await startRound(1)
  await expect(page.getByText('Bartholomew').first()).toBeVisible()
  await expect(page.getByText(/^The battery is low/)).toBeVisible()
  expect(felt).not.toContain('lit')
  await page.evaluate(() => dispatchEvent(new Event('plugged-in')))
  await expect(page.getByText(/^The battery is low/)).toBeHidden()
  await expect.poll(() => felt).toContain('lit')
})

test('the first touch of a page moves nothing under the finger', async () => {
  await startRound(1)
  const page = await context.newPage()
  // What a driver asks of a page counts as a touch.
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: false } }),
  )
  await page.goto(`/n/${night.id}`)
  const here = page.getByRole('button', { name: 'I’m here', exact: true })
  await expect(page.getByText(/^Tap anywhere once/)).toBeVisible()
  const stood = await here.boundingBox()
  await page.getByText('● 2').tap()
  await expect(page.getByText('This phone will call you.')).toBeVisible()
  expect(await here.boundingBox()).toEqual(stood)
  await endRound(1)
  await expect(page.getByText('This phone will call you.')).toBeHidden()
})

test('a page that nobody looks at counts and notifies, and names nobody', async () => {
  const page = await open('/me')
  await page.getByRole('switch', { name: /^Notifications/ }).check()
  await look(page, 'hidden')
  await startRound(1)
  await expect(page).toHaveTitle(/^\(1\) /)
  const [shown] = await notices(page, 1)
  expect(shown?.title).toMatch(/^Round 1: table \d+$/)
  expect(shown?.body).not.toBe('')
  expect(JSON.stringify(shown)).not.toContain('Bartholomew')
  expect(felt).toContain('badge 1')
  await look(page, 'visible')
  await expect(page).not.toHaveTitle(/^\(/)
  await notices(page, 0)
})

test('a phone that sleeps is called by an empty push, until its owner switches it off', async () => {
  let page = await open('/me')
  await page.getByRole('switch', { name: /^Also when the phone sleeps/ }).check()
  const kept = async () => (await push.subscriptions.of(night.id)).map((one) => one.attendee)
  await expect.poll(kept).toEqual([ana.attendee])
  const [worker] = context.serviceWorkers()
  if (!worker) throw new Error('expected a service worker')
  await page.goto('about:blank')
  const devtools = await context.newCDPSession(page)
  const registration = new Promise<string>((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations
      if (one) resolve(one.registrationId)
    }),
  )
  await devtools.send('ServiceWorker.enable')
  const registrationId = await registration
  // As a browser maker's service does it: what arrives there wakes the phone.
  service.onreceipt = ({ bytes }) => {
    expect(bytes).toBe(0)
    return devtools.send('ServiceWorker.deliverPushMessage', {
      ...{ origin: server.url, registrationId, data: '' },
    })
  }
  await startRound(1)
  const shown = () =>
    worker.evaluate(async () => {
      const { registration } = globalThis as never as { registration: ServiceWorkerRegistration }
      return (await registration.getNotifications()).map(({ title, body, data }) => ({
        ...{ title, body, url: data.url },
      }))
    })
  await expect
    .poll(shown, { timeout: 20_000 })
    .toEqual([
      { title: 'Paris P2P #12', body: 'Something changed: have a look.', url: `/n/${night.id}` },
    ])

  await page.close()
  page = await open('/me')
  await page.getByRole('switch', { name: /^Also when the phone sleeps/ }).uncheck()
  await expect.poll(kept).toEqual([])
  expect(felt).toContain('unsubscribed')
})

async function look(page: Page, state: 'visible' | 'hidden'): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
}

async function notices(page: Page, count: number) {
  const all = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }))
    })
  await expect.poll(async () => (await all()).length).toBe(count)
  return all()
}
