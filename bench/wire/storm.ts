// Everybody connects at the same time, and gets their snapshot.
import { median, rounded, type Bench, type Row } from '../measure.ts'
import { Child, productIn } from './child.ts'
import { closeAll, helloOf, linesTo, type Crowd } from './crowd.ts'
import { amid } from './evening.ts'
import { alone, beside, within } from './figures.ts'
import { bodyOf, type Heard } from './line.ts'
import { peopleOr, runsOr } from './options.ts'
import { Receipts } from './receipts.ts'

const mostBytes = 8_000

interface Storm {
  readonly ms: number
  readonly cpu: number
}

/** The same phones come to either side, with the same hello. */
async function measured(server: Child, crowd: Crowd): Promise<Storm> {
  const { people } = crowd
  const receipts = new Receipts(people.length)
  await server.quiet()
  const before = await server.cpu()
  const at = performance.now()
  const welcomed = receipts.each(1, '"welcome"')
  const phones = await comeTo(server, crowd, receipts.of)
  await welcomed
  const ms = Math.max(...receipts.at) - at
  const cpu = (await server.cpu()) - before
  await closeAll(phones)
  return { ms, cpu }
}

export const comeTo = (server: Child, crowd: Crowd, heard: (i: number) => Heard) =>
  linesTo([server], crowd.people.length, (i) => {
    const person = crowd.people[i]
    return { heard: heard(i), ...(person && { auth: helloOf(crowd, person) }) }
  })

/** A snapshot as somebody of the crowd gets it, and how many bytes it is. */
export async function welcomeOf(crowd: Crowd): Promise<{ welcome: unknown; bytes: number }> {
  let take: Heard = () => {}
  const heard = new Promise<Buffer>((resolve) => (take = resolve))
  const one = { ...crowd, people: crowd.people.slice(0, 1) }
  const phones = await comeTo(crowd.server, one, () => take)
  const message = await heard
  await closeAll(phones)
  return { welcome: bodyOf(message), bytes: message.length }
}

async function sized(people: number): Promise<{ rows: Row[]; cpuEach: number }> {
  const product = productIn()
  const server = await product.start()
  const bare = await Child.start('bare-io')
  try {
    const crowd = await amid(server, people)
    const { welcome, bytes } = await welcomeOf(crowd)
    await bare.ask('welcome', welcome)
    const us: Storm[] = []
    const them: Storm[] = []
    for (let run = 0; run < runsOr(7); run++) {
      us.push(await measured(server, crowd))
      them.push(await measured(bare, crowd))
    }
    const both = (what: string, figure: (storm: Storm) => number, most?: number): Row =>
      beside(`${what}, ${people} phones`, {
        ...{ ours: median(us.map(figure)), floor: median(them.map(figure)) },
        ...(most !== undefined && { most }),
      })
    const rows = [
      both('until the last snapshot, ms', ({ ms }) => ms, 1.3),
      both('server CPU a join, ms', ({ cpu }) => cpu / people, 1.3),
      alone('first time, ms', us[0]?.ms ?? NaN),
      within('bytes of a snapshot', bytes, mostBytes),
    ]
    return { rows, cpuEach: median(us.map(({ cpu }) => cpu / people)) }
  } finally {
    await Promise.all([server.stop(), bare.stop()])
    product.forget()
  }
}

async function coming(): Promise<Row[]> {
  const rows: Row[] = []
  const each: number[] = []
  for (const people of peopleOr(100, 1000)) {
    const size = await sized(people)
    rows.push(...size.rows)
    each.push(size.cpuEach)
  }
  const [few = NaN, many = NaN] = [each[0], each.at(-1)]
  if (each.length > 1) rows.push(within('CPU a join, most ÷ fewest phones', rounded(many / few), 1))
  return rows
}

export const storm: Bench = { connect: coming }
