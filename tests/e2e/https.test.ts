// The program with a certificate of its own, as on a laptop at a venue: by its name, in a browser that
// trusts it, from the check page to the host's desk. And without one, on a network that is in the way.
import { chromium, test, type Browser } from '@playwright/test'
import { foundAuthority, keyHashOf, type Authority } from '../support/certificates.ts'
import { startProgram, type Program } from '../support/program.ts'
import { faultsInOtherTheme, faultsOf } from '../support/faults.ts'
import { openVenue, type Venue } from '../support/venue.ts'
import { Host } from './support/host.ts'
import { expect } from './support/patience.ts'

const name = 'night.example.org'

let authority: Authority
let program: Program
let browser: Browser
let venue: Venue | null = null
test.afterEach(async () => {
  venue?.close()
  await browser.close()
  await program.stop()
  authority.remove()
})

/** The program behind a certificate for the name, and a browser that finds and trusts it. */
async function open(launchOptions: Parameters<typeof chromium.launch>[0]) {
  authority = foundAuthority()
  const pair = authority.issue(`DNS:${name}`)
  program = await startProgram(['--cert', pair.cert, '--key', pair.key])
  const args = [
    ...(launchOptions?.args ?? []),
    ...[`--host-resolver-rules=MAP ${name} 127.0.0.1`],
    `--ignore-certificate-errors-spki-list=${keyHashOf(pair)}`,
  ]
  browser = await chromium.launch({ ...launchOptions, args })
  return { port: new URL(program.url).port }
}

test('by its name over https: sent on from http, checked by a stranger, then by the host', async ({
  launchOptions,
}) => {
  const { port } = await open(launchOptions)
  const host = await Host.open(browser)
  const { page } = host
  await page.goto(`http://${name}:${port}/check`)
  expect(page.url()).toBe(`https://${name}:${port}/check`)
  const isSaid = (text: string | RegExp) => expect(page.getByText(text).first()).toBeVisible()
  await isSaid('The page came over https')
  await isSaid('Opens without a line')
  await isSaid('Live connections come through')
  await isSaid('The certificate is good for only 2 days')
  await isSaid('More is said to hosts')
  await expect(page.getByText(/free on its disk/)).toHaveCount(0)

  await host.hold(`https://${name}:${port}/hold${new URL(program.host).hash}`, { Title: 'Tonight' })
  const cookies = await page.context().cookies()
  expect(cookies.map((cookie) => [cookie.secure, cookie.httpOnly])).toEqual([
    [true, true],
    [true, true],
  ])
  await host.show('Settings')
  await page.getByRole('link', { name: 'Check this phone, network and server' }).click()
  await isSaid(/free on its disk/)
  await isSaid('Every answer is on disk before it is given')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^Ready, with \w+ things? to know$/,
  )

  await page.getByRole('button', { name: 'Français' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^Prêt, avec une|^Prêt, avec \w+ choses/,
  )
})

test('over plain http, by polling, then behind a login: the check page says so', async ({
  launchOptions,
}) => {
  authority = foundAuthority()
  program = await startProgram()
  venue = await openVenue(program.url)
  const args = [...(launchOptions.args ?? []), '--host-resolver-rules=MAP hall.test 127.0.0.1']
  browser = await chromium.launch({ ...launchOptions, args })
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 390, height: 844 } })
  const sentence = page.getByRole('heading', { level: 1 })
  const again = page.getByRole('button', { name: 'Check again' })
  venue.upgrade = { kind: 'refuse', status: 403 }
  await page.goto(`http://hall.test:${new URL(venue.url).port}/check`)
  await expect(sentence).toHaveText(/^Ready, with/)
  await expect(page.getByText('The page came without https')).toBeVisible()
  await expect(page.getByText(/in a roundabout way/)).toBeVisible()
  expect(await faultsOf(page)).toEqual([])

  venue.portal = 'redirect'
  venue.hangUp()
  await again.click()
  await expect(sentence).toHaveText('Not ready: one thing to put right')
  await expect(page.getByText('The wifi answers instead of the server')).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
  expect(await faultsInOtherTheme(page)).toEqual([])

  venue.portal = null
  venue.upgrade = { kind: 'through' }
  await again.click()
  await expect(sentence).toHaveText(/^Ready, with/)
  await expect(page.getByText('Live connections come through', { exact: true })).toBeVisible()
})
