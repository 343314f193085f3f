// A sign's names in the language of this screen.
import { signs as en } from '#i18n/en/signs.ts'
import { signs as fr } from '#i18n/fr/signs.ts'
import { words, type Language } from '#i18n/index.svelte.ts'
import { signOf } from '#night/rounds/sign.ts'

const present = words({ en, fr })
const both = { en, fr } as const

export interface SignNamed {
  /** «heron», or «heron 2» in a very large hall. */
  readonly word: string
  /** «heron: yellow moon», for those who cannot see it. */
  readonly described: string
}

/** What a sign is called, in the present language or another one. */
export function signNamed(n: number, language?: Language): SignNamed {
  const names = language ? both[language] : present()
  const { word, colour, shape, lap } = signOf(n)
  const called = lap === 1 ? names.words[word] : `${names.words[word]} ${lap}`
  return {
    word: called,
    described: names.described(called, names.colours[colour], names.shapes[shape]),
  }
}
