// Times and dates as people write them here, 24 hours; `utcOffset` says in minutes how far the clocks
// on the wall are ahead of UTC, and without it this device's own zone counts. The names of days and
// months are ours: the first date that `Intl` writes keeps a slow phone's screen back by 140 ms.

import type { Language } from './index.svelte.ts'

const names = {
  en: {
    days: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
    months:
      'January February March April May June July August September October November December'.split(
        ' ',
      ),
  },
  fr: {
    days: 'dimanche lundi mardi mercredi jeudi vendredi samedi'.split(' '),
    months:
      'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
        ' ',
      ),
  },
}

const twoDigits = (count: number): string => String(count).padStart(2, '0')

/** What the clocks on the wall show, as if it were UTC. */
function onTheWall(instant: number, utcOffset?: number): Date {
  const ahead = utcOffset ?? -new Date(instant).getTimezoneOffset()
  return new Date(instant + ahead * 60_000)
}

/** «19:42» of an instant. */
export function clockTime(instant: number, utcOffset?: number): string {
  const wall = onTheWall(instant, utcOffset)
  return `${twoDigits(wall.getUTCHours())}:${twoDigits(wall.getUTCMinutes())}`
}

/** The local date of an instant, YYYY-MM-DD. */
export const localDate = (instant: number, utcOffset?: number): string =>
  onTheWall(instant, utcOffset).toISOString().slice(0, 10)

/** «9:31» of a number of milliseconds; never below zero, the second begun counts as whole. */
export function countdown(ms: number): string {
  const left = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(left / 60)}:${twoDigits(left % 60)}`
}

/** The minutes left, the one begun included; never below zero. */
export const minutesBegun = (ms: number): number => Math.max(0, Math.ceil(ms / 60_000))

/** «2 December» and «2 décembre», of a date such as 2026-12-02; a first is «1er» in French. */
export function dayOf(date: string, language: Language): string {
  const at = new Date(date)
  const day = at.getUTCDate()
  const counted = language === 'fr' && day === 1 ? '1er' : day
  return `${counted} ${names[language].months[at.getUTCMonth()]}`
}

/** «2 December 2026», of such a date. */
export const dateOf = (date: string, language: Language): string =>
  `${dayOf(date, language)} ${new Date(date).getUTCFullYear()}`

/** «Wednesday 2 December», of such a date. */
export const longDate = (date: string, language: Language): string =>
  `${names[language].days[new Date(date).getUTCDay()]} ${dayOf(date, language)}`
