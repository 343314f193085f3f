// `answered-once`: what was answered is in the log, once, as what it was answered with.
import type { CommandId } from '#night/ids.ts'
import type { Answer } from '#protocol/messages.ts'
import type { History } from './history.ts'
import type { Transcript, Violation } from './transcript.ts'

/** Answers that say nothing of the command itself: it may be asked again under its id. */
const notYet = new Set<string>(['wire/too-fast', 'wire/away', 'wire/failed', 'wire/no-pass'])

export const isFinal = (answer: Answer): boolean => answer.ok || !notYet.has(answer.code)

const once = (sentence: string): Violation => ({ code: 'answered-once', sentence })

export function checkAnswers(
  history: History,
  transcripts: readonly Transcript[],
  isCutExpected: boolean,
): Violation[] {
  return [
    ...appendedTwice(history),
    ...transcripts.flatMap((transcript) => {
      const answered = finalAnswers(transcript, isCutExpected)
      return [
        ...answered.violations,
        ...[...answered.last].flatMap(([id, answer]) => kept(history, transcript, id, answer)),
        ...unanswered(transcript, answered.last),
      ]
    }),
  ]
}

function appendedTwice({ commits }: History): Violation[] {
  const seen = new Map<CommandId, number>()
  return commits.flatMap(({ command, number }) => {
    const earlier = seen.get(command)
    seen.set(command, number)
    return earlier === undefined
      ? []
      : [once(`command ${command} is in the log twice, as commits ${earlier} and ${number}`)]
  })
}

/** The last answer to every command; two that differ are a violation, unless the log was cut between. */
function finalAnswers({ screen, entries }: Transcript, isCutExpected: boolean) {
  const last = new Map<CommandId, Answer>()
  const beforeCut = new Set<CommandId>()
  const violations: Violation[] = []
  for (const entry of entries) {
    if (entry.kind === 'welcome' && entry.forgotten && isCutExpected)
      for (const id of last.keys()) beforeCut.add(id)
    if (entry.kind !== 'answered' || !isFinal(entry.answer)) continue
    const { id, answer } = entry
    const earlier = last.get(id)
    if (earlier && !beforeCut.has(id) && !isSame(earlier, answer))
      violations.push(
        once(`${screen} was answered ${said(earlier)} to ${id}, and ${said(answer)} later`),
      )
    beforeCut.delete(id)
    last.set(id, answer)
  }
  return { last, violations }
}

/** A refusal is decided anew each time: only what was done has one answer for ever. */
const isSame = (a: Answer, b: Answer): boolean =>
  !a.ok || a.head === null || (b.ok && a.head === b.head)

const said = (answer: Answer): string => (answer.ok ? `ok (${answer.head})` : answer.code)

function kept(
  history: History,
  { screen }: Transcript,
  id: CommandId,
  answer: Answer,
): Violation[] {
  if (!answer.ok || answer.head === null) return []
  const commit = history.commitOf(id)
  if (!commit) return [once(`${screen} was answered ok to ${id}, which is not in the log`)]
  if (commit.id === answer.head) return []
  return [once(`${screen} was told that ${id} is commit ${answer.head}, the log has ${commit.id}`)]
}

function unanswered(
  { screen, entries }: Transcript,
  last: ReadonlyMap<CommandId, Answer>,
): Violation[] {
  const sent = new Set(entries.flatMap((entry) => (entry.kind === 'sent' ? [entry.id] : [])))
  return [...sent]
    .filter((id) => !last.has(id))
    .map((id) => ({ code: 'unanswered', sentence: `${screen} never got an answer to ${id}` }))
}
