// A round starts: how long until the last phone has its seat, and what that costs the server.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench, Row } from '../measure.ts'
import { median } from '../measure.ts'
import { Child, productIn } from './child.ts'
import { checkedIn, closeAll, joined, linesTo, order, phonesOf, type Crowd } from './crowd.ts'
import { alone, beside, held, quantile, within } from './figures.ts'
import { Line } from './line.ts'
import { peopleOr, runsOr } from './options.ts'
import { Receipts } from './receipts.ts'
import type { Division } from './servers/marks.ts'
import type { Memory } from './servers/observed.ts'

/** The first is cold. */
const starts = 5
/** What is gathered comes within a tenth of a second; then a while in which nobody should be told anything. */
const gatheredMs = 150
const duringMs = 400

interface Start {
  readonly p50: number
  readonly p99: number
  readonly last: number
  readonly cpu: number
  /** Messages to all phones from the start on, and from when the last had its seat. */
  readonly messages: number
  readonly during: number
  readonly division?: Division
}

export interface Side {
  readonly cold: Start
  readonly warm: readonly Start[]
  readonly bytes: number
}

interface Trigger {
  readonly server: Child
  readonly receipts: Receipts
  readonly messages: number
  readonly mark: string
  readonly pull: () => unknown
}

/** One start, from the trigger to when everything is calm again. */
async function measured({ server, receipts, messages, mark, pull }: Trigger): Promise<Start> {
  const heard = receipts.each(messages, mark)
  const before = await server.cpu()
  const at = performance.now()
  pull()
  await heard
  await sleep(gatheredMs)
  const cpu = (await server.cpu()) - before
  const sofar = sum(receipts.counts)
  const took = Array.from(receipts.at, (each) => each - at)
  await sleep(duringMs)
  return {
    ...{ p50: quantile(took, 0.5), p99: quantile(took, 0.99), last: quantile(took, 1), cpu },
    ...{ messages: sofar, during: sum(receipts.counts) - sofar },
  }
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((a, b) => a + b, 0)

async function ours(people: number): Promise<Side> {
  const product = productIn({ marks: true })
  const server = await product.start()
  try {
    return await startsOn([server], people)
  } finally {
    await server.stop()
    product.forget()
  }
}

/** Starts one round after the other for so many phones, spread over the servers of one night. */
export async function startsOn(
  [server, ...others]: readonly [Child, ...Child[]],
  people: number,
): Promise<Side> {
  const crowd = await checkedIn(await joined(server, people, others))
  await order(crowd, { type: 'rounds/configure', count: starts })
  const receipts = new Receipts(people)
  await server.quiet()
  const before = await server.memory()
  const welcomed = receipts.each(1, '"welcome"')
  const phones = await phonesOf(crowd, receipts.of)
  await welcomed
  await server.quiet()
  const bytes = bytesEach(before, await server.memory(), people)
  const found: Start[] = []
  for (let number = 1; number <= starts; number++) found.push(await round(crowd, receipts, number))
  await closeAll([...phones, crowd.host])
  return sideOf(found, bytes)
}

async function round(crowd: Crowd, receipts: Receipts, number: number): Promise<Start> {
  const { server } = crowd
  await order(crowd, { type: 'rounds/plan', number })
  await server.quiet()
  let answered: Promise<unknown> = Promise.resolve()
  const start = await measured({
    ...{ server, receipts, messages: 1, mark: '"seat":{"kind":"pairing"' },
    pull: () => {
      answered = order(crowd, { type: 'rounds/start', number })
    },
  })
  await answered
  const division = await server.ask<Division>('division')
  const over = receipts.each(1, '"phase":"over"')
  await order(crowd, { type: 'rounds/end', number })
  await over
  return { ...start, division }
}

async function floor(people: number): Promise<Side> {
  const server = await Child.start('bare-ws')
  try {
    const receipts = new Receipts(people)
    const trigger = await Line.open({ url: server.url, bare: '/go' })
    const before = await server.memory()
    const phones = await linesTo([server], people, (i) => ({ bare: '/', heard: receipts.of(i) }))
    await server.quiet()
    const bytes = bytesEach(before, await server.memory(), people)
    const found: Start[] = []
    for (let i = 0; i < starts; i++) {
      await server.quiet()
      const pull = () => trigger.say('go')
      found.push(await measured({ server, receipts, messages: 2, mark: '"at":', pull }))
    }
    await closeAll([...phones, trigger])
    return sideOf(found, bytes)
  } finally {
    await server.stop()
  }
}

const bytesEach = (before: Memory, after: Memory, people: number): number =>
  (after.used - before.used) / people

function sideOf([cold, ...warm]: readonly Start[], bytes: number): Side {
  if (!cold) throw new Error('expected a first start, found none')
  return { cold, warm, bytes }
}

/** The median over all warm starts of all runs. */
export const warmOf = (sides: readonly Side[], figure: (start: Start) => number): number =>
  median(sides.flatMap(({ warm }) => warm.map(figure)))
const coldOf = (sides: readonly Side[]): number => median(sides.map(({ cold }) => cold.last))

async function sized(people: number): Promise<{ rows: Row[]; last: number }> {
  const sides: { ours: Side; floor: Side }[] = []
  for (let run = 0; run < runsOr(3); run++)
    sides.push({ ours: await ours(people), floor: await floor(people) })
  const [us, them] = [sides.map((side) => side.ours), sides.map((side) => side.floor)]
  const both = (what: string, figure: (start: Start) => number, most?: number): Row =>
    beside(`${what}, ${people} phones`, {
      ...{ ours: warmOf(us, figure), floor: warmOf(them, figure) },
      ...(most !== undefined && { most }),
    })
  const part = (name: keyof Division): Row =>
    alone(
      `of it ${name}, ms`,
      warmOf(us, ({ division }) => division?.[name] ?? NaN),
    )
  const coldPart = (name: keyof Division): Row =>
    alone(`of the cold one ${name}, ms`, median(us.map(({ cold }) => cold.division?.[name] ?? NaN)))
  const all = us.flatMap(({ cold, warm }) => [cold, ...warm])
  const last = warmOf(us, (start) => start.last)
  const rows = [
    both('p50, ms', ({ p50 }) => p50),
    both('p99, ms', ({ p99 }) => p99),
    both('last, ms', (start) => start.last, 1.2),
    ...[part('decide'), part('append'), part('tell')],
    both('server CPU, ms', ({ cpu }) => cpu, 1.3),
    beside('cold, last, ms', { ours: coldOf(us), floor: coldOf(them) }),
    ...[coldPart('decide'), coldPart('append'), coldPart('tell')],
    within('cold ÷ warm', coldOf(us) / last, 1.5),
    held('messages a phone and start', Math.max(...all.map((s) => s.messages / people)), 1),
    held('messages during the rounds', sum(all.map(({ during }) => during)), 0),
    beside('bytes in use a phone', {
      ...{ ours: median(us.map(({ bytes }) => bytes)), floor: median(them.map((s) => s.bytes)) },
    }),
  ]
  return { rows, last }
}

async function starting(): Promise<Row[]> {
  const rows: Row[] = []
  const lasts = new Map<number, number>()
  for (const people of peopleOr(100, 500, 1000)) {
    const size = await sized(people)
    rows.push(...size.rows)
    lasts.set(people, size.last)
  }
  const [least, most] = [lasts.get(1000), lasts.get(5000)]
  if (least && most) rows.push(within('last of 5,000 ÷ 1,000', most / least, 5.5))
  return rows
}

export const fanout: Bench = { start: starting }
