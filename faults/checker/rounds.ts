// `one-partner` and `no-early-end`: what people would notice of a round that goes wrong.
import type { Commit } from '#night/history.ts'
import type { Night } from '#night/night.ts'
import { lastRound, openRound, type Round } from '#night/rounds/model.ts'
import type { History } from './history.ts'
import type { Transcript, Violation } from './transcript.ts'

export function checkRounds(history: History, transcripts: readonly Transcript[]): Violation[] {
  const shownAt = firstShown(history, transcripts)
  const violations: Violation[] = []
  let open: Round | null = null
  let isPaused = false
  history.play((commit, night) => {
    if (commit.events.some(({ type }) => type.startsWith('rounds/')))
      violations.push(...twoTables(commit, night))
    if (open && commit.by === 'system' && ends(commit, open.number))
      violations.push(...early(commit, open, { isPaused, shownAt: shownAt.get(commit.number) }))
    open = openRound(night.rounds)
    isPaused = night.program.pausedAt !== null
  })
  return violations
}

function twoTables({ number: at }: Commit, { rounds }: Night): Violation[] {
  const round = lastRound(rounds)
  if (!round) return []
  const seats = [...round.pairings.flatMap(({ people }) => people), ...round.byes]
  const twice = seats.filter((id, i) => seats.indexOf(id) !== i)
  return [...new Set(twice)].map((id) => ({
    code: 'one-partner',
    sentence: `attendee ${id} has two places in round ${round.number}, as of commit ${at}`,
  }))
}

const ends = ({ events }: Commit, number: number): boolean =>
  events.some((e) => e.type === 'rounds/ended' && 'number' in e && e.number === number)

interface Ending {
  readonly isPaused: boolean
  /** When the first screen was shown it, if one was. */
  readonly shownAt: number | undefined
}

function early(commit: Commit, round: Round, { isPaused, shownAt }: Ending): Violation[] {
  const { number, endsAt } = round
  const of = `round ${number} was ended by commit ${commit.number}`
  const violation = (sentence: string): Violation => ({ code: 'no-early-end', sentence })
  return [
    ...(isPaused ? [violation(`${of} while the night was paused`)] : []),
    ...(commit.at < endsAt
      ? [violation(`${of}, ${endsAt - commit.at} ms before its deadline by the log's own time`)]
      : []),
    ...(shownAt !== undefined && shownAt < endsAt
      ? [violation(`${of}, and shown ${endsAt - shownAt} ms before its deadline`)]
      : []),
  ]
}

/** By commit: when the first screen was at its head or beyond. */
function firstShown(
  history: History,
  transcripts: readonly Transcript[],
): ReadonlyMap<number, number> {
  const at = new Map<number, number>()
  for (const { entries } of transcripts)
    for (const entry of entries) {
      if (!('head' in entry)) continue
      const number = history.numberOf(entry.head)
      if (number !== undefined) at.set(number, Math.min(entry.at, at.get(number) ?? Infinity))
    }
  let earliest = Infinity
  for (const { number } of [...history.commits].reverse()) {
    earliest = Math.min(earliest, at.get(number) ?? Infinity)
    if (earliest < Infinity) at.set(number, earliest)
  }
  return at
}
