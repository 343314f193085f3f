// GET /api/nights/:night/rounds/:number/replay: a round planned again from what the log says.
import type { NightId } from '#night/ids.ts'
import { apply, emptyNight } from '#night/night.ts'
import { lastRound, type Seating } from '#night/rounds/model.ts'
import { ENGINE, type PlannedRound } from '#night/rounds/pairing/index.ts'
import { seatingIn, traced, type Traced } from '#night/rounds/retrace.ts'
import type { Replayed } from '#protocol/http.ts'
import type { Log } from '../log/log.ts'
import { eventsOf } from '../runtime/night-state.ts'
import { nightOf, passFor, type ApiDeps } from './deps.ts'
import { done, refused, type Handler } from './exchange.ts'

/** How long whoever asks is glad to wait. */
const attempts = 6

export const replayRound =
  (deps: ApiDeps): Handler =>
  async (question) => {
    const runtime = await nightOf(deps, question)
    if (!runtime) return refused('wire/unknown-night')
    if (!passFor(runtime, 'host', question)) return refused('wire/no-pass')
    const number = Number(question.params['number'])
    const round = runtime.night.rounds.list[number - 1]
    if (!round) return refused('rounds/no-such-round')
    const { input: hash, engine, effort, certified, edits } = round.seating
    const about = { number, engine, effort, certified, edits, isSameEngine: engine === ENGINE }
    const found = await traceOf(deps.log, runtime.id, number, hash)
    if (!found) return done({ ...about, outcome: 'untraced' } satisfies Replayed)
    for (let i = 0; i < attempts; i++) {
      const planned = await deps.planner.plan(found.input, effort)
      const again = planned?.rounds[found.nth]
      if (!again) continue
      const outcome = isSame(found.seating, again) ? 'same' : 'different'
      return done({ ...about, outcome } satisfies Replayed)
    }
    return refused('wire/failed')
  }

/** The seating with this hash as the engine gave it: the first that the night explains. */
async function traceOf(
  log: Log,
  night: NightId,
  number: number,
  hash: string,
): Promise<Traced | null> {
  const state = emptyNight()
  for await (const commits of log.read(night, null)) {
    for (const event of commits.flatMap(eventsOf)) {
      const seating = seatingIn(event, number)
      const found = seating?.input === hash ? traced(state, number, seating) : null
      if (found) return found
      apply(state, event)
    }
    // Later rounds say nothing about this one.
    if ((lastRound(state.rounds)?.number ?? 0) > number) return null
  }
  return null
}

function isSame({ pairings, byes }: Seating, again: PlannedRound): boolean {
  const named = (groups: readonly (readonly string[])[]): string =>
    groups.map((people) => [...people].sort().join()).sort().join(' ') // prettier-ignore
  const seated = named(pairings.map((p) => p.people)) === named(again.pairings.map((p) => p.people))
  return seated && named([byes]) === named([again.byes])
}
