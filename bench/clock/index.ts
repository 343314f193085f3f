// How well phones know the time: theirs is wrong by half a day and drifts, the line is bad, and a
// thousand others are on it. Their clocks are the real ones, and so is the gateway.
import { setTimeout as sleep } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import type { Bench, Row } from '../measure.ts'
import { productIn } from '../wire/child.ts'
import { closeAll, helloOf, phonesOf, type Crowd } from '../wire/crowd.ts'
import { amid } from '../wire/evening.ts'
import { alone, held, quantile, within } from '../wire/figures.ts'
import type { Line } from '../wire/line.ts'
import { peopleOr } from '../wire/options.ts'
import type { Look } from './looks.ts'
import { MeasuredPhone } from './phone.ts'
import { simulated } from './simulated.ts'
import { Truth } from './truth.ts'
import { jitter, wifi, type Weather } from './weather.ts'
import { painted } from './painted.ts'

const halfDayMs = 12 * 3_600_000
/** In each weather. */
const measuredPhones = 20
const lookEveryMs = 100
const lastsMs = 180_000
const simulatedMs = 30 * 60_000
/** What is shown beside the figures of the whole time: those of it without its beginning. */
const settledMs = 60_000
/** How often each of the load asks for the time, and one of them does something that is told to all. */
const loadAsksEveryMs = 5_000
const loadActsEveryMs = 1_000

interface Found {
  readonly looks: Look[]
  asked: number
}

const weathers = {
  wifi: { weather: wifi, most: 3 },
  jitter: { weather: jitter, most: 20 },
} as const

/** Phones that ask for the time, and now and then support a talk, all over the room. */
function busy(phones: readonly Line[]): () => void {
  let turn = 0
  const next = () => phones[turn++ % phones.length]
  const lost = () => undefined
  const asking = setInterval(
    () => void next()?.ask({ sentAt: Date.now() }, 'ping').catch(lost),
    loadAsksEveryMs / phones.length,
  )
  const acting = setInterval(() => {
    const command = { type: turn % 2 ? 'door/sit-out' : 'door/come-back' }
    void next()?.ask({ id: randomUUID(), command }).catch(lost)
  }, loadActsEveryMs)
  return () => {
    clearInterval(asking)
    clearInterval(acting)
  }
}

async function opened(crowd: Crowd, i: number, weather: (seed: string) => Weather) {
  const person = crowd.people[i]
  if (!person) throw new Error(`expected more than ${i} people`)
  // Not all at one instant: people come in.
  const place = i % measuredPhones
  await sleep(place * 100)
  return MeasuredPhone.open({
    ...{ url: crowd.server.url, auth: helloOf(crowd, person) },
    wrongBy: place % 2 === 0 ? -halfDayMs : halfDayMs,
    ppm: (400 * place) / (measuredPhones - 1) - 200,
    ...{ up: weather(`${i} up`), down: weather(`${i} down`) },
  })
}

/** Phones from the first of the crowd on, in one weather, looked at until the time is over. */
async function watched(crowd: Crowd, first: number, weather: (seed: string) => Weather) {
  const found: Found = { looks: [], asked: 0 }
  const truth = new Truth()
  const phones = new Map<MeasuredPhone, number>()
  const opening = Array.from({ length: measuredPhones }, async (_, i) => {
    const phone = await opened(crowd, first + i, weather)
    phones.set(phone, performance.now())
  })
  const until = performance.now() + lastsMs
  while (performance.now() < until) {
    await sleep(lookEveryMs)
    for (const [{ clock }, since] of phones) {
      const error = truth.errorOf(() => clock.exactly())
      found.looks.push({ error, bound: clock.boundIn(0), sinceMs: performance.now() - since })
    }
  }
  await Promise.all(opening)
  for (const phone of phones.keys()) {
    found.asked += phone.asked
    await phone.close()
  }
  return found
}

function rowsOf(name: string, { looks, asked }: Found, most: number): Row[] {
  const errors = looks.map(({ error }) => error)
  const later = looks.filter(({ sinceMs }) => sinceMs > settledMs)
  const shares = looks.map(({ error, bound }) => error / bound)
  const said = (what: string) => `${name}: ${what}`
  return [
    alone(said('looks at the clocks'), looks.length),
    alone(said('error, p50, ms'), quantile(errors, 0.5)),
    within(said('error, p99, ms'), quantile(errors, 0.99), most),
    within(
      said('error, p99, from the second minute on, ms'),
      ...([
        quantile(
          later.map(({ error }) => error),
          0.99,
        ),
        most,
      ] as const),
    ),
    alone(said('error, largest, ms'), quantile(errors, 1)),
    alone(
      said('own bound, p50, ms'),
      quantile(
        looks.map(({ bound }) => bound),
        0.5,
      ),
    ),
    alone(
      said('own bound, p99, ms'),
      quantile(
        looks.map(({ bound }) => bound),
        0.99,
      ),
    ),
    alone(said('largest share of its own bound'), quantile(shares, 1)),
    held(said('errors above their own bound'), shares.filter((share) => share > 1).length, 0),
    alone(said('asked, times a phone'), asked / measuredPhones),
  ]
}

async function errors(): Promise<Row[]> {
  const [people = 1000] = peopleOr(1000)
  const product = productIn()
  const server = await product.start()
  try {
    const crowd = await amid(server, people)
    const both = Object.entries(weathers)
    const others = crowd.people.slice(measuredPhones * both.length)
    const load = await phonesOf({ ...crowd, people: others }, () => () => {})
    const rest = busy(load)
    const found = await Promise.all(
      both.map(([, { weather }], i) => watched(crowd, i * measuredPhones, weather)),
    )
    rest()
    await closeAll([...load, crowd.host])
    return [
      alone('phones beside those measured', load.length),
      ...both.flatMap(([name, { most }], i) => {
        const its = found[i]
        return its ? rowsOf(name, its, most) : []
      }),
    ]
  } finally {
    await server.stop()
    product.forget()
  }
}

/** Half an hour of the same phones without the machine between them and their line. */
async function inSimulation(): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, { weather, most }] of Object.entries(weathers)) {
    const found: Found = { looks: [], asked: 0 }
    for (let i = 0; i < measuredPhones; i++) {
      const drift = (400 * i) / (measuredPhones - 1) - 200
      const line = { up: weather(`${i} up`), down: weather(`${i} down`) }
      const device = { wrongBy: i % 2 === 0 ? -halfDayMs : halfDayMs, ppm: drift }
      const { looks, asked } = await simulated({ ...device, ...line }, simulatedMs)
      for (const look of looks) found.looks.push(look)
      found.asked += asked
    }
    rows.push(...rowsOf(name, found, most))
  }
  return rows
}

export const clock: Bench = { simulated: inSimulation, errors, painted }
