// Times as the display writes them, beside those of i18n.
import { countdown } from '#i18n/index.svelte.ts'

/** The stage's clock: minutes while there are some, seconds in the last one, then what is too much. */
export type StageClock =
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'last-minute'; readonly figure: string }
  | { readonly kind: 'over'; readonly figure: string }

export function stageClock(leftMs: number): StageClock {
  if (leftMs > 60_000) return { kind: 'minutes', minutes: Math.ceil(leftMs / 60_000) }
  if (leftMs > 0) return { kind: 'last-minute', figure: countdown(leftMs) }
  // Whole seconds that are over, so that it begins at +0:00.
  return { kind: 'over', figure: `+${countdown(Math.floor(-leftMs / 1000) * 1000)}` }
}

/** French marks stay with their word at the end of a line. */
export const unbroken = (text: string): string => text.replace(/ (?=[:;?!»])/g, '\u00a0')

/** A short title is large; a long one is smaller, and never smaller than can be read. */
export const titleSize = ({ length }: string): 'few' | 'some' | 'many' => {
  if (length <= 44) return 'few'
  return length <= 80 ? 'some' : 'many'
}
