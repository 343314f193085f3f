import type { NightId } from '#night/ids.ts'
import { identityOf } from '#live/identity.ts'
import { part } from '#live/part.ts'
import type { PageLoad } from './$types.js'

export const load: PageLoad = async ({ params, depends }) => {
  depends('rendezvous:badge')
  const joined = identityOf(params.night as NightId)
  return { Now: joined && (await part(() => import('./Now.svelte'))).default }
}
