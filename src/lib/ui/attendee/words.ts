import { attendee as en } from '#i18n/en/attendee.ts'
import { attendee as fr } from '#i18n/fr/attendee.ts'
import { speech, words } from '#i18n/index.svelte.ts'

/** What an attendee's phone says, in the present language. */
export const attendeeWords = words({ en, fr })

/** «Ada», «Ada and Grace», «Ada, Grace and Alan». */
export function listed(names: readonly string[], and: (names: string, last: string) => string) {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : and(names.slice(0, -1).join(', '), last)
}

/** «2 December», of an instant. */
export const dayOf = (instant: number): string =>
  new Date(instant).toLocaleDateString(speech.language === 'en' ? 'en-GB' : 'fr-FR', {
    ...{ day: 'numeric', month: 'long', year: 'numeric' },
  })
