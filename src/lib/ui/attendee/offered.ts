// What is offered to somebody, in words: why, and what a tap does.
import type { OfferSlice } from '#night/views/attendee.ts'
import { attendeeWords, listed } from './words.svelte.ts'
import type { PairingSeat } from './moment.ts'

/** «Bo isn’t here yet», of those whom somebody at a table waits for. */
export function whyOffered({ partners }: PairingSeat): string {
  const w = attendeeWords()
  const missing = partners.filter((p) => !p.here).map((p) => p.name)
  return w.offer.notHere(listed(missing, w.round.and), missing.length)
}

/** «Sit with Ada, table 4»: the button to press, or what happens without one. */
export function whatOffered({ kind, table, stay, with: others }: OfferSlice): string {
  const w = attendeeWords()
  const names = listed(others, w.round.and)
  if (kind === 'host') return w.offer.host
  if (kind === 'trio') return w.offer.join(names, table)
  return stay ? w.offer.comes(names) : w.offer.sitWith(names, table)
}
