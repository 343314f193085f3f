// What this device remembers of a night before any line is up.
import type { NightId } from '#night/ids.ts'
import { recall } from '#live/storage.ts'

interface Titled {
  readonly view: { readonly about: { readonly title: string } }
}

const isTitled = (value: unknown): value is Titled =>
  typeof value === 'object' &&
  value !== null &&
  'view' in value &&
  typeof (value as Titled).view?.about?.title === 'string'

/** The title of a night that was on this device, or null. */
export const keptTitle = (night: NightId): string | null =>
  recall(`view:${night}:attendee`, isTitled)?.view.about.title ?? null
