// What somebody says of themselves, as they type it.
import type { Language } from '#night/text.ts'

export interface Profile {
  readonly name: string
  /** Would rather be given a name. */
  readonly given: boolean
  readonly languages: readonly Language[]
  readonly offers: readonly string[]
  readonly seeks: readonly string[]
  readonly first: boolean
}

export const blankProfile = (language: Language): Profile => ({
  ...{ name: '', given: false, languages: [language], offers: [], seeks: [], first: false },
})

/** What is still missing before it can be sent. */
export function missingOf(profile: Profile): 'name' | 'languages' | null {
  if (!profile.given && profile.name.trim() === '') return 'name'
  return profile.languages.length === 0 ? 'languages' : null
}
