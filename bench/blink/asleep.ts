// Phones that were frozen for ten minutes are unlocked. In one night their round goes on all the while;
// in another it ends, and the next begins. Their line has died without a word.
import { setTimeout as wait } from 'node:timers/promises'
import type { Joined } from '#protocol/http.ts'
import { Chrome, type Tab } from '../../tests/support/chrome.ts'
import type { Bench, Row } from '../measure.ts'
import { productIn, type Child } from '../wire/child.ts'
import { checkedIn, joined, order, welcomeOf, type Crowd } from '../wire/crowd.ts'
import { alone, held, quantile, within } from '../wire/figures.ts'
import { minutesOr } from '../wire/options.ts'
import { seen, watching, type Seen } from './seen.ts'
import { Way } from './way.ts'

const phones = 3
const minute = 60_000

interface Seat {
  readonly number: number
  readonly table: number
  readonly partner: string
}

interface Sleeper {
  readonly crowd: Crowd
  readonly joined: Joined
  readonly tab: Tab
  /** What was on screen when it was locked. */
  readonly before: Seat
}

/** What the server says at this moment of somebody's seat. */
async function seatOf(crowd: Crowd, person: Joined): Promise<Seat> {
  const seat = (await welcomeOf(crowd, person)).snapshot?.seat
  if (seat?.kind !== 'pairing') throw new Error(`expected a pairing, found ${seat?.kind}`)
  return { number: seat.number, table: seat.table, partner: seat.partners[0]?.name ?? '' }
}

const shows = ({ number, table, partner }: Seat) => [
  ...[`Round ${number} of`, `Table ${table}\n`, `with ${partner}\n`],
]

async function night(server: Child, roundMs: number): Promise<Crowd> {
  const crowd = await checkedIn(await joined(server, 2 * phones))
  await order(crowd, { type: 'rounds/configure', count: 5, roundMs, changeoverMs: 0 })
  return crowd
}

async function start(crowd: Crowd, number: number): Promise<void> {
  await order(crowd, { type: 'rounds/plan', number })
  await order(crowd, { type: 'rounds/start', number })
}

/** Phones on whose screens the night is, and a round begun on all of them. */
async function awake(chrome: Chrome, way: Way, crowd: Crowd): Promise<Sleeper[]> {
  const people = crowd.people.slice(0, phones)
  const tabs: Tab[] = []
  for (const person of people) {
    const tab = await chrome.phone(watching(crowd.night, person))
    await tab.goto(`${way.url}/n/${crowd.night}`)
    await tab.says('You are in')
    tabs.push(tab)
  }
  await start(crowd, 1)
  return Promise.all(
    tabs.map(async (tab, i) => {
      const person = people[i]
      if (!person) throw new Error('expected somebody for each phone')
      const before = await seatOf(crowd, person)
      for (const text of shows(before)) await tab.says(text)
      return { crowd, joined: person, tab, before }
    }),
  )
}

interface Woken {
  readonly rightMs: number
  readonly confirmedMs: number
  /** Frames in which an old partner stood there as now. */
  readonly stale: number
  readonly frozenMs: number
  readonly firstSaid: string
}

async function unlocked({ crowd, joined: person, tab, before }: Sleeper): Promise<Woken> {
  const seat = await seatOf(crowd, person)
  await tab.thaw()
  for (const text of shows(seat)) await tab.says(text)
  await tab.until('wake.welcomedAt > 0')
  const { frames, welcomedAt, frozenMs } = await seen(tab)
  const has = (frame: Seen['frames'][number], of: Seat) =>
    shows(of).every((text) => frame.text.includes(text))
  const right = frames.find((frame) => has(frame, seat))
  const isSame = before.number === seat.number
  return {
    rightMs: right?.at ?? NaN,
    confirmedMs: welcomedAt,
    stale: isSame ? 0 : frames.filter((frame) => has(frame, before)).length,
    frozenMs,
    firstSaid: /Round \d.*/.exec(frames[0]?.text ?? '')?.[0] ?? '',
  }
}

async function sleeping(): Promise<Row[]> {
  const asleepMs = minutesOr(10) * minute
  const product = productIn({ screens: true })
  const server = await product.start()
  const way = await new Way(server.url).open()
  const chrome = await Chrome.open()
  try {
    const [goesOn, movesOn] = [await night(server, 60 * minute), await night(server, asleepMs / 2)]
    const stay = await awake(chrome, way, goesOn)
    const move = await awake(chrome, way, movesOn)
    const lockedAt = Date.now()
    for (const { tab } of [...stay, ...move]) await tab.freeze()
    way.silence()
    await wait(asleepMs * 0.7)
    await order(movesOn, { type: 'rounds/configure', roundMs: 60 * minute })
    await start(movesOn, 2)
    await wait(lockedAt + asleepMs - Date.now())
    way.mend()
    const rows: Row[] = []
    for (const [what, sleepers] of [
      ['the same round', stay],
      ['the next round', move],
    ] as const) {
      const woken: Woken[] = []
      for (const each of sleepers) woken.push(await unlocked(each))
      rows.push(...rowsOf(what, woken))
    }
    return rows
  } finally {
    await chrome.close()
    way.close()
    await server.stop()
    product.forget()
  }
}

function rowsOf(what: string, woken: readonly Woken[]): Row[] {
  const most = (figure: (each: Woken) => number) => Math.max(...woken.map(figure))
  const middle = (figure: (each: Woken) => number) => quantile(woken.map(figure), 0.5)
  return [
    { what: `${what}: first frame says`, ours: woken[0]?.firstSaid ?? '' },
    alone('phones', woken.length),
    alone('no timer ran for, least of them, s', Math.min(...woken.map((w) => w.frozenMs)) / 1000),
    alone(
      'right partner and table on screen, p50, ms',
      middle(({ rightMs }) => rightMs),
    ),
    within(
      'the slowest of them, ms',
      most(({ rightMs }) => rightMs),
      1_000,
    ),
    alone(
      'confirmed, p50, ms',
      middle(({ confirmedMs }) => confirmedMs),
    ),
    within(
      'the slowest of them, ms',
      most(({ confirmedMs }) => confirmedMs),
      1_000,
    ),
    held(
      'frames with an old partner as now',
      most(({ stale }) => stale),
      0,
    ),
  ]
}

export const asleep: Bench = { unlock: sleeping }
