// An attendee's evening in browsers other than Chromium, against the real server and store: Gecko is
// what Firefox is made of, WebKit what every browser of an iPhone is.
import { writeFile } from 'node:fs/promises'
import { test } from '@playwright/test'
import { readQr } from '../../support/qr.ts'
import { expect } from '../support/patience.ts'
import type { Engine } from './engine.ts'
import { openGecko } from './gecko.ts'
import { Hall, pairingOf } from './hall.ts'
import { Phone } from './phone.ts'
import { openWebKit } from './webkit.ts'

const engines = [
  { name: 'Firefox', tongue: 'fr', other: 'en', launch: openGecko },
  { name: 'WebKitGTK', tongue: 'en', other: 'fr', launch: openWebKit },
] as const

let hall: Hall
let engine: Engine | null = null

test.beforeEach(async () => {
  hall = await Hall.open()
})
test.afterEach(async () => {
  const { status, expectedStatus } = test.info()
  if (status !== expectedStatus) await picture('at the end')
  await engine?.close()
  engine = null
  await hall.close()
})

async function picture(what: string) {
  const png = await engine?.picture()
  if (png) await writeFile(test.info().outputPath(`${what}.png`), png)
}

for (const { name, tongue, other, launch } of engines)
  test(`${name}: join, badge, round, a dead line, a reload without it, and back`, async () => {
    test.skip(name === 'WebKitGTK' && process.platform !== 'linux', 'made for Linux alone')
    test.setTimeout(180_000)
    engine = await launch()
    const phone = new Phone(engine, tongue)
    const { says } = phone

    const code = await test.step('somebody joins and gets a badge', async () => {
      await phone.engine.open(hall.link)
      await phone.sees({ label: says.name })
      expect(await phone.engine.value('[innerWidth, innerHeight]')).toEqual([390, 844])
      await phone.faultless('joining')
      const given = await phone.join('Ada')
      await phone.faultless('the badge')
      const over = await phone.engine.value('document.documentElement.scrollHeight - innerHeight')
      expect(over, 'fits the screen').toBe(0)
      await phone.isKept()
      return given
    })

    await test.step('the door reads it off the screen', async () => {
      await phone.read({ role: 'img', name: says.badge })
      const badge = await readQr(await phone.engine.picture())
      expect(badge, 'a QR that can be read').not.toBeNull()
      await hall.order({ type: 'door/check-in', badge: badge ?? '' })
      await phone.sees({ role: 'heading', name: says.in })
      // The host's desk is told a little later.
      const ada = () =>
        Object.values(hall.host.view.roster ?? {}).find((each) => each.name === 'Ada')
      await expect.poll(ada).toMatchObject({ code, state: 'present' })
    })

    const { as: partner, seat } = await test.step('a round: partner, table, sign', async () => {
      await hall.begin('rounds')
      await hall.startRound()
      const given = await hall.partnerOf('Ada')
      expect(await phone.seat(1)).toEqual(given.seat)
      await phone.counts()
      await phone.faultless('the round')
      return given
    })
    const [theirs = ''] = seat.partners

    await test.step('a reload in the round', async () => {
      await phone.engine.reload()
      expect(await phone.seat(1)).toEqual(seat)
    })

    await test.step('the line dies: the screen stays true, a tap is kept', async () => {
      hall.line.cut()
      await phone.press({ role: 'button', name: says.here })
      expect(await phone.seat(1)).toEqual(seat)
      await phone.counts()
      hall.line.drop()
      await phone.sees({ text: says.kept(1) })
      await phone.sees({ text: says.noLine })
      expect(await phone.seat(1)).toEqual(seat)
      await phone.counts()
      expect(pairingOf(partner)?.partners[0]?.here).toBe(false)
    })

    await test.step('a reload without a line opens on the same', async () => {
      await phone.engine.reload()
      expect(await phone.seat(1)).toEqual(seat)
      await phone.sees({ text: says.kept(1) })
      await phone.sees({ text: says.noLine })
      await phone.counts()
      await phone.faultless('without a line')
    })

    await test.step('the line is back: the tap arrives', async () => {
      hall.line.mend()
      await phone.sees({ text: says.noLine }, false)
      await expect.poll(() => pairingOf(partner)?.partners[0]?.here).toBe(true)
      await phone.sees({ text: says.youAreHere })
      await hall.arriveAtTable(partner)
      await phone.sees({ role: 'listitem', text: says.isHere(theirs) })
    })

    await test.step('the round ends; the other language', async () => {
      await hall.endRound()
      await phone.sees({ role: 'heading', name: says.over(1) })
      await phone.speak(other)
      await phone.sees({ role: 'heading', name: phone.says.over(1) })
      await phone.faultless('after the round')
    })
    expect(await phone.engine.complaints()).toEqual([])
  })
