// A phone without a badge waits only for the way to one; the evening comes while its form is filled in.
import type { NightId } from '#night/ids.ts'
import { identityOf } from '#live/identity.ts'
import { part } from '#live/part.ts'
import { loadWords } from '#ui/attendee/words.svelte.ts'
import type { LayoutLoad } from './$types.js'

export const load: LayoutLoad = async ({ params, depends }) => {
  depends('rendezvous:badge')
  // What stands in the address is parsed by the server, which knows its nights.
  const night = params.night as NightId
  const joined = identityOf(night)
  const [shell] = await Promise.all([joined && part(() => import('./Shell.svelte')), loadWords()])
  return { night, joined, Shell: shell?.default ?? null }
}
