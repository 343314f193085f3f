// GET /api/check: what the page that looks whether everything is ready for tonight asks the server.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { statfs } from 'node:fs/promises'
import * as v from 'valibot'
import { nightId } from '#night/ids.ts'
import type { Checked, CheckedInside } from '#protocol/http.ts'
import { protocolVersion } from '#protocol/version.ts'
import { passCookie } from '../cookies.ts'
import { screenPassOf } from '../passes.ts'
import type { NightRuntime } from '../runtime/night-runtime.ts'
import { daysLeft } from '../tls/renewal.ts'
import { isOwner, type ApiDeps } from './deps.ts'
import { done, type Handler, type Question } from './exchange.ts'

/** What the server stands on, as far as whoever started it knows. */
export interface Machine {
  readonly store: 'disk' | 'redis'
  /** Where the log and the keys lie. */
  readonly data: string
  /** What HTTPS is served with now; null where it is not, or a proxy does it. */
  certificate(): { readonly validTo: number } | null
}

/** A stranger is told what every handshake says too; the rest is for the owner and for hosts. */
export function check(deps: ApiDeps): Handler {
  const lag = monitorEventLoopDelay({ resolution: 10 })
  lag.enable()
  return async (question) => {
    const certificate = deps.machine?.certificate() ?? null
    const nights = isOwner(deps, question) ? deps.registry.all() : await hostedBy(deps, question)
    const checked: Checked = {
      at: deps.clock.now(),
      version: protocolVersion,
      certificate: certificate && { daysLeft: daysLeft(certificate) },
      inside: nights && (await inside(deps, nights, lagOf(lag))),
    }
    return done(checked)
  }
}

/** The nights that whoever asks is a host of; null for none. */
async function hostedBy(
  { registry }: ApiDeps,
  { cookies }: Question,
): Promise<readonly NightRuntime[] | null> {
  const prefix = passCookie('host', '' as never)
  const named = (cookies ?? '').split(';').flatMap((pair) => {
    const name = pair.split('=')[0]?.trim() ?? ''
    const id = v.safeParse(nightId, name.startsWith(prefix) ? name.slice(prefix.length) : '')
    return id.success ? [id.output] : []
  })
  const found = await Promise.all(named.map((id) => registry.find(id)))
  const hosted = found.flatMap((night) =>
    night && screenPassOf(night, 'host', cookies) ? [night] : [],
  )
  return hosted.length > 0 ? hosted : null
}

async function inside(
  { log, registry, machine }: ApiDeps,
  nights: readonly NightRuntime[],
  lagMs: number,
): Promise<CheckedInside> {
  return {
    store: machine?.store ?? 'memory',
    isAway: registry.isAway,
    risks: log.risks ?? [],
    freeBytes: machine ? await freeBytesAt(machine.data) : null,
    lagMs,
    nights: nights.flatMap(({ night: { about, program } }) =>
      about ? [{ title: about.title, date: about.date, phase: program.phase }] : [],
    ),
  }
}

async function freeBytesAt(data: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(data)
    return bavail * bsize
  } catch {
    return null // A file system that does not say: nobody is told a wrong figure.
  }
}

/** How late the process is, ms at p99, since somebody last asked; the resolution itself is no delay. */
function lagOf(lag: ReturnType<typeof monitorEventLoopDelay>): number {
  const ms = Math.max(0, Math.round(lag.percentile(99) / 1e6) - 10)
  lag.reset()
  return ms
}
