import { accept, refuse } from '../decision.ts'
import type { Night, NightEvent } from '../night.ts'
import type { Rules } from '../rule.ts'
import { between, type Instant } from '../time.ts'

/** An inverse as it happens now: what carries an instant carries this one. */
function happening(night: Night, event: NightEvent, at: Instant): NightEvent {
  if (event.type === 'program/resumed')
    return { ...event, at, pausedFor: between(night.program.pausedAt ?? at, at) }
  return 'at' in event ? { ...event, at } : event
}

/** Takes the last thing back. Refused when it is not the last any more, or the evening moved on. */
export const undoRules: Rules<'undo/take'> = {
  'undo/take': (night, { at, command }) => {
    const last = night.undo.at(-1)
    if (!last) return refuse('undo/nothing')
    if (last.of !== command.of) return refuse('undo/not-last')
    const inverse = last.inverse.map((event) => happening(night, event as NightEvent, at))
    return accept<NightEvent>(...inverse, { type: 'undo/taken', of: last.of })
  },
}
