// What the environment and the command line say, parsed once.
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { isService, knownServices } from './push/services.ts'
import type { CertificateFiles } from './tls/certificate.ts'
import { logLevels, type LogLevel } from './telemetry/logger.ts'

const whole = (name: string, min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, `${name} is a whole number`),
    v.transform(Number),
    v.minValue(min, `${name} is at least ${min}`),
    v.maxValue(max, `${name} is at most ${max}`),
  )

const settings = v.object({
  port: v.optional(whole('the port', 0, 65_535), '3000'),
  host: v.optional(v.string(), '0.0.0.0'),
  data: v.optional(v.string(), './data'),
  origin: v.optional(
    v.pipe(
      v.string(),
      v.check(isOrigin, 'RENDEZVOUS_ORIGIN is like https://night.example.org, without a path'),
    ),
  ),
  trustsProxy: v.optional(
    v.pipe(
      v.picklist(['0', '1'], 'RENDEZVOUS_TRUST_PROXY is 1 or 0'),
      v.transform((said) => said === '1'),
    ),
    '0',
  ),
  keepDays: v.optional(whole('RENDEZVOUS_KEEP_DAYS', 1, 365), '7'),
  redisUrl: v.optional(
    v.pipe(v.string(), v.regex(/^rediss?:\/\/./, 'REDIS_URL is like redis://127.0.0.1:6379')),
  ),
  workers: v.optional(whole('the number of workers', 1, 64), '1'),
  isRiskTaken: v.optional(
    v.pipe(
      v.picklist(['0', '1'], 'RENDEZVOUS_UNSAFE_REDIS is 0 or 1'),
      v.transform((value) => value === '1'),
    ),
    '0',
  ),
  logLevel: v.optional(
    v.picklist(logLevels, `RENDEZVOUS_LOG_LEVEL is one of ${logLevels.join(', ')}`),
  ),
  metricsToken: v.optional(
    v.pipe(v.string(), v.minLength(16, 'RENDEZVOUS_METRICS_TOKEN has at least 16 characters')),
  ),
  cert: v.optional(v.string()),
  key: v.optional(v.string()),
  httpPort: v.optional(whole('the port for plain HTTP', 0, 65_535)),
  isPushOn: v.optional(
    v.pipe(
      v.picklist(['0', '1'], 'RENDEZVOUS_PUSH is 1 or 0'),
      v.transform((said) => said === '1'),
    ),
    '0',
  ),
  pushServices: v.optional(
    v.pipe(
      v.string(),
      v.transform((said) => said.split(',').map((one) => one.trim())),
      v.check(
        (services) => services.every(isService),
        'RENDEZVOUS_PUSH_SERVICES lists hosts like push.example.org, with commas between',
      ),
    ),
    knownServices.join(','),
  ),
  speed: v.optional(
    v.pipe(
      v.string(),
      v.transform(Number),
      v.check((n) => n >= 1 && n <= 1000, 'the speed is a number from 1 to 1000'),
    ),
    '1',
  ),
})

export interface Config {
  /** 0 takes any free one. */
  readonly port: number
  readonly host: string
  readonly data: string
  /** Where people reach the server, when it stands behind a proxy. */
  readonly origin: string | null
  /** Whether a proxy of our own says in X-Forwarded-For who asks. */
  readonly trustsProxy: boolean
  /** How many days after a night everything personal is deleted. */
  readonly keepDays: number
  readonly redisUrl: string | undefined
  /** For people at a terminal less than for a journal, where nothing is said. */
  readonly logLevel: LogLevel | undefined
  /** Whoever knows it may see the metrics from anywhere. */
  readonly metricsToken: string | null
  /** How many processes serve the port. */
  readonly workers: number
  /** Whether a Redis will do that could lose what was answered. */
  readonly isRiskTaken: boolean
  /** The certificate to serve HTTPS with, and its key; null for plain HTTP. */
  readonly tls: CertificateFiles | null
  /** Where those who come without TLS are sent on to it, beside the port itself. */
  readonly httpPort: number | undefined
  /** One line of JSON instead of words. */
  readonly json: boolean
  /** How phones that sleep are called; null where nobody is. */
  readonly push: { readonly origin: string; readonly services: readonly string[] } | null
  /** How fast the server's clock runs: for rehearsals. */
  readonly speed: number
}

