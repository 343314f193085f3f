// What a host should know of before the next step: what is wrong, worst first. What no pairing can
// avoid is said at the desk of the rounds.
import { inMinutes, type Instant } from '#night/time.ts'
import type { Screens } from '#night/views/audience.ts'
import { missingByTable, peopleOf, type HostSight } from './sight.ts'

export type Concern =
  | { readonly kind: 'too-few'; readonly present: number }
  | { readonly kind: 'tables'; readonly pairs: number; readonly tables: number }
  | { readonly kind: 'plan-old'; readonly number: number }
  | { readonly kind: 'talk-over'; readonly minutes: number }
  | { readonly kind: 'round-waits'; readonly number: number; readonly minutes: number }
  | { readonly kind: 'missing'; readonly people: number; readonly tables: number }
  | { readonly kind: 'proposals'; readonly talks: number }
  | { readonly kind: 'expected'; readonly people: number }
  | { readonly kind: 'away'; readonly people: number }
  | { readonly kind: 'phoneless'; readonly people: number }
  | { readonly kind: 'no-display' }
  | { readonly kind: 'display-gone' }

/** Whether rounds are under way or come next, so that who is present matters. */
function roundsAhead({ program, round }: HostSight): boolean {
  if (program.phase === 'over' || round.number >= round.count) return false
  const from = Math.max(
    0,
    program.segments.findIndex((s) => s.id === program.current),
  )
  const rounds = program.segments.findIndex((s) => s.kind === 'rounds' && !s.skipped)
  return rounds >= from && rounds - from <= 2
}

/** Everything to say right now; nothing where all is well. `screens` that are connected, if known. */
export function concernsOf(
  view: HostSight,
  now: Instant,
  screens: Screens | null = null,
): readonly Concern[] {
  if (view.program.phase === 'over') return []
  return [
    ...(roundsAhead(view) ? ofThePairings(view) : []),
    ...ofTheTime(view, now),
    ...ofThePeople(view, now),
    ...ofTheScreens(view, screens),
  ]
}

function ofTheScreens({ passes, count, program }: HostSight, screens: Screens | null): Concern[] {
  if (screens?.display) return []
  if (!passes.some((p) => p.role === 'display'))
    return count.joined < 3 ? [{ kind: 'no-display' }] : []
  return screens && program.phase === 'open' ? [{ kind: 'display-gone' }] : []
}

function ofThePairings(view: HostSight): Concern[] {
  const { desk, floor } = view
  const { present, plan } = desk
  if (present === 0) return []
  if (present < 2) return [{ kind: 'too-few', present }]
  const pairs = Math.floor(present / 2)
  const concerns: Concern[] = []
  if (pairs > floor.tables) concerns.push({ kind: 'tables', pairs, tables: floor.tables })
  if (plan && !plan.holds) concerns.push({ kind: 'plan-old', number: plan.number })
  return concerns
}

function ofTheTime({ talks, round, program, desk }: HostSight, now: Instant): Concern[] {
  const concerns: Concern[] = []
  const at = program.pausedAt ?? now
  const over = talks.stage ? Math.floor(inMinutes((at - talks.stage.endsAt) as never)) : 0
  if (over >= 1) concerns.push({ kind: 'talk-over', minutes: over })
  const waits = Math.floor((at - round.endsAt) / 60_000)
  const running = program.segments.find((s) => s.id === program.current)?.kind === 'rounds'
  if (running && desk.round?.phase === 'over' && round.number < round.count && waits >= 3)
    concerns.push({ kind: 'round-waits', number: round.number + 1, minutes: waits })
  return concerns
}

function ofThePeople(view: HostSight, now: Instant): Concern[] {
  const { round, proposals, program } = view
  const concerns: Concern[] = []
  const waiting = missingByTable(view).filter((t) => t.missing.length > 0)
  if (waiting.length > 0 && now >= round.startsAt)
    concerns.push({
      kind: 'missing',
      people: waiting.reduce((sum, t) => sum + t.missing.length, 0),
      tables: waiting.length,
    })
  const toJudge = proposals.filter((t) => t.state === 'proposed').length
  if (toJudge > 0) concerns.push({ kind: 'proposals', talks: toJudge })
  const people = peopleOf(view)
  const expected = people.filter((p) => p.state === 'joined').length
  if (expected > 0 && program.phase === 'open')
    concerns.push({ kind: 'expected', people: expected })
  const away = people.filter((p) => p.state === 'away').length
  if (away > 0) concerns.push({ kind: 'away', people: away })
  const phoneless = people.filter((p) => p.phoneless && p.state === 'present').length
  if (phoneless > 0) concerns.push({ kind: 'phoneless', people: phoneless })
  return concerns
}
