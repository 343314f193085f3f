// A whole evening in real browsers against the real program: owner, host, display, a door with a
// camera, six phones, five rounds, a reload, a minute in a dead zone. The server's clock runs eight
// times as fast as the world's; the dead zone is a minute of the world's.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { test, type Browser } from '@playwright/test'
import { film } from '../support/camera.ts'
import { layLine, type Line } from '../support/line.ts'
import { startProgram, type Program } from '../support/program.ts'
import { Complaints } from './support/complaints.ts'
import { Display } from './support/display.ts'
import { Door } from './support/door.ts'
import { Host } from './support/host.ts'
import { expect } from './support/patience.ts'
import { Phone } from './support/phone.ts'
import { Rounds } from './support/rounds.ts'

const speed = 8
const deadZoneMs = 60_000
/** Rounds are shown this long after they are started, on the server's clock. */
const leadMs = 3_000 / speed

// Tracing nine pages would cost more than they do.
test.use({ trace: 'off', actionTimeout: 15_000 })

let program: Program
let line: Line
let folder = ''
let complaints: Complaints
let camera: Browser | null = null

test.beforeEach(async () => {
  program = await startProgram(['--speed', String(speed)])
  line = await layLine(program.url)
  folder = await mkdtemp(join(tmpdir(), 'journey-'))
  complaints = new Complaints()
})
test.afterEach(async () => {
  const { status, expectedStatus } = test.info()
  if (status !== expectedStatus) await complaints.picture(test.info())
  await camera?.close()
  line.close()
  await program.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a whole evening: doors, talks, five rounds, open tables', async ({
  browser,
  playwright,
  launchOptions,
}) => {
  test.setTimeout(300_000)
  const began = Date.now()
  const host = await Host.open(browser)
  complaints.hear(host.page, 'host')
  const desk = host.page

  const links = await test.step('the owner holds a night, the host hands out links', async () => {
    await host.hold(program.host, {
      ...{ Title: 'Paris P2P #12', Venue: 'La Base', Tables: '12', 'People expected': '7' },
    })
    await expect(desk.getByRole('heading', { level: 1, name: 'Paris P2P #12' })).toBeVisible()
    expect(new URL(desk.url()).hash, 'the secret has left the address').toBe('')

    // Five meetings of ten minutes in half an hour: the host is told, and given a way out.
    const late = desk.getByRole('heading', { name: 'Rounds: ends 20:28, not 20:00' })
    await expect(late).toBeVisible()
    await desk.getByRole('button', { name: /^Rounds of 4 min/ }).click()
    await expect(late).toBeHidden()

    await host.show('Settings')
    const made = { display: await host.link('Display'), door: await host.link('Door') }
    await host.show('Now')
    return { ...made, code: await host.code() }
  })

  const display = await test.step('the display shows how to join', async () => {
    const opened = await Display.open(browser, links.display)
    complaints.hear(opened.page, 'display')
    await expect(opened.heading(/Paris P2P #12/)).toBeVisible()
    await expect(opened.page.getByText(links.code)).toBeVisible()
    await host.next('Open doors')
    return opened
  })
  const wall = display.page

  const open = async (who: string, tongue: 'en' | 'fr', url = program.url) => {
    const phone = await Phone.open(browser, tongue, url)
    complaints.hear(phone.page, who)
    return phone
  }
  const phones = await Promise.all([
    open('Ada', 'en'),
    open('Blaise', 'fr'),
    open('Chloé', 'fr'),
    open('Dora', 'en'),
    // His way to the server will be cut.
    open('Émile', 'fr', line.url),
    open('whoever', 'en'),
  ])
  const [ada, blaise, chloe, dora, emile, whoever] = phones

  await test.step('six phones join', async () => {
    // By the address in the display's QR; by typing the code; by the night's own address.
    await ada.page.goto(`/j/${links.code}`)
    await ada.join({ name: 'Ada', offers: ['libp2p'], seeks: ['art & code'] })
    const night = new URL(ada.page.url()).pathname
    for (const phone of [blaise, chloe, emile]) await phone.typeCode(links.code)
    for (const phone of [dora, whoever]) await phone.page.goto(night)
    await Promise.all([
      blaise.join({ name: 'Blaise', seeks: ['libp2p'] }),
      chloe.join({ name: 'Chloé', own: 'tricot' }),
      dora.join({ name: 'Dora', offers: ['governance', 'privacy'] }),
      emile.join({ name: 'Émile' }),
      whoever.join({ name: null }),
    ])
    expect(new Set(phones.map(({ name }) => name)).size).toBe(6)
    await expect(desk.getByText(/clocks are right to within \d+ ms/)).toBeVisible()
  })

  const door = await test.step('the door lets them in', async () => {
    const badge = join(folder, 'badge.y4m')
    await film(await ada.page.getByRole('img', { name: ada.says.badge }).screenshot(), badge)
    camera = await playwright.chromium.launch({
      ...launchOptions,
      args: [
        ...(launchOptions.args ?? []),
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        // Read once, at the start: this browser is younger than the badge.
        `--use-file-for-fake-video-capture=${badge}`,
      ],
    })
    const opened = await Door.open(camera, links.door)
    complaints.hear(opened.page, 'door')
    await opened.hasSaid(/Ada, in/)
    await expect(ada.heading('You are in')).toBeVisible()

    await opened.by('Code')
    await opened.pressKeys(blaise.code)
    await opened.hasSaid(/Blaise, in/)
    await opened.typeCode(whoever.code.toLowerCase())
    await opened.hasSaid(new RegExp(`${whoever.name}, in`))

    await opened.by('Name')
    await opened.search('ch')
    await expect(opened.button('Let in Chloé')).toBeHidden()
    await opened.search('chl')
    await opened.tap('Let in Chloé')
    await opened.hasSaid(/Chloé, in/)
    await opened.search('emi')
    await opened.tap('Let in Émile')
    await opened.hasSaid(/Émile, in/)

    await host.show('People')
    await desk.getByRole('button', { name: /^Dora/ }).click()
    await host.button('Check in').click()
    await host.show('Now')

    await opened.by('Scan')
    await opened.hasSaid(/Ada, already in\s*since \d\d:\d\d/)
    await opened.by('New')
    await expect(desk.getByText('6 here of 7 expected')).toBeVisible()
    await expect(opened.page.getByText('6 inside')).toBeVisible()
    await expect(wall.getByText('6', { exact: true })).toBeVisible()
    for (const phone of phones) await expect(phone.heading(phone.says.in)).toBeVisible()
    return opened
  })

  const title = 'Des réseaux sans centre'
  const other = 'Radios on a roof'
  const waiting = (talk: string) => desk.getByRole('listitem').filter({ hasText: talk })
  await test.step('a talk is proposed, supported, called and stopped', async () => {
    await Promise.all([blaise.propose(title), dora.propose(other)])
    await Promise.all([ada.support(title), chloe.support(title)])
    await host.show('Talks')
    await expect(waiting(title)).toContainText('2 supporters')
    await waiting(title).getByRole('button', { name: 'Accept' }).click()
    await host.show('Now')

    await host.next('Start talks')
    await expect(blaise.heading(blaise.says.youNext)).toBeVisible()
    await host.next(`Call “${title}” (Blaise)`)
    await expect(blaise.heading(blaise.says.youOn)).toBeVisible()
    await expect(ada.heading(title)).toBeVisible()
    await expect(display.heading(new RegExp(title))).toBeVisible()
    await expect(wall.getByText(/minutes? left|minutes? restantes?/)).toBeVisible()
    await expect(desk.getByRole('timer')).toBeVisible()
    await host.next(`End “${title}”`)
    await expect(blaise.heading(blaise.says.youOn)).toBeHidden()
    await expect(display.heading(new RegExp(title))).toBeHidden()
  })

  const rounds = new Rounds({ host, display, phones, leadMs })

  await test.step('round 1: everybody finds their table', async () => {
    const seats = await rounds.start(1, 6)
    rounds.meet(1, seats)
    expect(new Set([...seats.values()].map(({ sign }) => sign)).size).toBe(3)
    await rounds.areOnTheWall(seats)
    await Promise.all(phones.map((phone) => phone.sayHere()))
    await rounds.seeEachOther(seats)
    await expect(desk.getByText('Everybody is at their table.')).toBeVisible()
    await rounds.end(1)
  })

  await test.step('rounds 2 and 3: a reload, and a minute in a dead zone', async () => {
    const seats = await rounds.start(2, 6)
    rounds.meet(2, seats)
    complaints.allowSilence(emile.page)
    const cutAt = Date.now()
    line.cut()

    await chloe.page.reload()
    expect(await chloe.seat(2)).toEqual(seats.get('Chloé'))

    // Nothing tells a phone that it is in a dead zone, until it asks for something.
    const before = await emile.left()
    await emile.tap(emile.says.here)
    await expect(emile.page.getByText(emile.says.kept(1))).toBeVisible()
    await expect(emile.page.getByText(emile.says.noLine)).toBeVisible()
    expect(await emile.seat(2)).toEqual(seats.get('Émile'))
    await expect.poll(() => emile.left(), 'the time goes on').not.toBe(before)
    await emile.see('talks')
    await emile.tap(emile.says.support(other))
    await expect(emile.page.getByText(emile.says.kept(2))).toBeVisible()
    await emile.see('now')

    // The round ends by itself, on his phone too, which then goes by the program.
    const others = phones.filter((phone) => phone !== emile)
    await rounds.areOver(2, others, deadZoneMs)
    await rounds.endedAtOnce(2)
    await expect(emile.heading(emile.says.words(3))).toBeVisible()

    const third = await rounds.start(3, 6, others)
    await expect(emile.heading(emile.says.words(3))).toBeVisible()
    await wait(Math.max(0, cutAt + deadZoneMs - Date.now()))
    line.mend()
    third.set('Émile', await emile.seat(3))
    rounds.meet(3, third)
    await expect(emile.page.getByText(emile.says.noLine)).toBeHidden()
    // Both taps have arrived and count, also the one for a round that is over meanwhile.
    await expect(emile.page.getByText(emile.says.kept(2))).toBeHidden()
    await expect(emile.page.getByRole('alert')).toBeHidden()
    await host.show('Talks')
    await expect(waiting(other)).toContainText('1 supporter')
    await host.show('Now')
    await Promise.all(phones.map((phone) => phone.sayHere()))
    await rounds.seeEachOther(third)
    await rounds.end(3)
  })

  await test.step('round 4: a phone without a network opens on its partner', async () => {
    const seats = await rounds.start(4, 6)
    rounds.meet(4, seats)
    complaints.allowSilence(whoever.page)
    await whoever.page.context().setOffline(true)
    await whoever.page.reload()
    expect(await whoever.seat(4)).toEqual(seats.get(whoever.name))
    await expect(whoever.page.getByText(whoever.says.noLine)).toBeVisible()
    await whoever.page.context().setOffline(false)
    await expect(whoever.page.getByText(whoever.says.noLine)).toBeHidden()
    await rounds.end(4)
  })

  await test.step('round 5: a friend without a phone makes a table of three', async () => {
    await door.letInFriend('Gaspard', 'Ada')
    await expect(desk.getByText('7 here of 7 expected')).toBeVisible()
    const seats = await rounds.start(5, 7)
    rounds.meet(5, seats)
    await rounds.areOnTheWall(seats)
    await expect(wall.getByText('Gaspard', { exact: true })).toBeVisible()
    await host.button('Gaspard is here').click()
    const three = phones.filter(({ name }) => seats.get(name)?.partners.includes('Gaspard'))
    expect(three).toHaveLength(2)
    for (const phone of three) await expect(phone.hasSeen('Gaspard')).toBeVisible()
    await rounds.end(5)
    const among = [...rounds.met.keys()].filter((pair) => !pair.includes('Gaspard'))
    expect(among, 'six people have met everybody').toHaveLength(15)
  })

  await test.step('free: an open table', async () => {
    await host.next('Start free for all')
    await ada.claim(3, 'Fork the night')
    await blaise.tap(blaise.says.join(3))
    await expect(blaise.page.getByRole('button', { name: blaise.says.leave })).toBeVisible()
    await expect(waiting('Fork the night')).toContainText('1 joined')
    await expect(wall.getByText('Fork the night')).toBeVisible()
  })

  await test.step('everybody is seen off', async () => {
    await host.next('End the night', 'End the night')
    for (const phone of phones) await expect(phone.heading(phone.says.thanks)).toBeVisible()
    await expect(display.heading(/Thank you|Merci/)).toBeVisible()
    await expect(desk.getByRole('heading', { name: 'The night is over' })).toBeVisible()
    expect(complaints.list, complaints.list.join('\n')).toEqual([])
  })
  rounds.report((Date.now() - began) / 1000)
})
