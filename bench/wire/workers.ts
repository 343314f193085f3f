// Two processes on one Redis beside one: the same night, phones and doors spread over both.
import { startRedis } from '../../tests/support/redis.ts'
import { median, type Bench, type Row } from '../measure.ts'
import { productIn, type Child } from './child.ts'
import { checkingInOn, type Figures } from './command.ts'
import { startsOn, warmOf, type Side } from './fanout.ts'
import { beside } from './figures.ts'
import { peopleOr, runsOr } from './options.ts'

const sides = ['one', 'two'] as const
type Sides<T> = Readonly<Record<(typeof sides)[number], readonly T[]>>

/** What is measured on one process and on two, in turn, each time on a Redis of its own. */
async function inTurn<T>(
  measured: (servers: readonly [Child, ...Child[]]) => Promise<T>,
): Promise<Sides<T>> {
  const found: Record<(typeof sides)[number], T[]> = { one: [], two: [] }
  for (let run = 0; run < runsOr(3); run++)
    for (const side of sides) {
      const redis = await startRedis()
      const product = productIn({ store: redis.url as `redis:${string}`, marks: true })
      const servers = [await product.start()] as [Child, ...Child[]]
      if (side === 'two') servers.push(await product.start())
      try {
        found[side].push(await measured(servers))
      } finally {
        await Promise.all(servers.map((server) => server.stop()))
        await redis.stop()
        product.forget()
      }
    }
  return found
}

async function starting(): Promise<Row[]> {
  const rows: Row[] = []
  for (const people of peopleOr(500, 1000, 2000)) {
    const found = await inTurn<Side>((servers) => startsOn(servers, people))
    const both = (figure: (start: Side['cold']) => number) => ({
      ours: warmOf(found.two, figure),
      floor: warmOf(found.one, figure),
    })
    rows.push(
      beside(
        `p50, ms, ${people} phones`,
        both(({ p50 }) => p50),
      ),
      beside(`last, ms, ${people} phones`, { ...both(({ last }) => last), most: 1 }),
    )
  }
  return rows
}

async function checkingIn(): Promise<Row[]> {
  const rows: Row[] = []
  for (const inFlight of [50, 500]) {
    const load = { inFlight, people: 2000 }
    const found = await inTurn<Figures>((servers) => checkingInOn(servers, load))
    const both = (figure: keyof Figures) => ({
      ours: median(found.two.map((figures) => figures[figure])),
      floor: median(found.one.map((figures) => figures[figure])),
    })
    rows.push(
      beside(`check-ins a second, ${inFlight} in flight`, both('perSecond')),
      beside(`p50 of the answer, ms`, both('p50')),
      beside(`p99 of the answer, ms`, both('p99')),
    )
  }
  return rows
}

export const workers: Bench = { start: starting, 'check-in': checkingIn }
