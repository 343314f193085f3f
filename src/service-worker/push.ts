/// <reference lib="webworker" />
// A push says nothing but «something changed»: what is shown was left here by the page, in the
// language of the phone. Opening it opens the night.
declare const self: ServiceWorkerGlobalScope

/** What the page leaves for later, under this name. Nobody asks the server for it. */
const left = { cache: 'calls', path: '/calls.json' } as const

interface Left {
  readonly url: string
  readonly tag: string
  readonly title: string
  readonly body: string
}

const plain: Left = {
  url: '/',
  tag: 'rendezvous',
  title: 'Rendezvous',
  body: 'Something changed · Du nouveau',
}

/** What a page has shown within this time says more than a push could. */
const freshMs = 15_000

/** Shows something for each push, and opens the night where it is tapped. */
export function takePushes(): void {
  self.addEventListener('push', (event) => event.waitUntil(call()))
  self.addEventListener('notificationclick', (event) => {
    event.notification.close()
    event.waitUntil(open(dataOf(event.notification).url))
  })
}

async function call(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  // Whoever looks at the page is called by it.
  if (pages.some((page) => page.visibilityState === 'visible')) return
  const { url, tag, title, body } = await said()
  const [there] = await self.registration.getNotifications({ tag })
  const isFresh = there !== undefined && Date.now() - dataOf(there).at < freshMs
  // Something has to be shown for every push, or the browser shows something of its own.
  await (isFresh
    ? self.registration.showNotification(there.title, {
        ...{ body: there.body, tag, data: there.data, silent: true },
        ...images,
      })
    : self.registration.showNotification(title, {
        ...{ body, tag, data: { url, at: Date.now() } },
        ...{ renotify: true, ...images },
      }))
}

const images = { icon: '/icon-192.png', badge: '/icon-monochrome-512.png' }

async function said(): Promise<Left> {
  try {
    const cache = await caches.open(left.cache)
    const kept = await cache.match(left.path)
    return kept ? { ...plain, ...(await kept.json()) } : plain
  } catch {
    // Wiped or damaged: better a plain word than none.
    return plain
  }
}

async function open(url: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = pages.find((page) => new URL(page.url).pathname.startsWith(url))
  if (there) await there.focus()
  else await self.clients.openWindow(url)
}

function dataOf({ data }: Notification): { readonly url: string; readonly at: number } {
  return { url: plain.url, at: 0, ...data }
}
