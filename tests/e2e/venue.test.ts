// Phones on a venue's network, through a real proxy that breaks websockets or answers in our place.
import { expect, test, type Page } from '@playwright/test'
import { Hall } from '../support/hall.ts'
import { openVenue, type Venue } from '../support/venue.ts'

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const inEnglish = { ...phone, locale: 'en-GB' }

let hall: Hall
let venue: Venue
test.beforeEach(async ({ browser }) => {
  hall = await Hall.open(browser, '18:45')
  venue = await openVenue(hall.server.url)
})
test.afterEach(async () => {
  venue.close()
  await hall.close()
})

/** Somebody who is in, with their phone on this network; what it ever said of the line is noted. */
async function arrive(name: string): Promise<Page> {
  const joined = await hall.arrive({ name, languages: ['en'] })
  const page = await hall.page(`${venue.url}${hall.nightPath}`, { ...inEnglish, joined })
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    new MutationObserver(() => {
      const found = /No line[^.]*\.|This wifi[^.]*\./.exec(document.body.innerText)?.[0]
      if (found && said.at(-1) !== found) said.push(found)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return page
}
const saidOfTheLine = (page: Page) =>
  page.evaluate(() => (window as unknown as { said: string[] }).said)

/** What is tapped arrives, and what happens is shown: the phone is live, both ways. */
async function isLive(page: Page, name: string): Promise<void> {
  await hall.until(`that ${name} is connected`, ({ roster }) =>
    Object.values(roster ?? {}).some((each) => each.name === name && each.state === 'present'),
  )
  await page.getByRole('link', { name: 'Me', exact: true }).tap()
  await page.getByRole('button', { name: 'Sit out' }).tap()
  await hall.until(`that ${name} sits out`, ({ roster }) =>
    Object.values(roster ?? {}).some((each) => each.name === name && each.state === 'away'),
  )
  await hall.order({ type: 'screens/message', text: `Hello ${name}` })
  await expect(page.getByText(`Hello ${name}`)).toBeVisible()
}

test('a proxy that refuses websockets: phones poll, and nobody is frightened', async () => {
  for (const [name, status] of [
    ['Ada', 400],
    ['Bo', 403],
    ['Cyd', 502],
  ] as const) {
    venue.upgrade = { kind: 'refuse', status }
    const page = await arrive(name)
    await isLive(page, name)
    expect(await saidOfTheLine(page)).toEqual([])
  }
  expect(new Set(venue.came)).toEqual(new Set(['polling']))
})

test('a proxy that swallows what goes through websockets: phones poll too', async () => {
  venue.upgrade = { kind: 'swallow' }
  const page = await arrive('Ada')
  await isLive(page, 'Ada')
  expect(venue.came).toContain('polling')
  expect(await saidOfTheLine(page)).toEqual([])
})

test('a proxy that cuts websockets after a while: each time another one, and nothing is said', async () => {
  venue.upgrade = { kind: 'cut', afterMs: 700 }
  const page = await arrive('Ada')
  await expect.poll(() => venue.came.filter((way) => way === 'websocket').length).toBeGreaterThan(4)
  await isLive(page, 'Ada')
  expect(venue.came).not.toContain('polling')
  expect(await saidOfTheLine(page)).toEqual([])
})

test('a wifi that wants its login again: said in plain words, and nothing is lost', async () => {
  const page = await arrive('Ada')
  const isIn = (state: string) =>
    hall.until(`that Ada is ${state}`, ({ roster }) =>
      Object.values(roster ?? {}).some((each) => each.name === 'Ada' && each.state === state),
    )
  await page.getByRole('link', { name: 'Me', exact: true }).tap()
  await expect(page.getByRole('button', { name: 'Sit out' })).toBeVisible()
  for (const [portal, tapped, state] of [
    ['page', 'Sit out', 'away'],
    ['redirect', 'Come back', 'present'],
    ['511', 'Sit out', 'away'],
  ] as const) {
    venue.portal = portal
    venue.hangUp()
    const login = page.getByRole('link', { name: 'Open the wifi’s page' })
    await expect(login).toBeVisible()
    await expect(page.getByText(/This wifi wants you to log in first/)).toBeVisible()
    expect(await login.getAttribute('href')).toBe(`${venue.url}/?wifi`)
    await page.getByRole('button', { name: tapped }).tap()
    await expect(page.getByText(/1 tap is kept/)).toBeVisible()
    venue.portal = null
    await expect(login).toBeHidden()
    await isIn(state)
  }
})

test('a portal that comes while somebody joins: the form stays, and one badge is made', async () => {
  const page = await hall.page(`${venue.url}${hall.nightPath}`, inEnglish)
  await page.getByLabel('Your name tonight').fill('Bo')
  venue.portal = 'redirect'
  venue.hangUp()
  const submit = page.getByRole('button', { name: 'Get my badge' })
  await submit.tap()
  await expect(page.getByText(/This wifi wants you to log in first/)).toBeVisible()
  venue.portal = null
  await submit.tap()
  await expect(page.getByRole('heading', { name: 'Show this at the door' })).toBeVisible()
  const named = Object.values(hall.host.view.roster ?? {}).filter(({ name }) => name === 'Bo')
  expect(named).toHaveLength(1)
})
