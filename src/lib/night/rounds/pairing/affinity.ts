// What two people said, weighed. Docs: docs/pairing.md, which has to say the same.
import type { Candidate } from './model.ts'

/** The most that affinity gives: the tiers of a pairing's weight leave room for it. */
export const AFFINITY_MAX = 63

const EXCHANGE = 10 // one offers what the other seeks, each way, twice counted at most
const SHARED = 4 // both named it, in the same way, three times counted at most
const WISH = 8 // each would like to meet the other; one alone counts nothing
const WELCOME = 6 // first time here, with somebody who knows the place
const LANGUAGE = 1 // every common language beyond the first, three times counted at most

const shared = (a: readonly string[], b: readonly string[]): string[] =>
  a.filter((item, i) => b.includes(item) && a.indexOf(item) === i)

const sharedCount = (a: readonly string[], b: readonly string[]): number => {
  let count = 0
  for (let i = 0; i < a.length; i++) {
    const item = a[i] ?? ''
    if (b.includes(item) && a.indexOf(item) === i) count++
  }
  return count
}

/** Whether two people may sit together at all: a language, a table, and no avoiding either way. */
export function mayMeet(a: Candidate, b: Candidate): boolean {
  return (
    a.id !== b.id &&
    a.languages.some((language) => b.languages.includes(language)) &&
    (a.keepsTable === null || b.keepsTable === null || a.keepsTable === b.keepsTable) &&
    !a.avoids.includes(b.id) &&
    !b.avoids.includes(a.id)
  )
}

/** How well two people suit each other: an integer from 0 to 63, the same from either side. */
export function affinity(a: Candidate, b: Candidate): number {
  const exchanges =
    Math.min(2, sharedCount(a.offers, b.seeks)) + Math.min(2, sharedCount(a.seeks, b.offers))
  const alike = Math.min(3, sharedCount(a.offers, b.offers) + sharedCount(a.seeks, b.seeks))
  const wish = a.wishes.includes(b.id) && b.wishes.includes(a.id) ? WISH : 0
  const welcome = a.first === b.first ? 0 : WELCOME
  const languages = Math.max(0, Math.min(3, sharedCount(a.languages, b.languages) - 1))
  const sum = exchanges * EXCHANGE + alike * SHARED + wish + welcome + languages * LANGUAGE
  return Math.min(AFFINITY_MAX, sum)
}

export interface CommonTopic {
  readonly topic: string
  readonly kind: 'both' | 'you-offer' | 'you-seek'
}

/**
 * What to tell two people about each other, from a's side: the languages they share and at most
 * two topics that both of them named. Both sides are told the same topics. A wish is not told, not
 * even a mutual one: where it was missing, whoever wished would learn that the other did not.
 */
export function inCommon(
  a: Candidate,
  b: Candidate,
): { readonly languages: readonly string[]; readonly topics: readonly CommonTopic[] } {
  const offered = shared(a.offers, b.seeks).sort()
  const sought = shared(a.seeks, b.offers).sort()
  const each = [...shared(a.offers, b.offers), ...shared(a.seeks, b.seeks)].sort()
  const kindOf = (topic: string): CommonTopic['kind'] => {
    const [gives, takes] = [offered.includes(topic), sought.includes(topic)]
    if (gives === takes) return 'both'
    return gives ? 'you-offer' : 'you-seek'
  }
  // One of each direction before two of the same, and an exchange before a shared interest.
  const exchanges = [...offered.slice(0, 1), ...sought.slice(0, 1)].sort()
  const more = [...offered.slice(1), ...sought.slice(1)].sort()
  const topics = [...new Set([...exchanges, ...more, ...each])].slice(0, 2)
  return {
    languages: shared(a.languages, b.languages).sort(),
    topics: topics.map((topic) => ({ topic, kind: kindOf(topic) })),
  }
}
