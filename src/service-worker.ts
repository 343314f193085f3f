/// <reference lib="webworker" />
// Keeps the screens on the phone, so that a known night opens without a network. What happens tonight
// is not kept here: that is the business of live/.
import { clientsClaim } from 'workbox-core'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0]
}

/** Answered by the server, never by the shell. */
const ofTheServer = [/^\/api(\/|$)/, /^\/socket\.io(\/|$)/, /^\/(health|metrics)$/]

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/shell.html'), { denylist: ofTheServer }),
)

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
  if (response.ok) {
    // Its name changes with its content, so that whatever else is there is an older one.
    for (const older of await cache.keys()) await cache.delete(older)
    await cache.put(request, response.clone())
  }
  return response
}

// An update waits until the person says so: nobody's screen reloads in the middle of a round.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting()
})
// The first visit is already served from here; an update is not affected, it waits above.
clientsClaim()
