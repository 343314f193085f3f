import type { Facts } from '#night/decision.ts'
import { isolated } from './isolate.ts'

/** The sentence for a code, with facts in its holes; a code of a newer server still says something. */
export function sentenceOf(
  sentences: Readonly<Record<string, string>> & { readonly unknown: string },
  code: string,
  facts: Facts = {},
): string {
  const sentence = (Object.hasOwn(sentences, code) && sentences[code]) || sentences.unknown
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => isolated(String(facts[name] ?? '…')))
}
