// All promises, against what was written down of one disturbed night.
import { checkAnswers } from './answers.ts'
import { checkHeads, checkStates } from './heads.ts'
import { readHistory } from './history.ts'
import { checkRounds } from './rounds.ts'
import type { Evidence, Violation } from './transcript.ts'
import { checkViews } from './views.ts'

/** Every promise that was broken, in one sentence each; none where all were kept. */
export function check({
  transcripts,
  texts,
  states,
  isCutExpected = false,
}: Evidence): Violation[] {
  const { history, violations } = readHistory(texts)
  return [
    ...violations,
    ...checkAnswers(history, transcripts, isCutExpected),
    ...checkStates(history, states),
    ...checkRounds(history, transcripts),
    ...checkHeads(history, transcripts, isCutExpected),
    ...checkViews(history, transcripts, isCutExpected),
  ]
}
