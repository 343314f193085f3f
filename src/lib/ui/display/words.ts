import { display as en, type DisplayWords } from '#i18n/en/display.ts'
import { display as fr } from '#i18n/fr/display.ts'
import type { Language } from '#i18n/index.svelte.ts'
import { isolating } from '#i18n/isolate.ts'
import type { Segment } from '#night/program/model.ts'
import type { Instant } from '#night/time.ts'

export type { DisplayWords }
export const displayWords: Readonly<Record<Language, DisplayWords>> = {
  en: isolating(en),
  fr: isolating(fr),
}

const alternatesMs = 12_000

/** The language the display speaks now: each of the night's in turn, the same on every display. */
export const spokenAt = (languages: readonly Language[], now: Instant): Language =>
  languages[Math.floor(now / alternatesMs) % languages.length] ?? 'en'

/** A segment's own title, or what its kind is called. */
export const segmentName = (w: DisplayWords, { kind, title }: Segment): string =>
  title ?? w.segment[kind]
