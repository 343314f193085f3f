// The host's words in the present language, and what several of its components say alike.
import { hold as holdEn, type HoldWords } from '#i18n/en/hold.ts'
import { host as en, type HostWords } from '#i18n/en/host.ts'
import { refusals as refusalsEn } from '#i18n/en/refusals.ts'
import { hold as holdFr } from '#i18n/fr/hold.ts'
import { host as fr } from '#i18n/fr/host.ts'
import { refusals as refusalsFr } from '#i18n/fr/refusals.ts'
import { countdown, words } from '#i18n/index.svelte.ts'
import { isolated } from '#i18n/isolate.ts'
import type { Facts } from '#night/decision.ts'
import type { Segment } from '#night/program/model.ts'

export { clockTime, longDate, longDateOf } from '#i18n/index.svelte.ts'

export const hostWords = words<HostWords>({ en, fr })
export const holdWords = words<HoldWords>({ en: holdEn, fr: holdFr })
const refusalWords = words<Readonly<Record<string, string>>>({ en: refusalsEn, fr: refusalsFr })

export interface Refusal {
  readonly code: string
  readonly facts?: Facts
}

/** Why something was not done, as a sentence that says what to do. */
export function refusalText({ code, facts = {} }: Refusal): string {
  const sentences = refusalWords()
  const sentence = sentences[code] ?? sentences['unknown'] ?? code
  return sentence.replace(/\{(\w+)\}/g, (_, hole: string) => isolated(String(facts[hole] ?? '')))
}

/** A segment's own title, or what its kind is called. */
export const segmentName = (w: HostWords, segment: Pick<Segment, 'kind' | 'title'>): string =>
  segment.title ?? w.segment[segment.kind]

/** «9:31», rounded up while it runs down. */
export const span = countdown
