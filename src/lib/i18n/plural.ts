// Which form a number takes. The browser knows: «0 person» is «0 personne», but «0 people».
import type { Language } from './index.svelte.ts'

const rules: Record<Language, Intl.PluralRules> = {
  en: new Intl.PluralRules('en'),
  fr: new Intl.PluralRules('fr'),
}

/** The form for a number: «1 person», «2 people»; in French 0 and 1 are singular. */
export const plural = (
  language: Language,
  n: number,
  forms: { readonly one: string; readonly other: string },
): string => (rules[language].select(n) === 'one' ? forms.one : forms.other)

/** For sentences with numbers in them: the form alone, and the form after its number. */
export function counting(language: Language) {
  const form = (n: number, one: string, other: string) => plural(language, n, { one, other })
  const some = (n: number, one: string, other: string) => `${n} ${form(n, one, other)}`
  return { form, some }
}
