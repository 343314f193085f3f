// What an attendee's phone says. Only one language travels to a phone; the other one follows when
// somebody asks for it.
import type { Facts } from '#night/decision.ts'
import { speech, type Language } from '#i18n/index.svelte.ts'
import { isolated, isolating } from '#i18n/isolate.ts'
import { sentenceOf } from '#i18n/sentence.ts'

const spoken = {
  en: () => import('./spoken-en.ts'),
  fr: () => import('./spoken-fr.ts'),
} as const
type Spoken = Awaited<ReturnType<(typeof spoken)[Language]>>

let present = $state.raw<Spoken | null>(null)

function words(): Spoken {
  if (!present) throw new Error('expected words to be loaded before a screen is shown, found none')
  return present
}

/** Fetches the words of a language; screens change to it once they are here. */
export async function loadWords(language: Language = speech.language): Promise<void> {
  const { attendee, refusals } = await spoken[language]()
  present = { attendee: isolating(attendee), refusals }
}

/** What an attendee's phone says, in the present language. */
export const attendeeWords = () => words().attendee

/** A refusal as an attendee reads it; facts fill its holes. */
export const refusalText = (code: string, facts: Facts = {}): string =>
  sentenceOf(words().refusals, code, facts)

/** «Ada», «Ada and Grace», «Ada, Grace and Alan». */
export function listed(names: readonly string[], and: (names: string, last: string) => string) {
  const each = names.map(isolated)
  const last = each.at(-1) ?? ''
  return each.length < 2 ? last : and(each.slice(0, -1).join(', '), last)
}
