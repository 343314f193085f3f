// Eight evenings back to back in one process, each erased at its end: nothing of them may stay.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Welcome } from '#protocol/messages.ts'
import { rounded, type Bench, type Row } from '../measure.ts'
import { productIn, type Child } from './child.ts'
import { checkedIn, closeAll, inParallel, joined, order, phonesOf, sendTo } from './crowd.ts'
import { bodyOf, type Line } from './line.ts'
import { peopleOr } from './options.ts'
import { Receipts } from './receipts.ts'

const evenings = 8
const rounds = 5
const mostGrowth = 1.05
/** A kept HTTP connection is closed after five seconds; what is planned ahead is by then planned too. */
const afterwardsMs = 5_500
const megabyte = 2 ** 20

interface Left {
  readonly files: number
  readonly timers: number
  readonly resident: number
  readonly used: number
}

async function evening(server: Child, people: number): Promise<void> {
  const crowd = await checkedIn(await joined(server, people))
  await order(crowd, { type: 'rounds/configure', count: rounds })
  await order(crowd, talk)
  const receipts = new Receipts(people)
  let first: Buffer = Buffer.alloc(0)
  const welcomed = receipts.each(1, '"welcome"')
  const phones = await phonesOf(crowd, (i) => (message, at) => {
    if (first.length === 0) first = message
    receipts.of(i)(message, at)
  })
  await welcomed
  for (let number = 1; number <= rounds; number++) {
    const seated = receipts.each(1, `"number":${number}`)
    await order(crowd, { type: 'rounds/plan', number })
    await order(crowd, { type: 'rounds/start', number })
    await seated
    await everybody(phones, { type: 'rounds/here', number })
    await order(crowd, { type: 'rounds/end', number })
  }
  const proposed = bodyOf<Welcome>(first).snapshot?.talks?.list[0]?.id
  await everybody(phones, { type: 'talks/support', talk: proposed })
  await everybody(phones, { type: 'door/check-out' })
  await closeAll(phones)
  await order(crowd, { type: 'program/end' })
  await crowd.host.close()
  await server.ask('erase', crowd.night)
}

const everybody = (phones: readonly Line[], command: object): Promise<unknown> =>
  inParallel(phones.length, phones.length, (i) => sendTo(phones[i], command))

const talk = {
  ...{ type: 'talks/propose', speaker: 'Speaker', title: 'A talk', minutes: 10, language: 'fr' },
  ...{ line: '', link: null },
}

async function left(server: Child): Promise<Left> {
  await sleep(afterwardsMs)
  await server.quiet()
  const { rss, used } = await server.memory()
  return { ...(await server.open()), resident: rss / megabyte, used: used / megabyte }
}

async function soaking(): Promise<Row[]> {
  const product = productIn({ plans: true })
  const server = await product.start()
  const found: Left[] = []
  try {
    const [people = 500] = peopleOr(500)
    for (let i = 0; i < evenings; i++) {
      await evening(server, people)
      found.push(await left(server))
    }
  } finally {
    await server.stop()
    product.forget()
  }
  return [...found.map(rowOf), ...growth(found)]
}

const rowOf = ({ files, timers, resident, used }: Left, i: number): Row => ({
  ...{ what: `after evening ${i + 1}`, 'open files': files, timers },
  ...{ 'resident MB': rounded(resident), 'MB in use': rounded(used) },
})

/** The most of any evening, against the second. */
function growth([, second, ...later]: readonly Left[]): Row[] {
  if (!second) return []
  const names = {
    files: 'open files',
    timers: 'timers',
    resident: 'resident MB',
    used: 'MB in use',
  }
  return (Object.keys(names) as (keyof Left)[]).map((key) => {
    const ratio = Math.max(...later.map((each) => each[key])) / second[key]
    return {
      ...{ what: `${names[key]}, most later ÷ second`, ratio: rounded(ratio) },
      ...{ target: `≤ ${mostGrowth}`, reached: ratio <= mostGrowth },
    }
  })
}

export const soak: Bench = { evenings: soaking }
