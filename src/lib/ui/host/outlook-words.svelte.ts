// What is told of the rounds ahead and of their proof, in the present language.
import { outlook as en, type OutlookWords } from '#i18n/en/outlook.ts'
import { outlook as fr } from '#i18n/fr/outlook.ts'
import { words } from '#i18n/index.svelte.ts'

export const outlookWords = words<OutlookWords>({ en, fr })
