// The host's one obvious next step.
import type { Command, Night } from '../night.ts'
import * as v from 'valibot'
import { roundNumber } from '../ids.ts'
import { openRound } from '../rounds/model.ts'
import { takingPart } from '../rounds/seating.ts'
import { queueOf } from '../talks/model.ts'
import { currentSegment, nextSegment } from './model.ts'

export interface NextStep {
  /** What the button does, exactly. */
  readonly command: Command
  /** Numbers for its label: «Start round 3: 58 people, 29 tables». */
  readonly facts: Readonly<Record<string, string | number>>
}

const round = (n: number) => v.parse(roundNumber, n)

/** The next step, or null when the night is over. Never looks at the time: the host does. */
export function nextStep(night: Night): NextStep | null {
  const { program, rounds, talks } = night
  if (program.phase === 'over') return null
  if (program.pausedAt !== null) return { command: { type: 'program/resume' }, facts: {} }
  const current = currentSegment(program)
  if (current?.kind === 'talks') {
    if (talks.stage) {
      const title = talks.list.find((t) => t.id === talks.stage?.talk)?.title ?? ''
      return { command: { type: 'talks/stop', talk: talks.stage.talk }, facts: { title } }
    }
    const next = queueOf(talks.list).find((t) => t.kind !== 'free-slot')
    if (next)
      return {
        command: { type: 'talks/call', talk: next.id },
        facts: { title: next.title, speaker: next.speaker ?? '' },
      }
  }
  const open = openRound(rounds)
  if (open)
    return {
      command: { type: 'rounds/end', number: round(open.number) },
      facts: { number: open.number },
    }
  const upcoming = nextSegment(program)
  const roundsAhead = current?.kind === 'rounds' || upcoming?.kind === 'rounds'
  const number = rounds.list.length + 1
  if (roundsAhead && number <= rounds.settings.count) {
    const people = takingPart(night).length
    return {
      command: { type: 'rounds/start', number: round(number) },
      facts: { number, people, tables: Math.floor(people / 2) },
    }
  }
  if (upcoming)
    return {
      command: { type: 'program/start', segment: upcoming.id },
      facts: { kind: upcoming.kind, title: upcoming.title ?? '' },
    }
  return { command: { type: 'program/end' }, facts: {} }
}
