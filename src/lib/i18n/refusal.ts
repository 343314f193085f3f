// The sentence for a code: what was refused, and what to do next.
import type { Facts } from '#night/decision.ts'
import { refusals as en } from './en/refusals.ts'
import { refusals as fr } from './fr/refusals.ts'
import { words } from './index.svelte.ts'

const sentences = words({ en, fr })

const isKnown = (code: string): code is keyof typeof en => Object.hasOwn(en, code)

/** A refusal as somebody reads it; facts fill its holes. */
export function refusalText(code: string, facts: Facts = {}): string {
  const w = sentences()
  const sentence = isKnown(code) ? w[code] : w.unknown
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '…'))
}
