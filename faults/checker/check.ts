// All promises, against what was written down of one disturbed night.
import { checkAnswers } from './answers.ts'
import { checkHeads, checkStates } from './heads.ts'
import { readHistory } from './history.ts'
import { checkRounds } from './rounds.ts'
import type { Evidence, Violation } from './transcript.ts'
import { checkViews } from './views.ts'

/** Every promise that was broken, in one sentence each; none where all were kept. */
export function check(evidence: Evidence): Violation[] {
  const { transcripts, texts, damage, states, isCutExpected = false } = evidence
  const { history, violations } = readHistory(texts)
  return [
    ...violations,
    ...(damage === undefined ? [] : [{ code: 'replay', sentence: damage } as const]),
    ...checkAnswers(history, transcripts, isCutExpected),
    ...checkStates(history, states),
    ...checkRounds(history, transcripts),
    ...checkHeads(history, transcripts, isCutExpected),
    ...checkViews(history, transcripts, isCutExpected),
  ]
}
