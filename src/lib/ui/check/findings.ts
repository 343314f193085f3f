// What was looked at becomes what a host reads: each thing fine, good to know, or to put right.
import type { FoundKey } from '#i18n/en/check.ts'

export type Level = 'good' | 'know' | 'bad' | 'plain'
export type Group = 'phone' | 'network' | 'server'

export interface Finding {
  readonly group: Group
  readonly key: FoundKey
  readonly level: Level
  /** Fills the hole of its sentence. */
  readonly n?: number
  /** Milliseconds there and back, where it is about them. */
  readonly trips?: { readonly median: number; readonly worst: number }
}

/** What the phone is and may. */
export interface OfPhone {
  /** Whether the browser trusts the page: over https, and on the server's own machine. */
  readonly secure: boolean
  readonly https: boolean
  readonly offline: boolean
  readonly storage: 'lasting' | 'kept' | 'none'
  readonly camera: 'there' | 'denied' | 'none' | 'insecure'
  readonly wake: boolean
  readonly vibration: boolean
  readonly notices: 'granted' | 'open' | 'no'
}

/** What lies between. */
export interface OfNetwork {
  readonly reached: 'ours' | 'portal' | 'nobody'
  readonly line: 'websocket' | 'polling' | 'none'
  /** Each there and back, ms; empty where nobody answered. */
  readonly trips: readonly number[]
  /** The server's time less this device's, ms. */
  readonly offset: number
}

/** What the server says of itself. */
export interface OfServer {
  readonly sameVersion: boolean
  readonly certificate: { readonly daysLeft: number } | null
  readonly inside: {
    readonly store: 'disk' | 'redis' | 'memory'
    readonly isAway: boolean
    readonly risks: readonly string[]
    readonly freeBytes: number | null
    readonly lagMs: number
    readonly nights: readonly { readonly date: string; readonly phase: string }[]
  } | null
}

const minuteMs = 60_000
const gigabyte = 1e9

/** What there is to say of a phone; `offset` as the network found it. */
export function ofPhone(phone: OfPhone, offset: number): Finding[] {
  const { secure, https, offline, storage, camera, wake, vibration, notices } = phone
  const off = Math.round(Math.abs(offset) / minuteMs)
  const say = (key: FoundKey, level: Level, n?: number): Finding => ({
    ...{ group: 'phone', key, level },
    ...(n !== undefined && { n }),
  })
  return [
    https ? say('secure/yes', 'good') : say(secure ? 'secure/own' : 'secure/no', 'know'),
    // Without https it is said once, above.
    ...(secure ? [say(offline ? 'offline/yes' : 'offline/no', offline ? 'good' : 'know')] : []),
    say(`storage/${storage}`, storage === 'none' ? 'bad' : 'good'),
    say(`camera/${camera}`, camera === 'there' ? 'good' : camera === 'denied' ? 'know' : 'plain'),
    off < 1 ? say('clock/right', 'good') : say('clock/off', 'know', off),
    say(wake ? 'wake/yes' : 'wake/no', wake ? 'good' : 'plain'),
    say(vibration ? 'vibration/yes' : 'vibration/no', vibration ? 'good' : 'plain'),
    say(`notices/${notices}`, notices === 'granted' ? 'good' : 'plain'),
  ]
}

const longMs = 250
const worstMs = 1_500

/** What there is to say of the way to the server. */
export function ofNetwork({ reached, line, trips }: OfNetwork): Finding[] {
  const group = 'network'
  if (reached !== 'ours') return [{ group, key: `reached/${reached}`, level: 'bad' }]
  const level = { websocket: 'good', polling: 'know', none: 'bad' } as const
  const sorted = [...trips].sort((a, b) => a - b)
  const median = Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)
  const worst = Math.round(sorted.at(-1) ?? 0)
  const isLong = median > longMs || worst > worstMs
  return [
    { group, key: 'reached/ours', level: 'good' },
    { group, key: `line/${line}`, level: level[line] },
    {
      ...{ group, key: isLong ? 'delay/long' : 'delay/short', level: isLong ? 'know' : 'good' },
      trips: { median, worst },
    },
  ]
}

const enoughDays = 14
const enoughRoom = gigabyte
const leastRoom = 0.1 * gigabyte
const lateMs = 100

/** What there is to say of the server, to a page that came over https or not, on a local day. */
export function ofServer(server: OfServer, { https, today }: { https: boolean; today: string }) {
  const { sameVersion, certificate, inside } = server
  const found: Finding[] = []
  const say = (key: FoundKey, level: Level, n?: number) =>
    found.push({ group: 'server', key, level, ...(n !== undefined && { n }) })

  say(sameVersion ? 'version/same' : 'version/other', sameVersion ? 'good' : 'know')
  if (certificate) {
    const { daysLeft } = certificate
    if (daysLeft < 1) say('certificate/over', 'bad')
    else if (daysLeft < enoughDays) say('certificate/short', 'know', daysLeft)
    else say('certificate/long', 'good', daysLeft)
  } else if (https) say('certificate/elsewhere', 'plain')
  if (!inside) {
    say('inside/hidden', 'plain')
    return found
  }

  const { store, isAway, risks, freeBytes, lagMs, nights } = inside
  if (isAway) say('store/away', 'bad')
  else if (risks.length > 0) say('store/risky', 'know')
  else say(`store/${store}`, store === 'memory' ? 'know' : 'good')
  if (freeBytes !== null) {
    const free = Math.round(freeBytes / (gigabyte / 10)) / 10
    if (freeBytes < leastRoom) say('room/none', 'bad')
    else if (freeBytes < enoughRoom) say('room/little', 'know', free)
    else say('room/enough', 'good', Math.round(free))
  }
  say(lagMs > lateMs ? 'lag/high' : 'lag/low', lagMs > lateMs ? 'know' : 'good', Math.max(1, lagMs))
  const isOn = nights.some(({ date, phase }) => phase === 'open' || date === today)
  say(isOn ? 'night/today' : 'night/none', isOn ? 'good' : 'know')
  return found
}

export interface Verdict {
  readonly level: 'good' | 'know' | 'bad'
  /** How many things are of this level. */
  readonly count: number
}

/** The one sentence over all: the worst there is, and how much of it. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  for (const level of ['bad', 'know'] as const) {
    const count = findings.filter((finding) => finding.level === level).length
    if (count > 0) return { level, count }
  }
  return { level: 'good', count: findings.length }
}
