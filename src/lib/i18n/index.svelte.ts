// French and English, chosen by the device and switched without a reload.
// Words are split by surface, so that a phone never loads the host's. A surface is three files:
//   en/door.ts   export const door = { welcome: (name: string) => `${name}, come in` }
//                export type DoorWords = Words<typeof door>
//   fr/door.ts   export const door: DoorWords = { welcome: (name) => `${name}, entre` }
//   and where it is used:
//                const w = words({ en, fr })      …      {w().welcome('Ana')}
// A key that is missing in French does not compile.

import { isolating } from './isolate.ts'
import * as format from './format.ts'

export type Language = 'fr' | 'en'

/** The shape of a surface's words: the same keys, the same holes, other sentences. */
export type Words<T> = {
  readonly [K in keyof T]: T[K] extends (...holes: infer H) => string
    ? (...holes: H) => string
    : T[K] extends string
      ? string
      : Words<T[K]>
}

const kept = 'rendezvous:language'

const isLanguage = (text: unknown): text is Language => text === 'fr' || text === 'en'

function preferred(): Language {
  try {
    const chosen = localStorage.getItem(kept)
    if (isLanguage(chosen)) return chosen
  } catch {
    // Storing is forbidden here: the browser's own languages decide.
  }
  const languages = typeof navigator === 'undefined' ? [] : navigator.languages
  return languages.map((l) => l.slice(0, 2)).find(isLanguage) ?? 'en'
}

/** Has the page say which language it is in, and the browser what to call the app and its shortcuts. */
function show(language: Language): void {
  if (typeof document === 'undefined') return
  document.documentElement.lang = language
  const manifest = language === 'en' ? '/manifest.webmanifest' : `/manifest.${language}.webmanifest`
  const link = document.querySelector('link[rel="manifest"]')
  // Set, it is fetched again, though it be the same.
  if (link?.getAttribute('href') !== manifest) link?.setAttribute('href', manifest)
}

class Speech {
  #language = $state<Language>(preferred())

  get language(): Language {
    return this.#language
  }

  /** Chooses a language, for this device and from now on. */
  choose(language: Language): void {
    this.#language = language
    show(language)
    try {
      localStorage.setItem(kept, language)
    } catch {
      // Remembered while the page lives.
    }
  }
}

export const speech = new Speech()
show(speech.language)

/** The words of a surface in the present language. Call it inside markup or `$derived`. */
export function words<T>(both: Readonly<Record<Language, T>>): () => T {
  const spoken = { en: isolating(both.en), fr: isolating(both.fr) }
  return () => spoken[speech.language]
}

/** Where the night is held: its clocks count, also on a phone that is set to another zone. */
class Venue {
  /** How far they are ahead of UTC, minutes; this device's own count where that is not known. */
  utcOffset = $state<number>()

  /** To be called while a screen of a night begins: its clocks are that night's. */
  follow(utcOffset: () => number | undefined): void {
    $effect.pre(() => {
      this.utcOffset = utcOffset()
    })
  }
}

export const venue = new Venue()

/** «19:42» of an instant. */
export const clockTime = (instant: number): string => format.clockTime(instant, venue.utcOffset)

/** «Wednesday 2 December» of a local date such as 2026-12-02. */
export const longDate = (date: string, language: Language = speech.language): string =>
  format.longDate(date, language)

/** «2 December», of an instant. */
export const dayOf = (instant: number, language: Language = speech.language): string =>
  format.dayOf(format.localDate(instant, venue.utcOffset), language)

/** «2 December 2026», of an instant. */
export const dateOf = (instant: number, language: Language = speech.language): string =>
  format.dateOf(format.localDate(instant, venue.utcOffset), language)

/** «Wednesday 2 December», of an instant. */
export const longDateOf = (instant: number, language: Language = speech.language): string =>
  format.longDate(format.localDate(instant, venue.utcOffset), language)

export { countdown, localDate, minutesBegun } from './format.ts'
export { plural } from './plural.ts'
