// What an attendee's phone says. Only one language travels to a phone; the other one follows when
// somebody asks for it.
import type { Facts } from '#night/decision.ts'
import { speech, type Language } from '#i18n/index.svelte.ts'
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
  present = await spoken[language]()
}

/** What an attendee's phone says, in the present language. */
export const attendeeWords = () => words().attendee

/** A refusal as an attendee reads it; facts fill its holes. */
export const refusalText = (code: string, facts: Facts = {}): string =>
  sentenceOf(words().refusals, code, facts)

/** «Ada», «Ada and Grace», «Ada, Grace and Alan». */
export function listed(names: readonly string[], and: (names: string, last: string) => string) {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : and(names.slice(0, -1).join(', '), last)
}

/** «2 December 2026», of an instant. */
export const dayOf = (instant: number): string =>
  new Intl.DateTimeFormat(speech.language === 'en' ? 'en-GB' : 'fr-FR', {
    ...{ day: 'numeric', month: 'long', year: 'numeric' },
  }).format(instant)
