// What a rehearsal found, under names that other programs rely on.
import type { AttendeeId } from '#night/ids.ts'
import type { Guest } from './guest.ts'
import type { ObservedRound } from './observe.ts'
import type { Tally } from './tally.ts'

export interface RoundReport {
  readonly number: number
  readonly present: number
  readonly pairings: number
  readonly byes: number
  readonly trios: number
  readonly stranded: number
  /** By the plan: whoever is left alone within a round may find nobody but somebody they have met. */
  readonly rematches: number
  readonly noCommonLanguage: number
}

export interface Report {
  readonly people: number
  readonly checkedIn: number
  readonly rounds: readonly RoundReport[]
  readonly byesPerPersonMax: number
  /** Waiting alone at a table while others talk: how often, how many seconds; null where not measured. */
  readonly alone: {
    readonly times: number
    readonly medianS: number
    readonly worstS: number
    readonly over90S: number
  } | null
  /** The room's counter of meetings that both said they had. */
  readonly met: number
  readonly talksHeld: number
  readonly commandsSent: number
  readonly commandsAnswered: number
  readonly commandsLost: number
  readonly frameBytesMedian: number
  readonly snapshotBytesMax: number
  /** Where the night stood at the very end: the same for the same evening, whatever kept it. */
  readonly stateHash: string
  readonly durationS: number
}

export interface Observed {
  readonly rounds: readonly ObservedRound[]
  readonly guests: readonly Guest[]
  readonly waits: readonly number[] | null
  readonly met: number
  readonly talksHeld: number
  readonly tally: Tally
  readonly lost: number
  readonly stateHash: string
  readonly durationS: number
}

/** Nobody should sit alone for longer while others talk. */
const patienceS = 90

const pairKeys = (people: readonly AttendeeId[]): readonly string[] =>
  people.flatMap((a, i) => people.slice(i + 1).map((b) => [a, b].sort().join(' ')))

function roundReports(rounds: readonly ObservedRound[]): readonly RoundReport[] {
  const met = new Set<string>()
  return rounds.map((round) => {
    const rematches = round.announced.flatMap(pairKeys).filter((pair) => met.has(pair)).length
    for (const pair of round.people.flatMap(pairKeys)) met.add(pair)
    return {
      number: round.number,
      present: round.present,
      pairings: round.people.length,
      byes: round.byes.length,
      trios: round.people.filter((p) => p.length === 3).length,
      stranded: round.stranded.length,
      rematches,
      noCommonLanguage: round.noCommonLanguage,
    }
  })
}

function mostByes(rounds: readonly ObservedRound[]): number {
  const byes = new Map<string, number>()
  for (const id of rounds.flatMap((r) => r.byes)) byes.set(id, (byes.get(id) ?? 0) + 1)
  return Math.max(0, ...byes.values())
}

function aloneReport(waits: readonly number[]): NonNullable<Report['alone']> {
  const sorted = waits.map(Math.round).sort((a, b) => a - b)
  return {
    times: sorted.length,
    medianS: sorted[sorted.length >> 1] ?? 0,
    worstS: sorted.at(-1) ?? 0,
    over90S: sorted.filter((seconds) => seconds > patienceS).length,
  }
}

export const reportOf = ({
  rounds,
  guests,
  waits,
  met,
  talksHeld,
  tally,
  lost,
  stateHash,
  durationS,
}: Observed): Report => ({
  people: guests.length,
  checkedIn: guests.filter((g) => g.id !== null).length,
  rounds: roundReports(rounds),
  byesPerPersonMax: mostByes(rounds),
  alone: waits && aloneReport(waits),
  met,
  talksHeld,
  commandsSent: tally.commandsSent,
  commandsAnswered: tally.answers.length,
  commandsLost: lost,
  frameBytesMedian: tally.frameBytesMedian,
  snapshotBytesMax: tally.snapshotBytesMax,
  stateHash,
  durationS: Math.round(durationS * 10) / 10,
})

/** Sentences about what must not happen; none is a good evening. */
export function faultsOf(report: Report): readonly string[] {
  const faults: string[] = []
  // With enough other people in the room, nobody needs to meet twice or be left over.
  const avoidable = (present: number) => present > report.rounds.length || present % 2 === 0
  for (const round of report.rounds) {
    if (round.stranded > 0) faults.push(`round ${round.number}: ${round.stranded} stranded`)
    if (round.rematches > 0 && round.present > report.rounds.length && avoidable(round.present))
      faults.push(`round ${round.number}: ${round.rematches} met before`)
    if (round.noCommonLanguage > 0)
      faults.push(`round ${round.number}: ${round.noCommonLanguage} without a common language`)
  }
  if (report.alone && report.alone.over90S > 0)
    faults.push(`${report.alone.over90S} waited alone for more than ${patienceS} s`)
  if (report.commandsLost > 0) faults.push(`${report.commandsLost} answered commands lost`)
  return faults
}

/** The report for people. */
export function wordsOf(report: Report): string {
  const { alone } = report
  const lines = report.rounds.map(
    (r) =>
      `  round ${r.number}: ${r.present} present, ${r.pairings} pairings (${r.trios} trios), ` +
      `${r.byes} byes, ${r.stranded} stranded, ${r.rematches} rematches`,
  )
  return [
    `${report.checkedIn} of ${report.people} people came in, ${report.talksHeld} talks were held`,
    ...lines,
    `  at most ${report.byesPerPersonMax} byes for one person, ${report.met} meetings said to be held`,
    ...(alone
      ? [
          `  ${alone.times} times somebody waited alone: ${alone.medianS} s (median), ${alone.worstS} s at most`,
        ]
      : []),
    `${report.commandsSent} commands sent, ${report.commandsAnswered} answered, ${report.commandsLost} lost`,
    `a phone's frame: ${report.frameBytesMedian} bytes (median), its snapshot ${report.snapshotBytesMax} at most`,
    `the night stands at ${report.stateHash}`,
    `the evening took ${report.durationS} s`,
  ].join('\n')
}
