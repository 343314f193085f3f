// The sentence for a code: what was refused, and what to do next.
import type { Facts } from '#night/decision.ts'
import { refusals as en } from './en/refusals.ts'
import { refusals as fr } from './fr/refusals.ts'
import { words } from './index.svelte.ts'
import { sentenceOf } from './sentence.ts'

const sentences = words({ en, fr })

/** A refusal as somebody reads it; facts fill its holes. */
export const refusalText = (code: string, facts: Facts = {}): string =>
  sentenceOf(sentences(), code, facts)
