// `told-and-kept` and `replay`: nobody is ever at a place that the log does not have.
import type { CommitId } from '#night/ids.ts'
import { emptyNight } from '#night/night.ts'
import { stateHash } from '#night/state-hash.ts'
import { sha256, type History } from './history.ts'
import type { ProcessState, Transcript, Violation } from './transcript.ts'

export function checkHeads(
  history: History,
  transcripts: readonly Transcript[],
  isCutExpected: boolean,
): Violation[] {
  const unkept = new Map<CommitId, string>()
  const told: Violation[] = []
  for (const { screen, entries } of transcripts) {
    let since = new Set<CommitId>()
    for (const entry of entries) {
      if (entry.kind === 'welcome' && entry.forgotten) {
        if (isCutExpected) since = new Set()
        else told.push(violation(`${screen} was told that its history is forgotten`))
      }
      if ('head' in entry && history.numberOf(entry.head) === undefined) since.add(entry.head)
    }
    for (const head of since) unkept.set(head, screen)
  }
  const lost = [...unkept].map(([head, screen]) =>
    violation(`${screen} was shown head ${head}, which is not in the log`),
  )
  return [...told, ...lost]
}

const violation = (sentence: string): Violation => ({ code: 'told-and-kept', sentence })

/** Every process is where the log is, and its night is what the log folds to. */
export function checkStates(history: History, states: readonly ProcessState[]): Violation[] {
  const { newest } = history
  if (!newest || states.length === 0) return []
  const night = history.commits.length > 0 ? history.play(() => undefined) : emptyNight()
  const hash = stateHash(night, sha256)
  return states.flatMap(({ process, state }): Violation[] => {
    const wrong = (sentence: string): Violation[] => [{ code: 'replay', sentence }]
    if (!state) return wrong(`${process} does not say where the night stands`)
    if (state.head !== newest.id || state.number !== newest.number)
      return wrong(
        `${process} is at commit ${state.number} (${state.head}), the log at ${newest.number} (${newest.id})`,
      )
    return state.hash === hash ? [] : wrong(`${process} has another night than the log leads to`)
  })
}
