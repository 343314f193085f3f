// A sign's word in both languages, where both fit; French first, so that nothing jumps.
import type { Language } from '#i18n/index.svelte.ts'
import { signNamed } from '../sign-words.ts'

/** How many letters fit beside a sign in one of two columns of pairings. */
const lettersThatFit = 12

export function bothWords(sign: number, language: Language, room: 'narrow' | 'wide'): string {
  const [fr, en] = [signNamed(sign, 'fr').word, signNamed(sign, 'en').word]
  if (fr === en) return fr
  const both = `${fr} · ${en}`
  if (room === 'wide' || both.length <= lettersThatFit) return both
  return language === 'fr' ? fr : en
}
