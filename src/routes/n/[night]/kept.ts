// What this device remembers of a night before any line is up.
import type { NightId } from '#night/ids.ts'
import { lastNight } from '#live/identity.ts'
import { recall } from '#live/storage.ts'

interface About {
  readonly title: string
  readonly date: string
  readonly code: string
}

interface Kept {
  readonly view: { readonly about: About }
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'view' in value &&
  typeof (value as Kept).view?.about?.title === 'string'

const aboutOf = (night: NightId) => recall(`view:${night}:attendee`, isKept)?.view.about

/** The title of a night that was on this device, or null. */
export const keptTitle = (night: NightId): string | null => aboutOf(night)?.title ?? null

/** The night this device was last at, where a code leads there: known without a line. */
export function nightBehind(code: string): NightId | null {
  const night = lastNight()
  return night && aboutOf(night)?.code === code ? night : null
}

const dayMs = 86_400_000

/** The night this device was last at, while it may still go on: until noon or so of the day after. */
export function tonight(now = Date.now()): NightId | null {
  const night = lastNight()
  if (!night) return null
  const begins = Date.parse(aboutOf(night)?.date ?? '')
  return now - begins > 1.5 * dayMs ? null : night
}
