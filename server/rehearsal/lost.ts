// Whether the server kept what it answered: every accepted command is asked again under its id. One
// that is in the log gets its first answer and changes nothing; one that was lost would be decided
// anew, and be refused or move the head.
import type { Screen } from './screen.ts'
import type { Tally } from './tally.ts'

/** How many answered commands the server does not know any more, or never answered. */
export async function lostCommands(screens: readonly Screen[], tally: Tally): Promise<number> {
  const replies = await Promise.all(screens.map((screen) => screen.repeatAll()))
  const forgotten = replies.flat().filter((known) => !known).length
  return forgotten + (tally.commandsSent - tally.answers.length)
}
