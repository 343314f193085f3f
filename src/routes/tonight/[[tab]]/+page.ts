// Where the icon on the home screen leads: to the night this device is at, whatever its id.
import { redirect } from '@sveltejs/kit'
import { resolve } from '$app/paths'
import { tonight } from '../../n/[night]/kept.ts'
import type { PageLoad } from './$types.js'

const tabs = ['/n/[night]/talks', '/n/[night]/map', '/n/[night]/me'] as const

export const load: PageLoad = ({ params }) => {
  const night = tonight()
  if (!night) redirect(307, resolve('/'))
  const tab = tabs.find((route) => route.endsWith(`/${params.tab}`))
  redirect(307, resolve(tab ?? '/n/[night]', { night }))
}
