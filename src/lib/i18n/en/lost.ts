// What stands where a page should be.
import type { Words } from '../index.svelte.ts'

export const lost = {
  away: 'This page is not on this device yet',
  awayHint:
    'It comes over the network, and stays from then on. What you had open before still opens.',
  nowhere: 'There is no such page',
  nowhereHint: 'The address may have lost a letter on its way.',
  again: 'Try again',
  start: 'To the start',
}
export type LostWords = Words<typeof lost>
