// Calls that reach somebody who does not look at the page: notifications while it lives in the
// background, and pushes when it does not. Loaded only where one of them is wanted.
import type { NightId } from '#night/ids.ts'
import type { PushOffer, PushRequest } from '#protocol/http.ts'
import { get, post } from './api.ts'
import { identityOf } from './identity.ts'

/** Why a phone cannot be called from the background; null where it can. */
export type Obstacle = 'plain-http' | 'unsupported' | 'denied'

/** In plain HTTP there is neither; some browsers have notifications only for apps that are installed. */
export function obstacle(): Obstacle | null {
  if (!isSecureContext) return 'plain-http'
  if (!('serviceWorker' in navigator) || !('Notification' in globalThis)) return 'unsupported'
  return Notification.permission === 'denied' ? 'denied' : null
}

/** Whether the person, asked by the browser, has said yes. */
export const isAllowed = (): boolean => obstacle() === null && Notification.permission === 'granted'

/** Asks the person, by way of the browser. Only from a tap: else browsers refuse for good. */
export async function allowed(): Promise<boolean> {
  if (obstacle() !== null || isAllowed()) return isAllowed()
  return (await Notification.requestPermission()) === 'granted'
}

export interface Told {
  readonly title: string
  readonly body?: string
}

/** One a night: what is new takes the place of what was. */
const tagOf = (night: NightId) => `night-${night}`
const pathOf = (night: NightId) => `/n/${night}`
const images = { icon: '/icon-192.png', badge: '/icon-monochrome-512.png' }
/** A push and the page tell of the same thing: heard once. */
const sameForMs = 15_000

async function worker(): Promise<ServiceWorkerRegistration | null> {
  return (await navigator.serviceWorker.getRegistration()) ?? null
}

/** Shows a notification in the name of the night; nothing where that is not allowed. */
export async function notify(night: NightId, { title, body = '' }: Told): Promise<void> {
  if (!isAllowed()) return
  const registration = await worker()
  // `new Notification` throws on phones: without a service worker there is none.
  if (!registration) return
  const tag = tagOf(night)
  const [there] = await registration.getNotifications({ tag })
  const since = typeof there?.data?.at === 'number' ? Date.now() - there.data.at : Infinity
  const said = { body, tag, data: { url: pathOf(night), at: Date.now() }, ...images }
  // Not everywhere, and where it is, a notification that replaces another is silent without.
  const again = since > sameForMs && { renotify: true }
  await registration.showNotification(title, { ...said, ...again })
}

/** Takes away what was shown: somebody looks at the page. */
export async function clearNotices(night: NightId): Promise<void> {
  if (!isAllowed()) return
  const notices = await (await worker())?.getNotifications({ tag: tagOf(night) })
  notices?.forEach((notice) => notice.close())
}

/** The server's key, where it calls phones that sleep; null where it does not, or is not reached. */
export async function pushKey(): Promise<string | null> {
  const offer = await get<PushOffer>('/api/push')
  return offer.ok ? offer.value.key : null
}

/** What the service worker shows when it is woken, which learns nothing from the push itself. */
async function leaveWords(night: NightId, { title, body = '' }: Told): Promise<void> {
  const words = { url: pathOf(night), tag: tagOf(night), title, body }
  const cache = await caches.open('calls')
  await cache.put('/calls.json', Response.json(words))
}

/**
 * Has this phone called for a night, also when it sleeps; to be said again when the page opens, in
 * case the browser has another endpoint or the server lost it. Resolves with null, or a code.
 */
export async function wantPush(night: NightId, key: string, words: Told): Promise<string | null> {
  const pass = identityOf(night)?.pass
  const registration = await navigator.serviceWorker.ready
  if (!pass) return 'wire/no-pass'
  const applicationServerKey = bytesOf(key)
  try {
    const kept = await registration.pushManager.getSubscription()
    // Made for another server, or before its keys were: good for nothing.
    if (kept && !isMadeWith(kept, applicationServerKey)) await kept.unsubscribe()
    await leaveWords(night, words)
    const { endpoint } = await registration.pushManager.subscribe({
      ...{ userVisibleOnly: true, applicationServerKey },
    })
    const asked = { pass, endpoint } satisfies PushRequest
    const reply = await post(`/api/nights/${night}/push`, asked)
    return reply.ok ? null : reply.code
  } catch {
    // No line to the browser's maker, or a browser that has none.
    return 'push/unknown-service'
  }
}

/** Is not called any more: forgotten by the server, and void for it where that is not reached. */
export async function endPush(night: NightId): Promise<void> {
  if (obstacle() === 'plain-http' || !('serviceWorker' in navigator)) return
  const pass = identityOf(night)?.pass
  const subscription = await (await worker())?.pushManager?.getSubscription()
  if (!subscription) return
  const { endpoint } = subscription
  const forgotten = pass && post(`/api/nights/${night}/push/forget`, { pass, endpoint })
  await Promise.all([forgotten, subscription.unsubscribe(), caches.delete('calls')])
}

function isMadeWith({ options }: PushSubscription, key: Uint8Array): boolean {
  const made = options.applicationServerKey
  if (!made) return true
  return new Uint8Array(made).every((byte, i) => byte === key[i])
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
