import { accept, refuse } from '../decision.ts'
import { leavingTables } from '../floor/decide.ts'
import { apply, type Night, type NightEvent } from '../night.ts'
import { openRound, pairingOf } from '../rounds/model.ts'
import { arriving, departing } from '../rounds/reseat.ts'
import type { Rules } from '../rule.ts'
import { between, type Instant } from '../time.ts'

/** An inverse as it happens now: what carries an instant carries this one. */
function happening(night: Night, event: NightEvent, at: Instant): NightEvent {
  if (event.type === 'program/resumed')
    return { ...event, at, pausedFor: between(night.program.pausedAt ?? at, at) }
  // A round that ended while the night stood still has nothing to make up for: the pause does.
  if (event.type === 'rounds/reopened' && night.program.pausedAt !== null)
    return { ...event, at: night.rounds.list[event.number - 1]?.endedAt ?? at }
  if (event.type === 'talks/restored') {
    // Whoever took a talk back since then is not put on stage against their will.
    const gone = new Set(night.talks.list.filter((t) => t.state === 'withdrawn').map((t) => t.id))
    const list = event.list.map((t) => (gone.has(t.id) ? { ...t, state: 'withdrawn' as const } : t))
    return { ...event, list, at }
  }
  return 'at' in event ? { ...event, at } : event
}

/** Nobody is left waiting at a table, or in the rounds, for somebody whom the undo sent away. */
function mending(night: Night, inverse: readonly NightEvent[], at: Instant): NightEvent[] {
  const after = structuredClone(night)
  for (const event of inverse) apply(after, event)
  const round = openRound(after.rounds)
  const seated = round ? [...round.pairings.flatMap((p) => p.people), ...round.byes] : []
  const gone = seated.filter((id) => after.door.attendees.get(id)?.state !== 'present')
  const removed = inverse.flatMap((e) => (e.type === 'door/removed' ? [e.attendee] : []))
  return [
    ...(gone.length > 0 ? departing(after, gone, at) : []),
    ...seatedAgain(after, inverse, at),
    ...removed.flatMap((id) => leavingTables(after, id)),
  ]
}

/** Whoever is brought back into a round that goes on sits with somebody who has no table, if they can meet. */
function seatedAgain(after: Night, inverse: readonly NightEvent[], at: Instant): NightEvent[] {
  return inverse.flatMap((e) => {
    if (e.type !== 'door/restored' && e.type !== 'door/came-back') return []
    const back = after.door.attendees.get(e.attendee)
    const round = openRound(after.rounds)
    if (back?.state !== 'present' || !round || pairingOf(round, back.id)) return []
    const events = arriving(after, back, at)
    for (const event of events) apply(after, event)
    return events
  })
}

/** Takes the last thing back. Refused when it is not the last any more, or the evening moved on. */
export const undoRules: Rules<'undo/take'> = {
  'undo/take': (night, { at, command }) => {
    const last = night.undo.at(-1)
    if (!last) return refuse('undo/nothing')
    if (last.of !== command.of) return refuse('undo/not-last')
    const inverse = last.inverse
      .map((event) => happening(night, event as NightEvent, at))
      // A table that somebody has claimed since is theirs.
      .filter((e) => e.type !== 'floor/reopened' || !night.floor.open.has(e.table))
    const mended = mending(night, inverse, at)
    return accept<NightEvent>(...inverse, ...mended, { type: 'undo/taken', of: last.of })
  },
}
