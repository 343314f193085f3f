// Nights over HTTP: holding one, listing them, finding one by its code.
import * as v from 'valibot'
import { freshCode, idFrom, typedCode } from '#night/codes.ts'
import { commandId, nightId, type NightId } from '#night/ids.ts'
import { command as anyCommand, type Command } from '#night/night.ts'
import { randomOf } from '#night/random.ts'
import { latest, minutes, plus, type Instant } from '#night/time.ts'
import { holdRequest, type Held, type NightFound, type NightSummary } from '#protocol/http.ts'
import { CreditsByAddress, KnownThere } from '../limits.ts'
import { planOf, usualTopics, utcOffsetOf, type HoldAsked, type NightPlan } from '../templates.ts'
import type { NightRuntime } from '../runtime/night-runtime.ts'
import { ask, isOwner, nightOf, type ApiDeps } from './deps.ts'
import { done, refused, type Handler } from './exchange.ts'
import { grantLink } from './links.ts'

export const holdNight =
  (deps: ApiDeps): Handler =>
  async (question) => {
    if (!isOwner(deps, question)) return refused('wire/no-pass')
    const parsed = v.safeParse(holdRequest, question.body)
    if (!parsed.success) return refused('wire/malformed')
    const asked = parsed.output
    const planned = planOf(asked, deps.clock.now())
    if (!planned.ok) return refused(planned.code)
    // Everything follows from the request's id, so that a retry leads to the same night and link.
    const night = v.parse(nightId, idFrom(`${asked.id}:night`))
    const runtime = await deps.registry.toCreate(night)
    const created = await ask(deps, runtime, {
      id: asked.id,
      by: { role: 'owner' },
      command: creating(deps, { asked, plan: planned.plan, night }),
    })
    if (!created.ok) return refused(created.code, created.facts)
    const id = v.parse(commandId, idFrom(`${asked.id}:host-link`))
    const granted = await grantLink(deps, runtime, {
      ...{ id, by: { role: 'owner' }, role: 'host', label: '', base: question.base },
    })
    if (!granted.ok) return refused(granted.code, granted.facts)
    const held: Held = { night, hostLink: granted.linked.link }
    return done(held)
  }

interface Creating {
  readonly asked: HoldAsked
  readonly plan: NightPlan
  readonly night: NightId
}

function creating(deps: ApiDeps, { asked, plan, night }: Creating): Command {
  const { id, title, community, venue, date, tables, forecast } = asked
  const { segments, queue } = plan
  const ends = segments.reduce<Instant>((end, s) => latest(end, s.end), deps.clock.now())
  const taken = { has: (code: string) => deps.registry.byCode(code) !== null }
  return v.parse(anyCommand, {
    type: 'night/create',
    ...{ title, community, venue, date, tables, forecast, segments, queue },
    utcOffset: utcOffsetOf(plan),
    link: asked.link === undefined ? plan.link : asked.link,
    topics: asked.topics ?? usualTopics,
    languages: ['fr', 'en'],
    code: freshCode(randomOf(`${id}:code`), taken),
    // A night of a past day is kept as long, from now.
    eraseAt: plus(ends, minutes(deps.keepDays * 24 * 60)),
    roomSecret: deps.passes.secretFor(`${night}:room`),
  })
}

export const listNights =
  (deps: ApiDeps): Handler =>
  async (question) => {
    if (!isOwner(deps, question)) return refused('wire/no-pass')
    await deps.registry.refresh()
    return done(
      deps.registry
        .all()
        .flatMap(summaryOf)
        .sort((a, b) => (a.date < b.date ? 1 : -1)),
    )
  }

function summaryOf({ id, night: { about, program } }: NightRuntime): NightSummary[] {
  if (!about) return []
  const { title, date, code } = about
  return [{ night: id, title, date, phase: program.phase, code }]
}

export const describeNight =
  (deps: ApiDeps): Handler =>
  async (question) => {
    const runtime = await nightOf(deps, question)
    return found(runtime) ?? refused('wire/unknown-night')
  }

/** Wrong codes cost more: honest people mistype one now and then, whoever tries them all does not. */
const wrongCodeCosts = 5

/**
 * Finds a night by its code. What was found from an address may be found from there again, whatever
 * is tried meanwhile: behind one address are a whole hall, and whoever tries codes in it.
 */
export function findByCode(deps: ApiDeps): Handler {
  const credits = new CreditsByAddress({ most: 200, perSecond: 4 })
  const known = new KnownThere()
  return async ({ params, address }) => {
    const code = typedCode(params['code'] ?? '')
    const again = known.has(address, code) && found(await deps.registry.findByCode(code))
    if (again) return again
    if (!credits.spend(address)) return refused('wire/too-fast')
    const runtime = await deps.registry.findByCode(code)
    if (runtime) known.add(address, code)
    else credits.spend(address, wrongCodeCosts)
    return found(runtime) ?? refused('wire/unknown-night')
  }
}

function found(runtime: NightRuntime | null) {
  const about = runtime?.night.about
  if (!runtime || !about) return null
  const { title, community, date, venue, topics, eraseAt } = about
  const { phase } = runtime.night.program
  const body: NightFound = {
    ...{ night: runtime.id, title, community, date, venue, phase, topics, eraseAt },
  }
  return done(body)
}