export type ReadConfig =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly sentence: string }

const usage =
  'Options: --port N, --host ADDRESS, --data DIR, --json, --speed N, --workers N, --unsafe-redis, --cert FILE, --key FILE, --http-port N, --push (or PORT, HOST, RENDEZVOUS_DATA, …)'

const needsRedis =
  'Several workers share a log in Redis: set REDIS_URL, or leave --workers out (one process serves a night of hundreds).'

const pushNeedsOrigin =
  'Push services want to know whose server calls, and phones take calls over HTTPS alone: set RENDEZVOUS_ORIGIN to https://…, or leave --push out.'

const oneClock = 'Time that runs faster is one process’s own: leave --workers out, or --speed.'

const needsBoth =
  'HTTPS takes two files: give --cert (RENDEZVOUS_CERT) and --key (RENDEZVOUS_KEY), or neither of them.'

const needsTls =
  '--http-port sends people on to HTTPS: give --cert and --key too, or set the port itself with --port.'

/** Reads the arguments (first) and the environment; or says in one sentence what is wrong. */
export function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ReadConfig {
  const given = argumentsOf(args)
  if (!given) return { ok: false, sentence: usage }
  const parsed = v.safeParse(settings, {
    port: given.port ?? set(env['PORT']),
    host: given.host ?? set(env['HOST']),
    data: given.data ?? set(env['RENDEZVOUS_DATA']),
    origin: set(env['RENDEZVOUS_ORIGIN']),
    trustsProxy: set(env['RENDEZVOUS_TRUST_PROXY']),
    keepDays: set(env['RENDEZVOUS_KEEP_DAYS']),
    redisUrl: set(env['REDIS_URL']),
    logLevel: set(env['RENDEZVOUS_LOG_LEVEL']),
    metricsToken: set(env['RENDEZVOUS_METRICS_TOKEN']),
    workers: given.workers ?? set(env['RENDEZVOUS_WORKERS']),
    isRiskTaken: given['unsafe-redis'] ? '1' : set(env['RENDEZVOUS_UNSAFE_REDIS']),
    cert: given.cert ?? set(env['RENDEZVOUS_CERT']),
    key: given.key ?? set(env['RENDEZVOUS_KEY']),
    httpPort: given['http-port'] ?? set(env['RENDEZVOUS_HTTP_PORT']),
    isPushOn: given.push ? '1' : set(env['RENDEZVOUS_PUSH']),
    pushServices: set(env['RENDEZVOUS_PUSH_SERVICES']),
    speed: given.speed ?? set(env['RENDEZVOUS_SPEED']),
  })
  if (!parsed.success) {
    const [issue] = parsed.issues
    return { ok: false, sentence: `${issue.message}; found «${String(issue.input)}». ${usage}` }
  }
  const { origin = null, redisUrl, metricsToken = null, logLevel, ...said } = parsed.output
  const { isPushOn, pushServices: services, cert, key, httpPort, ...rest } = said
  const tls = cert !== undefined && key !== undefined ? { cert, key } : null
  if (!tls && (cert ?? key) !== undefined) return { ok: false, sentence: needsBoth }
  if (!tls && httpPort !== undefined) return { ok: false, sentence: needsTls }
  if (rest.workers > 1 && redisUrl === undefined) return { ok: false, sentence: needsRedis }
  if (rest.workers > 1 && rest.speed !== 1) return { ok: false, sentence: oneClock }
  if (isPushOn && !origin?.startsWith('https:')) return { ok: false, sentence: pushNeedsOrigin }
  const push = isPushOn && origin !== null ? { origin, services } : null
  return {
    ok: true,
    config: {
      ...{ ...rest, push, tls, httpPort, origin },
      ...{ redisUrl, metricsToken, logLevel, json: given.json },
    },
  }
}

/** A variable set to nothing counts as not set. */
const set = (value: string | undefined): string | undefined => (value === '' ? undefined : value)

function argumentsOf(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        speed: { type: 'string' },
        workers: { type: 'string' },
        cert: { type: 'string' },
        key: { type: 'string' },
        'http-port': { type: 'string' },
        'unsafe-redis': { type: 'boolean', default: false },
        push: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    return values
  } catch {
    // An option that we do not know: the usage says which there are.
    return null
  }
}

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text && /^https?:/.test(text)
  } catch {
    return false
  }
}
