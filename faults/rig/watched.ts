// Real browsers that look on: what their countdowns said all the while, and how far they jumped.
import { Chrome, type Tab } from '../../tests/support/chrome.ts'
import type { Crowd } from './crowd.ts'

interface Sample {
  readonly at: number
  /** What is left, as it is read: seconds. */
  readonly left: number
  /** What it is the time of. */
  readonly of: string
}

const sampling = `
  window.samples = []
  setInterval(() => {
    const timer = document.querySelector('[role=timer]')?.innerText ?? ''
    const [, m, s] = /(\\d+):(\\d\\d)/.exec(timer) ?? []
    const [round] = /(Round|Tour) \\d/.exec(document.body?.innerText ?? '') ?? []
    if (!round || !m) return
    // What it counts to is said beside it: the start of a round, or its end.
    const of = round.replace('Tour', 'Round') + timer.replace(/\\d/g, '')
    samples.push({ at: Date.now(), left: Number(m) * 60 + Number(s), of })
  }, 200)
`

export class Watched {
  readonly phones: readonly Tab[]
  readonly #all: ReadonlyMap<string, Tab>
  readonly #chrome: Chrome

  private constructor(chrome: Chrome, phones: readonly Tab[], all: ReadonlyMap<string, Tab>) {
    this.#chrome = chrome
    this.phones = phones
    this.#all = all
  }

  /** Opens the display, the host's desk and the phones of the last so many to come in a Chromium. */
  static async open(crowd: Crowd, url: string, count: number): Promise<Watched> {
    const chrome = await Chrome.open()
    const all = new Map<string, Tab>()
    for (const as of ['host', 'display'] as const) {
      const tab = await chrome.phone(sampling)
      await tab.goto(crowd.links[as])
      all.set(as, tab)
    }
    const phones: Tab[] = []
    for (const { joined } of crowd.attendees.slice(-count)) {
      const key = `rendezvous:badge:${crowd.night}`
      const badge = JSON.stringify(JSON.stringify(joined))
      const tab = await chrome.phone(
        `localStorage.getItem('${key}') ?? localStorage.setItem('${key}', ${badge});${sampling}`,
      )
      await tab.goto(`${url}/n/${crowd.night}`)
      await tab.says('A night of faults')
      phones.push(tab)
      all.set(`phone ${phones.length}`, tab)
    }
    return new Watched(chrome, phones, all)
  }

  /** Until each of them counts down. */
  async count(): Promise<void> {
    for (const tab of this.#all.values()) await tab.until('samples.length > 3')
  }

  /** The most that the end, as a screen's countdown has it, moved from one look to the next: ms. */
  async jumps(): Promise<Readonly<Record<string, number>>> {
    const most: Record<string, number> = {}
    for (const [name, tab] of this.#all)
      most[`${name.replace(' ', '')}JumpMs`] = jumpOf(await tab.eval<readonly Sample[]>('samples'))
    return most
  }

  /** How many looks there were, the fewest of a screen: nobody who did not look has seen anything. */
  async looks(): Promise<number> {
    const counts: number[] = []
    for (const tab of this.#all.values()) counts.push(await tab.eval<number>('samples.length'))
    return Math.min(...counts)
  }

  close = (): Promise<void> => this.#chrome.close()
}

/** A countdown says whole seconds: what it leaves open is taken off. */
function jumpOf(samples: readonly Sample[]): number {
  let most = 0
  samples.forEach(({ at, left, of }, i) => {
    const before = samples[i - 1]
    if (!before || before.of !== of || left === 0) return
    const passed = at - before.at
    const counted = (before.left - left) * 1000
    most = Math.max(most, Math.abs(passed - counted) - 1000)
  })
  return Math.max(0, Math.round(most))
}
