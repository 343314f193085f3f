// How long people waited, from what their phones wrote down.
import { isFinal } from '../checker/answers.ts'
import type { Transcript } from '../checker/transcript.ts'

const lineIsLostWithinMs = 15_000

/** How long after a fault, and before the next, the last screen that lost its line was welcomed again. */
export function lastBack(
  transcripts: readonly Transcript[],
  from: number,
  to = from + lineIsLostWithinMs,
): number {
  const backAfter = transcripts.flatMap(({ entries }) => {
    const lost = entries.findIndex(({ kind, at }) => kind === 'lost' && at >= from && at < to)
    if (lost < 0) return []
    const back = entries.slice(lost).find(({ kind }) => kind === 'welcome')
    return back ? [back.at - from] : []
  })
  return Math.max(0, ...backAfter)
}

/** From the tap to the answer: what most waited at most, and the longest. */
export function answerTimes(transcripts: readonly Transcript[]): {
  readonly answerMsP95: number
  readonly slowestAnswerMs: number
} {
  const times = transcripts.flatMap(timesOf).sort((a, b) => a - b)
  return {
    answerMsP95: times[Math.floor(times.length * 0.95)] ?? 0,
    slowestAnswerMs: times.at(-1) ?? 0,
  }
}

function timesOf({ entries }: Transcript): number[] {
  const sent = new Map<string, number>()
  return entries.flatMap((entry) => {
    if (entry.kind === 'sent') sent.set(entry.id, entry.at)
    if (entry.kind !== 'answered' || !isFinal(entry.answer)) return []
    const since = sent.get(entry.id)
    // Asked again although it was answered: nobody waits for that.
    sent.delete(entry.id)
    return since === undefined ? [] : [entry.at - since]
  })
}
