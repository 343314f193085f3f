// The program: the one file that knows everything.
import cluster from 'node:cluster'
import { fileURLToPath } from 'node:url'
import { toString as qrOf } from 'qrcode'
import { addressesOf } from './addresses.ts'
import { compose, type Composed } from './compose.ts'
import { readConfig, type Config } from './config.ts'
import { warmUp } from './gateway/warm-up.ts'
import { httpListener } from './http.ts'
import { openKeys, openPushKeys } from './keys.ts'
import { listeningOf, type Listening } from './listening.ts'
import { openLog } from './log/open.ts'
import { openPush } from './push/open.ts'
import { clockOf } from './runtime/clock.ts'
import { WorkerPlanner } from './runtime/planner.ts'
import { SharedTime } from './runtime/shared-time.ts'
import { addUpMetrics, metricsOfAll } from './telemetry/cluster-metrics.ts'
import { loggerAt } from './telemetry/logger.ts'
import { Metrics } from './telemetry/metrics.ts'
import { readCertificate, type Certificate } from './tls/certificate.ts'
import { daysLeft } from './tls/renewal.ts'
import { keepWorkers } from './workers.ts'

const stopWithinMs = 1_800

/** Ends with a sentence for whoever started the server. */
function die(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

const read = readConfig(process.argv.slice(2), process.env)
if (!read.ok) {
  console.error(read.sentence)
  process.exit(2)
}
const { workers, logLevel = process.stderr.isTTY ? 'warn' : 'info' } = read.config
const logger = loggerAt(logLevel)
const metrics = new Metrics()

/** Ends after something that the process cannot go on after. */
function fail(event: string, error: unknown): never {
  logger.error(event, error)
  process.exit(1)
}
process.on('unhandledRejection', (error) => fail('fault of ours, the server ends', error))
process.on('uncaughtException', (error) => fail('fault of ours, the server ends', error))

if (workers > 1 && cluster.isPrimary) await lead(read.config)
else await start(read.config)

/** Serves nobody itself. The keys are made before anybody needs them. */
async function lead(config: Config): Promise<void> {
  const { owner } = openKeys(config.data)
  const certificate = await certificateOf(config)
  if (config.push) openPushKeys(config.data)
  addUpMetrics()
  await keepWorkers({
    ...{ count: config.workers, logger },
    ready: (port) => void announce(config, { port, owner, certificate }),
    die,
  })
}

/** What is served over TLS, or null without; ends where the files will not do. */
async function certificateOf({ tls }: Config): Promise<Certificate | null> {
  if (!tls) return null
  const read = await readCertificate(tls)
  if (!read.ok) die(read.sentence)
  const left = daysLeft(read.certificate)
  if (left < 0) logger.warn('certificate expired, browsers will refuse it', { daysLeft: left })
  return read.certificate
}

async function start(config: Config): Promise<void> {
  const certificate = await certificateOf(config)
  let listening: Listening | null = null
  const served = () => listening?.certificate() ?? null
  const composed = await open(config, served).catch((error: unknown) =>
    die(`Cannot open the data in ${config.data}: ${reasonsOf(error)}.`),
  )
  const { api, registry, clock, gateway } = composed
  const clientDir = fileURLToPath(new URL('../client', import.meta.url))
  let isStopping = false
  const telemetry = {
    unready: () => (isStopping ? 'stopping' : registry.isAway ? 'the log is away' : null),
    metrics: cluster.isWorker ? metricsOfAll(metrics.registry) : () => metrics.registry.metrics(),
    token: config.metricsToken,
  }
  const answer = httpListener({ api, registry, clock, clientDir, telemetry, logger })
  const failed = (error: Error, port: number) => die(sentenceOf(error, { ...config, port }))
  listening = listeningOf({ answer, config, certificate, logger, failed })
  const { server, listen, close } = listening
  gateway.attach(server)
  void listen().then((port) => {
    logger.info('listening', { port })
    if (cluster.isWorker) return
    void announce(config, { port, owner: composed.passes.owner, certificate })
  })

  warmUp(clock.now()).catch((error: unknown) => fail('fault of ours while warming up', error))

  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    logger.info('stopping')
    setTimeout(() => process.exit(0), stopWithinMs).unref()
    composed.close().then(
      () => process.exit(0),
      (error: unknown) => fail('log not closed', error),
    )
    close()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function open(config: Config, certificate: () => Certificate | null): Promise<Composed> {
  const keys = openKeys(config.data)
  const { redisUrl, isRiskTaken, data, origin, keepDays, speed } = config
  const isTimely = speed === 1
  const log = await openLog({ redisUrl, dataDir: data, isRiskTaken, isTimely })
  const time = isTimely ? await SharedTime.of(log) : null
  return compose({
    trustsProxy: config.trustsProxy,
    planner: new WorkerPlanner(new URL('./planner-worker.js', import.meta.url)),
    clock: clockOf(speed, time?.offset),
    ...{ log, keys, origin, keepDays, isShared: redisUrl !== undefined },
    isOneOfMany: cluster.isWorker,
    machine: { store: redisUrl === undefined ? 'disk' : 'redis', data, certificate },
    ...{ logger, metrics },
    push: config.push && (await openPush({ ...config.push, data, redisUrl })),
    // A failed sync is final: nobody is answered any more, a new process reads what is there.
    fatal: (error) => fail('log failed, the server ends', error),
  })
}

interface Announced {
  readonly port: number
  readonly owner: string
  readonly certificate: Certificate | null
}

async function announce(config: Config, { port, owner, certificate }: Announced): Promise<void> {
  const scheme = certificate ? 'https' : 'http'
  const { local, lan } = addressesOf(config.host, port, scheme)
  if (config.json) {
    console.log(JSON.stringify({ ready: true, url: local, host: `${local}/hold#${owner}` }))
    return
  }
  // By a number no browser takes a certificate: the name it is for comes first.
  const [name] = certificate?.names ?? []
  const named = name === undefined ? null : `https://${name}${port === 443 ? '' : `:${port}`}`
  const hold = `${config.origin ?? named ?? lan ?? local}/hold#${owner}`
  const addresses = [config.origin, named, local, lan].filter((address) => address !== null)
  console.log(`\nRendezvous is at ${addresses.join(' and ')}\n`)
  console.log('To hold a night, open this link. It is yours alone: whoever has it is the owner.\n')
  console.log(`  ${hold}\n`)
  console.log(await qrOf(hold, { type: 'terminal', small: true }))
}

function sentenceOf(error: Error, { host, port }: Config): string {
  const code = 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program: stop that one, or choose another port (PORT=3001 npm start).`
  if (code === 'EACCES')
    return `This machine does not let us listen on port ${port}: choose one above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine: set HOST to one of its own, or leave it out.`
  return `Cannot listen on ${host}:${port}: ${error.message}`
}

/** What went wrong, and what lay behind it. */
function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message} (${reasonsOf(error.cause)})`
}
