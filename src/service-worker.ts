/// <reference lib="webworker" />
// Keeps the screens on the phone, so that a known night opens without a network. What happens tonight
// is not kept here: that is the business of live/.
import { clientsClaim } from 'workbox-core'
import {
  PrecacheController,
  PrecacheRoute,
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { takePushes } from './service-worker/push.ts'

/** Written by scripts/precached.js. */
interface Entry extends PrecacheEntry {
  /** For hosts, doors, displays and the owner alone. */
  readonly staff?: true
}

declare const self: Omit<ServiceWorkerGlobalScope, '__WB_MANIFEST'> & {
  readonly __WB_MANIFEST: readonly Entry[]
}

/** Answered by the server, never by the shell. */
const ofTheServer = [/^\/api(\/|$)/, /^\/socket\.io(\/|$)/, /^\/(health|ready|metrics)$/]

const entries = self.__WB_MANIFEST
const start = entries.find(({ url }) => url.includes('/entry/start.'))?.url ?? ''

// Files carry the hash of what they must be. The shell has none; it is ours, and of this version, if
// it begins with our own script. Otherwise nothing is installed, and what was there stays.
addPlugins([
  {
    fetchDidSucceed: async ({ request, response }) => {
      if (new URL(request.url).pathname !== '/shell.html') return response
      if ((await response.clone().text()).includes(start)) return response
      throw new Error(`expected the shell that begins with ${start}, found another page`)
    },
  },
])
precacheAndRoute(entries.filter(({ staff }) => !staff))
cleanupOutdatedCaches()
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/shell.html'), { denylist: ofTheServer }),
)

// What staff need no guest's phone ever fetches: a device has it once such a screen was open on it,
// and from then on as surely as the rest.
const desk = new PrecacheController({ cacheName: 'staff' })
desk.addToCacheList(entries.filter(({ staff }) => staff))
registerRoute(new PrecacheRoute(desk))

async function keepDesk(event: ExtendableEvent): Promise<void> {
  for (const url of desk.getCachedURLs()) {
    const cacheKey = desk.getCacheKeyForURL(url) ?? url
    const integrity = desk.getIntegrityForCacheKey(cacheKey) ?? ''
    const [, done] = desk.strategy.handleAll({
      ...{ event, request: new Request(url, { integrity }) },
      params: { cacheKey, integrity },
    })
    await done
  }
}
const whereDesk = (act: () => Promise<unknown>) =>
  caches.has('staff').then((is) => (is ? act() : undefined))

self.addEventListener('install', (event) => {
  event.waitUntil(whereDesk(() => keepDesk(event)))
})
self.addEventListener('activate', (event) => {
  event.waitUntil(whereDesk(() => desk.activate(event)))
})

// The scanner's code is a megabyte that only a door needs: kept when first used, not before.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith('.wasm'),
  ({ request }) => keptOnFirstUse(request),
)

async function keptOnFirstUse(request: Request): Promise<Response> {
  const cache = await caches.open('scanner')
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok && response.headers.get('content-type') === 'application/wasm') {
    // Its name changes with its content, so that whatever else is there is an older one.
    for (const older of await cache.keys()) await cache.delete(older)
    await cache.put(request, response.clone())
  }
  return response
}

self.addEventListener('message', (event) => {
  // An update waits until the person says so: nobody's screen reloads in the middle of a round.
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting()
  if (event.data?.type === 'KEEP_DESK') event.waitUntil(keepDesk(event))
})
takePushes()
// The first visit is already served from here; an update is not affected, it waits above.
clientsClaim()
