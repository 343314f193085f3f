import { door as en, type DoorWords } from '#i18n/en/door.ts'
import { door as fr } from '#i18n/fr/door.ts'
import { words } from '#i18n/index.svelte.ts'

/** The door's words in the present language. */
export const doorWords = words<DoorWords>({ en, fr })
