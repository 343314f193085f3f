// npm run rehearse: a whole evening with simulated people, on a server of its own or on one that runs.
import { createHash } from 'node:crypto'
import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { instantAt } from './announcement/night-draft.ts'
import { compose } from './compose.ts'
import { plannerOfRehearsals } from './runtime/planner.ts'
import { httpListener } from './http.ts'
import { freshKeys, openKeys } from './keys.ts'
import { DrivenClock } from './rehearsal/driven-clock.ts'
import { rehearse, type Links } from './rehearsal/index.ts'
import { readOptions, usage, type RehearsalOptions } from './rehearsal/options.ts'
import { drivenPace, realPace, type Pace } from './rehearsal/pace.ts'
import { faultsOf, wordsOf, type Report } from './rehearsal/report.ts'
import { Processes } from './rehearsal/processes.ts'
import { openStore, passingPlace } from './rehearsal/store.ts'
import type { Instant } from '#night/time.ts'

interface Place {
  readonly ownerLink: string
  readonly pace: Pace
  readonly others?: readonly string[]
  readonly settled?: () => Promise<void>
  readonly isAlone: boolean
  readonly close: () => Promise<void>
}

/** A first Wednesday, at the opening of the doors: the same for every rehearsal. */
const evening = { date: '2026-12-02', doors: '18:30', zone: 'Europe/Paris' } as const

/** A server in this process whose clock the rehearsal drives. */
async function ownPlace(options: RehearsalOptions): Promise<Place> {
  const dir = options.data ?? (await mkdtemp(join(tmpdir(), 'rehearsal-')))
  if (options.data === undefined) await keepSeededKeys(dir, options.seed)
  const clock = new DrivenClock(
    instantAt(evening.date, evening.doors, evening.zone) as Instant,
    options.speed,
  )
  const redisUrl = process.env['REDIS_URL'] || undefined
  const { log, forget } = await openStore({ ...options, dir, redisUrl })
  const fatal = (error: unknown) => {
    console.error('The log failed; the rehearsal ends:', error)
    process.exit(1)
  }
  const composed = await compose({
    ...{ log, keys: openKeys(dir), clock, gatherClock: clock, fatal },
    planner: plannerOfRehearsals(),
  })
  const clientDir = fileURLToPath(new URL('../client', import.meta.url))
  const server = createServer(httpListener({ ...composed, clientDir }))
  composed.gateway.attach(server)
  await new Promise<void>((listening) => server.listen(options.port, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const settled = async () => {
    // What fell due has asked for something: let it be decided and kept.
    await turn()
    await Promise.all(composed.registry.all().map((night) => night.settled()))
  }
  return {
    ownerLink: `http://127.0.0.1:${port}/hold#${composed.passes.owner}`,
    pace: drivenPace(clock, settled, options.speed),
    isAlone: options.data === undefined,
    close: async () => {
      server.close()
      await composed.close()
      server.closeAllConnections()
      await forget()
      if (options.data === undefined) await rm(dir, { recursive: true })
    },
  }
}

/** Several servers on one Redis, each in a process of its own; the rehearsal drives all their clocks. */
async function sharedPlace({ processes, seed, speed }: RehearsalOptions): Promise<Place> {
  const redisUrl = process.env['REDIS_URL']
  if (!redisUrl) throw new Error('--processes: say where their Redis is with REDIS_URL')
  const dir = await mkdtemp(join(tmpdir(), 'rehearsal-'))
  await keepSeededKeys(dir, seed)
  const { owner } = openKeys(dir)
  const { prefix, forget } = passingPlace(redisUrl)
  const start = instantAt(evening.date, evening.doors, evening.zone) as Instant
  const all = await Processes.start(processes, { dir, redisUrl, prefix, start, rate: speed })
  const [first = '', ...others] = all.urls
  const settled = () => all.settled()
  return {
    ownerLink: `${first}/hold#${owner}`,
    pace: drivenPace(all, settled, speed),
    ...{ others, settled, isAlone: true },
    close: async () => {
      await all.close()
      await forget()
      await rm(dir, { recursive: true })
    },
  }
}

/** From the seed follows all chance of the night, by its secret. Good for a server that is gone soon. */
function keepSeededKeys(dir: string, seed: string): Promise<void> {
  const hmac = createHash('sha256').update(`rehearsal ${seed}`).digest('base64url')
  return writeFile(join(dir, 'keys.json'), JSON.stringify({ ...freshKeys(), hmac }))
}

const otherPlace = (ownerLink: string, speed = 1): Place => ({
  ownerLink,
  pace: realPace(speed),
  isAlone: false,
  close: () => Promise.resolve(),
})

function placeFor(options: RehearsalOptions): Place | Promise<Place> {
  if (options.url) return otherPlace(options.url, options.speed)
  return options.processes > 1 ? sharedPlace(options) : ownPlace(options)
}

function showLinks({ host, display, join: joinLink }: Links): void {
  console.error(
    `Watch it, or take over:\n  host     ${host}\n  display  ${display}\n  phone    ${joinLink}\n`,
  )
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  const from = process.env['INIT_CWD'] ?? process.cwd()
  const page =
    options.page === undefined ? null : await readFile(resolve(from, options.page), 'utf8')
  const place = await placeFor(options)
  let report: Report
  try {
    report = await rehearse({ ...place, options, page, watch: showLinks })
  } finally {
    await place.close()
  }
  const faults = faultsOf(report)
  if (options.json) console.log(JSON.stringify(report))
  else console.log(wordsOf(report))
  for (const fault of faults) console.error(`fault: ${fault}`)
  return faults.length === 0 ? 0 : 1
}

try {
  process.exit(await main())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(usage)
  process.exit(2)
}
