// Phones on a venue's network, through a real proxy that breaks websockets or answers in our place.
import { expect, test, type Page } from '@playwright/test'
import { Hall } from '../support/hall.ts'
import { openVenue, type OnUpgrade, type Portal, type Venue } from '../support/venue.ts'

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

const broken: readonly (readonly [string, OnUpgrade])[] = [
  ['refuses websockets with 400', { kind: 'refuse', status: 400 }],
  ['refuses websockets with 403', { kind: 'refuse', status: 403 }],
  ['refuses websockets with 502', { kind: 'refuse', status: 502 }],
  ['swallows what goes through websockets', { kind: 'swallow' }],
]
for (const [what, upgrade] of broken) {
  test(`a proxy that ${what}: the phone polls, and nobody is frightened`, async () => {
    venue.upgrade = upgrade
    const page = await arrive('Ada')
    await isLive(page, 'Ada')
    expect(venue.came).toContain('polling')
    expect(await saidOfTheLine(page)).toEqual([])
  })
}

test('a proxy that cuts websockets after a while: each time another one, and nothing is said', async () => {
  venue.upgrade = { kind: 'cut', afterMs: 700 }
  const page = await arrive('Ada')
  await expect.poll(() => venue.came.filter((way) => way === 'websocket').length).toBeGreaterThan(4)
  await isLive(page, 'Ada')
  expect(venue.came).not.toContain('polling')
  expect(await saidOfTheLine(page)).toEqual([])
})

for (const portal of ['page', 'redirect', '511'] as const satisfies readonly Portal[]) {
  test(`a wifi that wants its login again (${portal}): said in plain words, and nothing is lost`, async () => {
    const page = await arrive('Ada')
    await page.getByRole('link', { name: 'Me', exact: true }).tap()
    venue.portal = portal
    venue.hangUp()
    const login = page.getByRole('link', { name: 'Open the wifi’s page' })
    await expect(login).toBeVisible()
    await expect(page.getByText(/This wifi wants you to log in first/)).toBeVisible()
    expect(await login.getAttribute('href')).toBe(`${venue.url}/?wifi`)
    await page.getByRole('button', { name: 'Sit out' }).tap()
    await expect(page.getByText(/1 tap is kept/)).toBeVisible()

    venue.portal = null
    await expect(login).toBeHidden()
    await hall.until('what was tapped', ({ roster }) =>
      Object.values(roster ?? {}).some(({ name, state }) => name === 'Ada' && state === 'away'),
    )
  })
}

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
