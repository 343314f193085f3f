// A small night, from the doors to the open tables, with a picture of every surface on the way.
import { join } from 'node:path'
import { chromium, expect, type LaunchOptions, type Page } from '@playwright/test'
import * as v from 'valibot'
import { roundNumber, tableNumber } from '#night/ids.ts'
import { signOf } from '#night/rounds/sign.ts'
import type { Joined } from '#protocol/http.ts'
import { Hall } from '../support/hall.ts'
import type { Screen } from '../support/screen.ts'
import { film } from './camera.ts'
import { people, proposals, tables, talks, type Person } from './cast.ts'

export interface Taken {
  readonly name: string
  readonly png: Buffer
}

export interface Camera {
  readonly launch: LaunchOptions
  /** Where the film for the door's camera may lie. */
  readonly folder: string
  readonly take: (taken: Taken) => Promise<void>
}

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true }
const desk = { viewport: { width: 1280, height: 800 } }
const wall = { viewport: { width: 1920, height: 1080 } }
/** Which of the signs' six colours looks best on a page about them. */
const brightness = (sign: number) => [3, 1, 0, 2, 4, 0][signOf(sign).hue] ?? 0
const number = (n: number) => v.parse(roundNumber, n)

/** Holds it, and hands over every picture as it is taken. */
export async function pictured(camera: Camera): Promise<void> {
  const browser = await chromium.launch(camera.launch)
  const hall = await Hall.open(browser, '18:20', {
    ...{ title: 'Paris P2P #12', venue: 'Ground Control', tables: 24, forecast: 45 },
  })
  try {
    await new Evening(hall, camera).hold()
  } finally {
    await hall.close()
    await browser.close()
  }
}

class Evening {
  readonly #hall: Hall
  readonly #camera: Camera
  readonly #joined = new Map<string, Joined>()
  readonly #phones = new Map<string, Screen>()

  constructor(hall: Hall, camera: Camera) {
    this.#hall = hall
    this.#camera = camera
  }

  async hold(): Promise<void> {
    const hall = this.#hall
    const opened = async (role: 'host' | 'display', options: object) =>
      hall.page((await hall.night.screen(role)).linked.link, { locale: 'en-GB', ...options })
    const host = await opened('host', desk)
    const display = await opened('display', wall)
    await this.#doors(host, display)
    const theirs = { joined: this.#badgeOf('Inès'), ...phone, locale: 'en-GB' } as const
    const hers = await hall.page(hall.nightPath, theirs)
    await this.#talks(host, display, hers)
    await this.#rounds(host, display)
    await this.#free(host, display, hers)
  }

  async #doors(host: Page, display: Page): Promise<void> {
    const hall = this.#hall
    await hall.reach('18:30')
    await hall.begin('doors')
    await this.#joining()
    const [early, late] = [people.slice(0, 27), people.slice(27)]
    for (const person of early) {
      await hall.reach((hall.clock.now() + 47_000) as never)
      await this.#arrive(person)
    }
    await this.#take('host-doors', host)
    await hall.order({ type: 'door/allow-self', allowed: true })
    await this.#spoken('en')
    await this.#take('display-welcome', display)
    await hall.order({ type: 'door/allow-self', allowed: false })
    for (const person of late) if (!person.phoneless) await this.#join(person)
    await this.#door(late[0]?.name ?? '')
    for (const person of late.slice(1)) await this.#arrive(person)
  }

