// What the host reads of tables, in the present language.
import { tables as en, type TablesWords } from '#i18n/en/tables.ts'
import { tables as fr } from '#i18n/fr/tables.ts'
import { words } from '#i18n/index.svelte.ts'

export const tablesWords = words<TablesWords>({ en, fr })
