// A hall of phones is cut at once and let back, again and again; meanwhile the night went on. By our
// back-off, and by the client library's own.
import { setTimeout as wait } from 'node:timers/promises'
import type { CommitId } from '#night/ids.ts'
import type { Bench, Row } from '../measure.ts'
import { Child, productIn } from '../wire/child.ts'
import { helloOf, order, type Crowd } from '../wire/crowd.ts'
import { amid } from '../wire/evening.ts'
import { beside, quantile } from '../wire/figures.ts'
import { peopleOr, runsOr } from '../wire/options.ts'
import type { Back, Come } from '../wire/servers/phones.ts'
import { Way } from './way.ts'

const goneForMs = 8_000
const processes = 2
const patienceMs = 60_000
const binMs = 100

type Backoff = Come['backoff']

interface Return {
  /** From when they were let back until each had everything, ms. */
  readonly took: readonly number[]
  /** The most connections that came within a tenth of a second once they were let back. */
  readonly peak: number
  /** Connections that came meanwhile and were not let through. */
  readonly inVain: number
  readonly loopP99: number
  readonly cpu: number
}

/** Two processes of phones: one would be busier than the server. */
class Hall {
  readonly #crowds: readonly Child[]

  constructor(crowds: readonly Child[]) {
    this.#crowds = crowds
  }

  async come(crowd: Crowd, url: string, backoff: Backoff): Promise<void> {
    const hellos = crowd.people.map((person) => helloOf(crowd, person))
    await this.#all('come', (i) => ({
      ...{ url, backoff, hellos: hellos.filter((_, n) => n % processes === i) },
    }))
    await this.back(null)
  }

  cut = (): Promise<unknown> => this.#all('cut')

  /** Resolves when everybody is back, all at the same head, which is not the one before: since when each was. */
  async back(before: CommitId | null): Promise<readonly number[]> {
    const giveUpAt = Date.now() + patienceMs
    for (;;) {
      const all = (await this.#all<Back>('back')).flat()
      const [first] = all
      const isBack = ({ at, head }: Back[number]) =>
        at > 0 && head !== before && head === first?.head
      if (all.every(isBack)) return all.map(({ at }) => at)
      if (Date.now() > giveUpAt) throw new Error(`${all.filter((b) => !isBack(b)).length} are lost`)
      await wait(250)
    }
  }

  /** Where everybody is. */
  async head(): Promise<CommitId | null> {
    const [first] = (await this.#all<Back>('back')).flat()
    return first?.head ?? null
  }

  #all<T>(ask: string, about: (i: number) => unknown = () => null): Promise<T[]> {
    return Promise.all(this.#crowds.map((child, i) => child.ask<T>(ask, about(i))))
  }
}

async function cutOnce(server: Child, hall: Hall, way: Way, crowd: Crowd): Promise<Return> {
  await server.quiet()
  const left = await hall.head()
  await hall.cut()
  way.refuse()
  const cutAt = Date.now()
  // What they come back to is not what they left.
  await order(crowd, { type: 'screens/message', text: `Cut at ${cutAt}` })
  await wait(goneForMs)
  await server.ask('watchLoop')
  const before = await server.cpu()
  const letBackAt = Date.now()
  way.mend()
  const back = await hall.back(left)
  const knocks = way.knocks.filter(({ at }) => at >= cutAt)
  const bins = new Map<number, number>()
  for (const { at } of knocks.filter(({ through }) => through)) {
    const bin = Math.floor((at - letBackAt) / binMs)
    bins.set(bin, (bins.get(bin) ?? 0) + 1)
  }
  return {
    took: back.map((at) => at - letBackAt),
    peak: Math.max(...bins.values()),
    inVain: knocks.filter(({ through }) => !through).length,
    loopP99: await server.ask<number>('loopP99'),
    cpu: (await server.cpu()) - before,
  }
}

async function sized(people: number): Promise<Row[]> {
  const product = productIn()
  const server = await product.start()
  const way = await new Way(server.url).open()
  const crowds = await Promise.all(Array.from({ length: processes }, () => Child.start('phones')))
  const hall = new Hall(crowds)
  const found: Record<Backoff, Return[]> = { ours: [], 'the library’s': [] }
  try {
    const crowd = await amid(server, people)
    for (const backoff of ['ours', 'the library’s'] as const) {
      await hall.come(crowd, way.url, backoff)
      for (let run = 0; run < runsOr(10); run++)
        found[backoff].push(await cutOnce(server, hall, way, crowd))
    }
  } finally {
    await Promise.all([server, ...crowds].map((each) => each.stop()))
    way.close()
    product.forget()
  }
  const [ours, theirs] = [found.ours, found['the library’s']]
  const both = (what: string, figure: (all: readonly Return[]) => number): Row =>
    beside(`${what}, ${people} phones`, { ours: figure(ours), floor: figure(theirs) })
  const took = (all: readonly Return[]) => all.flatMap((each) => each.took)
  const most = (figure: (each: Return) => number) => (all: readonly Return[]) =>
    Math.max(...all.map(figure))
  return [
    both('until a phone has everything, p50, ms', (all) => quantile(took(all), 0.5)),
    both('p99, ms', (all) => quantile(took(all), 0.99)),
    both('the last of all cuts, ms', (all) => quantile(took(all), 1)),
    both(
      'handshakes in a tenth of a second, most',
      most(({ peak }) => peak),
    ),
    both(
      'event loop p99, most, ms',
      most(({ loopP99 }) => loopP99),
    ),
    both(
      'knocks in vain while gone',
      most(({ inVain }) => inVain),
    ),
    both(
      'server CPU for all to come back, most, ms',
      most(({ cpu }) => cpu),
    ),
  ]
}

async function coming(): Promise<Row[]> {
  const rows: Row[] = []
  for (const people of peopleOr(500)) rows.push(...(await sized(people)))
  return rows
}

export const cut: Bench = { 'let-back': coming }
