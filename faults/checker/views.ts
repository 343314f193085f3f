// `view`: what a screen shows at a head is what the log leads to there; at the end, everywhere.
//
// A frame may be ahead of the head it names: while counts are gathered an audience's head waits for
// them, and what is urgent is told all the same. So each slice may also be of a later commit, up to
// the head that the screen is moved to next. Never of an earlier one: that slice was forgotten.
import type { Audience } from '#night/views/audience.ts'
import { differing, FarSide, Truth, type Shown } from './far-side.ts'
import type { History } from './history.ts'
import type { Transcript, Violation } from './transcript.ts'

/** A screen was moved to a head. */
interface Move {
  readonly screen: string
  readonly audience: Audience
  readonly number: number
  readonly shown: Shown
  /** The head it was moved to next, or the end of the log. */
  upTo: number
  /** Slices that are not (yet) found right. */
  wrong: ReadonlySet<string>
}

const violation = (sentence: string): Violation => ({ code: 'view', sentence })

export function checkViews(
  history: History,
  transcripts: readonly Transcript[],
  isCutExpected: boolean,
): Violation[] {
  const newest = history.newest?.number ?? 0
  const moves: Move[] = []
  const violations: Violation[] = []
  for (const transcript of transcripts) {
    const { screen, audience, entries } = transcript
    const side = new FarSide()
    const own: Move[] = []
    let isSentAway = false
    for (const entry of entries) {
      if (entry.kind === 'farewell') isSentAway = true
      if (entry.kind !== 'welcome' && entry.kind !== 'frame') continue
      const before = side.head && history.numberOf(side.head)
      side.take(entry)
      const number = history.numberOf(entry.head)
      // What it was told ahead of its last head may be of what was lost.
      const isCut = number === undefined || (entry.kind === 'welcome' && entry.forgotten)
      if (isCut && isCutExpected) own.pop()
      if (number === undefined) continue
      const isMoved = entry.kind === 'welcome' || (before ?? 0) < number
      if (isMoved) {
        own.push({ screen, audience, number, shown: side.shown, upTo: newest, wrong: new Set() })
        const last = own.at(-2)
        if (last) last.upTo = Math.max(last.number, number)
      }
    }
    moves.push(...own)
    if (isSentAway && !isCutExpected) violations.push(violation(`${screen} was sent away`))
    if (isSentAway) continue
    violations.push(...atTheEnd(history, transcript, side))
  }
  return [...violations, ...wrongMoves(history, moves)]
}

function atTheEnd(history: History, { screen, audience }: Transcript, side: FarSide): Violation[] {
  const { newest } = history
  if (!newest) return []
  if (side.head !== newest.id) {
    const number = side.head && history.numberOf(side.head)
    return [
      violation(`${screen} is at head ${number ?? side.head} at the end, not at ${newest.number}`),
    ]
  }
  const truth = endOf(history).of(audience)
  const wrong = differing(side.shown, truth)
  return wrong.size === 0
    ? []
    : [violation(`${screen} shows another ${list(wrong)} at the end than the log leads to`)]
}

const ends = new WeakMap<History, Truth>()
function endOf(history: History): Truth {
  const end = ends.get(history) ?? new Truth(history.play(() => undefined))
  ends.set(history, end)
  return end
}

function wrongMoves(history: History, moves: readonly Move[]): Violation[] {
  const byNumber = groupedByNumber(moves)
  let pending: Move[] = []
  const wrong: Move[] = []
  history.play(({ number }, night) => {
    const truth = new Truth(night)
    // Those of earlier heads, as far as this commit may be what was told of.
    pending = pending.filter((move) => {
      move.wrong = differing(move.shown, truth.of(move.audience), move.wrong)
      if (move.wrong.size > 0 && number >= move.upTo) wrong.push(move)
      return move.wrong.size > 0 && number < move.upTo
    })
    for (const move of byNumber.get(number) ?? []) {
      move.wrong = differing(move.shown, truth.of(move.audience))
      if (move.wrong.size === 0) continue
      if (number < move.upTo) pending.push(move)
      else wrong.push(move)
    }
  })
  return wrong.map(({ screen, number, wrong: names }) =>
    violation(`${screen} shows another ${list(names)} at head ${number} than the log leads to`),
  )
}

function groupedByNumber(moves: readonly Move[]): Map<number, Move[]> {
  const byNumber = new Map<number, Move[]>()
  for (const move of moves) {
    const same = byNumber.get(move.number)
    if (same) same.push(move)
    else byNumber.set(move.number, [move])
  }
  return byNumber
}

const list = (names: Iterable<string>): string => [...names].sort().join(', ')
