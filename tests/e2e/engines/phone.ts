// One attendee's phone, in whatever browser.
import axe from 'axe-core'
import { expect } from '../support/patience.ts'
import { phrases, signOf, type Phrases } from '../support/words.ts'
import type { Seat } from '../support/phone.ts'
import { call, type Engine } from './engine.ts'
import { expressionOf, type Sought } from './finder.ts'

type Tongue = keyof typeof phrases

export class Phone {
  readonly engine: Engine
  #tongue: Tongue

  constructor(engine: Engine, tongue: Tongue) {
    this.engine = engine
    this.#tongue = tongue
  }

  get says(): Phrases {
    return phrases[this.#tongue]
  }

  /** What it reads in an element once that is there, in one line. */
  async read(sought: Sought): Promise<string> {
    await this.sees(sought)
    const expression = await expressionOf(this.engine, sought)
    return String(await this.engine.value(`${expression}.textContent.replace(/\\s+/g, ' ').trim()`))
  }

  /** Waits until it is, or is not, on the screen. */
  sees(sought: Sought, is = true): Promise<void> {
    const isThere = async () => {
      const expression = await expressionOf(this.engine, sought)
      return this.engine.value(`${expression} !== null`)
    }
    const what = `${Object.values(sought).join(' ')} is ${is ? '' : 'not '}there`
    return expect.poll(isThere, { message: what, intervals: [100] }).toBe(is)
  }

  async press(sought: Sought): Promise<void> {
    await this.sees(sought)
    await this.engine.press(await expressionOf(this.engine, sought))
  }

  async type(label: string, text: string): Promise<void> {
    await this.sees({ label })
    await this.engine.type(await expressionOf(this.engine, { label }), text)
  }

  /** Fills in the form and gets a badge; the code under it. */
  async join(name: string): Promise<string> {
    const { says } = this
    await this.type(says.name, name)
    await this.press({
      text: this.#tongue === 'fr' ? 'English' : 'Français',
      within: says.languages,
    })
    await this.press({ role: 'button', name: says.submit })
    await this.sees({ role: 'heading', name: says.showBadge })
    return this.read({ text: /^[2-9A-HJKMNP-TV-Z]{4}$/ })
  }

  /** The screens are kept on the phone from now on. */
  isKept = (): Promise<void> =>
    expect
      .poll(
        () => this.engine.value('navigator.serviceWorker.controller?.state'),
        'the screens kept',
      )
      .toBe('activated')

  /** What the round says, once it is revealed. */
  async seat(number: number): Promise<Seat> {
    const { says } = this
    await this.sees({ text: says.round(number) })
    const word = await this.read({ role: 'heading', level: 1 })
    const table = await this.read({ text: /^Table \d+$/ })
    const names = await this.read({ text: says.with })
    return {
      // The word for eyes, then sign and word for ears.
      sign: signOf(/^(.+)\1\s?:/.exec(word)?.[1] ?? word, this.#tongue),
      table: Number(/\d+/.exec(table)?.[0]),
      partners: (says.with.exec(names)?.[1] ?? '').split(says.and),
    }
  }

  /** The countdown goes on. */
  async counts(): Promise<void> {
    const left = () => this.read({ role: 'timer' })
    const before = await left()
    expect(before).toMatch(/^\d+:\d\d/)
    await expect.poll(left, 'the time goes on').not.toBe(before)
  }

  async speak(tongue: Tongue): Promise<void> {
    const { me, language } = mine[this.#tongue]
    await this.press({ role: 'link', name: me })
    await this.press({ text: mine[tongue].name, within: language })
    this.#tongue = tongue
    await this.press({ role: 'link', name: this.says.now })
  }

  /** Nothing that axe finds wrong with the screen. */
  async faultless(what: string): Promise<void> {
    if (!(await this.engine.value('"axe" in window')))
      await this.engine.value(`(() => { ${axe.source} })()`)
    expect.soft(await this.engine.value(call(faults, tags)), what).toEqual([])
  }
}

const mine = {
  en: { me: 'Me', language: 'Language', name: 'English' },
  fr: { me: 'Moi', language: 'Langue', name: 'Français' },
} as const

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** In the page. */
async function faults(only: string[]): Promise<readonly string[]> {
  // What lies under a bar that stays is reached by scrolling.
  document.scrollingElement?.scrollTo(0, 1e6)
  const { violations } = await window.axe.run({ runOnly: only, resultTypes: ['violations'] })
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.failureSummary}`)
}