  async #joining(): Promise<void> {
    const hall = this.#hall
    const page = await hall.page(hall.nightPath, { ...phone, locale: 'fr-FR' })
    await page.getByLabel('Ton nom ce soir').fill('Inès')
    for (const topic of ['mesh radio', 'community networks'])
      await page.getByText(topic, { exact: true }).first().click()
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.evaluate(() => scrollTo(0, 0))
    await this.#take('phone-join', page)
    await hall.leave(page)
  }

  /** A volunteer scans the badge of somebody who has just come. */
  async #door(name: string): Promise<void> {
    const hall = this.#hall
    const badge = await hall.page(hall.nightPath, {
      ...{ joined: this.#badgeOf(name), locale: 'en-GB' },
      ...phone,
    })
    await badge.getByText('Show this at the door').waitFor()
    await badge.waitForTimeout(300)
    const shown = await badge.screenshot()
    await this.#camera.take({ name: 'phone-badge', png: shown })
    await hall.leave(badge)
    const file = join(this.#camera.folder, 'camera.y4m')
    await film(shown, file)
    const seeing = await chromium.launch({
      ...this.#camera.launch,
      args: [
        ...(this.#camera.launch.args ?? []),
        ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
        `--use-file-for-fake-video-capture=${file}`,
      ],
    })
    const { linked } = await hall.night.screen('door')
    const page = await hall.page(linked.link, { ...phone, locale: 'en-GB', browser: seeing })
    await page.getByText(`${name}, in`).waitFor()
    await this.#take('door-verdict', page)
    await page.getByText(`${name}, in`).waitFor({ state: 'hidden' })
    await this.#take('door-scan', page)
    await hall.leave(page)
    await seeing.close()
  }

  async #talks(host: Page, display: Page, hers: Page): Promise<void> {
    const hall = this.#hall
    for (const { by, ...talk } of [...talks, ...proposals])
      await this.#phones.get(by)?.send({ type: 'talks/propose', ...talk })
    await hall.until('the proposals', ({ talks: all }) => all?.list.length === 5)
    const listed = () => hall.host.view.talks?.list ?? []
    const of = (title: string) => listed().find((talk) => talk.title === title)?.id
    for (const { title } of talks) {
      const talk = of(title)
      if (talk) await hall.order({ type: 'talks/accept', talk })
    }
    for (const [i, { title }] of [...proposals, ...talks].entries())
      for (const name of people.slice(i, 3 * i + 7).map((each) => each.name)) {
        const talk = of(title)
        if (talk) await this.#phones.get(name)?.send({ type: 'talks/support', talk })
      }
    await hall.reach('19:01')
    await hall.begin('talks')
    const first = of(talks[0].title)
    if (first) await hall.order({ type: 'talks/call', talk: first })
    await hall.reach('19:07')
    await this.#spoken('en')
    await this.#take('display-talk', display)
    await this.#take('host-talks', host)
    await hers.getByRole('link', { name: 'Talks', exact: true }).click()
    await this.#take('phone-talks', hers)
    await hers.getByRole('link', { name: 'Now', exact: true }).click()
    for (const [i, { title }] of talks.entries()) {
      const talk = of(title)
      if (!talk) continue
      if (i > 0) await hall.order({ type: 'talks/call', talk })
      await hall.pass((i === 0 ? 4 : 9) * 60)
      await hall.order({ type: 'talks/stop', talk })
    }
  }

  async #rounds(host: Page, display: Page): Promise<void> {
    const hall = this.#hall
    await hall.reach('19:33')
    await hall.begin('rounds')
    for (const round of [1, 2, 3, 4, 5]) {
      await hall.pass(20)
      await hall.announceRound(round)
      if (round === 3) await this.#round(host, display)
      await hall.endRound()
    }
  }

  /** On the way to the tables, and at them. */
  async #round(host: Page, display: Page): Promise<void> {
    const hall = this.#hall
    await hall.pass(5)
    await this.#take('display-pairings', display)
    await hall.pass(20)
    const { pairings = [], number: round = 3 } = hall.host.view.desk?.round ?? {}
    const bright = pairings.toSorted((p, q) => brightness(q.sign) - brightness(p.sign))
    const name = bright
      .flatMap(({ people: at }) => at.map((id) => hall.nameOf(id)))
      .find((each) => this.#joined.has(each))
    const theirs = { joined: this.#badgeOf(name ?? ''), ...phone, locale: 'en-GB' } as const
    const page = await hall.page(hall.nightPath, theirs)
    await this.#take('phone-sign', page)
    const names = pairings.flatMap(({ people: at }) => at.map((id) => hall.nameOf(id)))
    const late = new Set(['Priya', 'Kenji', 'Camille'])
    for (const name of names.filter((each) => !late.has(each)))
      await this.#phones.get(name)?.send({ type: 'rounds/here', number: number(round) })
    await hall.talking()
    await hall.pass(148)
    await this.#spoken('en')
    await this.#take('phone-talking', page)
    await this.#take('display-countdown', display)
    await this.#take('host-rounds', host)
  }

  async #free(host: Page, display: Page, hers: Page): Promise<void> {
    const hall = this.#hall
    await hall.begin('free')
    for (const { table, by, topic, joined } of tables) {
      await hall.pass(150)
      const claim = { type: 'floor/claim', table: v.parse(tableNumber, table), topic } as const
      await hall.order({ ...claim, for: hall.whois(by) })
      for (const name of joined)
        await this.#phones.get(name)?.send({ type: 'floor/join', table: claim.table })
    }
    // The first page, in English: pages turn every eight seconds, languages every twelve.
    const cycleMs = 48_000
    const now = hall.clock.now()
    const english = hall.host.view.about?.languages[0] === 'en' ? 1 : 17
    await hall.reach((now - (now % cycleMs) + cycleMs + english * 1000) as never)
    await this.#take('display-tables', display)
    await this.#take('host-free', host)
    await this.#phones.get('Inès')?.send({ type: 'floor/join', table: v.parse(tableNumber, 2) })
    await this.#take('phone-free', hers)
    await hers.getByRole('link', { name: 'Map', exact: true }).click()
    await this.#take('phone-map', hers)
  }

  async #join(person: Person): Promise<Joined> {
    const { phoneless: _, ...said } = person
    const joined = await this.#hall.night.join(said)
    this.#joined.set(person.name, joined)
    this.#phones.set(person.name, await this.#hall.night.attendee(joined))
    return joined
  }

  async #arrive(person: Person): Promise<void> {
    const hall = this.#hall
    if (person.phoneless) {
      const { languages, offers, seeks, first, name } = person
      const said = { languages: [...languages], offers: [...offers], seeks: [...seeks], first }
      await hall.order({ type: 'door/walk-in', name, ...said, phoneless: true })
      return
    }
    const { badge } = this.#joined.get(person.name) ?? (await this.#join(person))
    await hall.order({ type: 'door/check-in', badge })
  }

  #badgeOf(name: string): Joined {
    const joined = this.#joined.get(name)
    if (!joined) throw new Error(`${name} has no badge`)
    return joined
  }

  /** The display alternates: moves on until it has just begun to speak a language. */
  async #spoken(language: 'fr' | 'en'): Promise<void> {
    const hall = this.#hall
    const turnMs = 12_000
    const { languages = [] } = hall.host.view.about ?? {}
    const now = hall.clock.now()
    let at = now - (now % turnMs) + turnMs
    while (languages[(at / turnMs) % languages.length] !== language) at += turnMs
    await hall.reach((at + 300) as never)
  }

  async #take(name: string, page: Page): Promise<void> {
    // Whatever was gathered has come, and whatever moved stands still.
    await page.waitForTimeout(700)
    await expect(page.locator('.display ~ .flash')).toHaveCount(0)
    await this.#camera.take({ name, png: await page.screenshot() })
  }
}
