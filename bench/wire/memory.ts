// What a phone that is connected, with its pass and its view, takes of the server's memory.
import { median, type Bench, type Row } from '../measure.ts'
import { Child, productIn, type Product } from './child.ts'
import { closeAll, type Crowd } from './crowd.ts'
import { amid } from './evening.ts'
import { beside } from './figures.ts'
import { peopleOr, runsOr } from './options.ts'
import { Receipts } from './receipts.ts'
import type { Memory } from './servers/observed.ts'
import { comeTo, welcomeOf } from './storm.ts'

/** They come and go before anything is counted, so that code and buffers that stay are there already. */
const comeFirst = 50

async function measured(server: Child, crowd: Crowd): Promise<Memory> {
  await visited(server, { ...crowd, people: crowd.people.slice(0, comeFirst) }, async () => {})
  await server.quiet()
  const before = await server.memory()
  let after = before
  await visited(server, crowd, async () => {
    await server.quiet()
    after = await server.memory()
  })
  const people = crowd.people.length
  return { rss: (after.rss - before.rss) / people, used: (after.used - before.used) / people }
}

/** With everybody connected, and welcomed. */
async function visited(server: Child, crowd: Crowd, then: () => Promise<void>): Promise<void> {
  const receipts = new Receipts(crowd.people.length)
  const welcomed = receipts.each(1, '"welcome"')
  const phones = await comeTo(server, crowd, receipts.of)
  await welcomed
  await then()
  await closeAll(phones)
}

/** A process that has just opened the night: what its evening left behind in the heap is not a phone's. */
async function ours(product: Product, crowd: Crowd): Promise<Memory> {
  const server = await product.start()
  const found = await measured(server, { ...crowd, server })
  await server.stop()
  return found
}

async function floor(crowd: Crowd, welcome: unknown): Promise<Memory> {
  const bare = await Child.start('bare-io')
  await bare.ask('welcome', welcome)
  const found = await measured(bare, crowd)
  await bare.stop()
  return found
}

async function staying(people: number): Promise<Row[]> {
  const product = productIn()
  try {
    const first = await product.start()
    const crowd = await amid(first, people)
    const { welcome } = await welcomeOf(crowd)
    await first.stop()
    const us: Memory[] = []
    const them: Memory[] = []
    for (let run = 0; run < runsOr(3); run++) {
      us.push(await ours(product, crowd))
      them.push(await floor(crowd, welcome))
    }
    const both = (what: string, figure: (memory: Memory) => number, most?: number): Row =>
      beside(`${what}, ${people} phones`, {
        ...{ ours: median(us.map(figure)), floor: median(them.map(figure)) },
        ...(most !== undefined && { most }),
      })
    return [
      both('resident bytes a phone', ({ rss }) => rss, 1.3),
      // Pages that the process has already are used first, and the product has more of them as it
      // begins: what is in use is the stricter figure of the two.
      both('bytes of the heap in use a phone', ({ used }) => used, 1.3),
    ]
  } finally {
    product.forget()
  }
}

export const memory: Bench = {
  connected: async () => {
    const rows: Row[] = []
    for (const people of peopleOr(1000)) rows.push(...(await staying(people)))
    return rows
  },
}
