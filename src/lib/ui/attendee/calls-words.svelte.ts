// Of calls that reach a phone which nobody looks at, in the present language.
import { calls as en, type CallsWords } from '#i18n/en/calls.ts'
import { words } from '#i18n/index.svelte.ts'
import { calls as fr } from '#i18n/fr/calls.ts'

export const callsWords = words<CallsWords>({ en, fr })
