// Times and dates as people write them here: 24 hours, the device's own zone. The names of days and
// months are ours: the first date that `Intl` writes keeps a slow phone's screen back by 140 ms.

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

/** «19:42» of an instant. */
export function clockTime(instant: number): string {
  const date = new Date(instant)
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`
}

/** «9:31» of a number of milliseconds; never below zero, the second begun counts as whole. */
export function countdown(ms: number): string {
  const left = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(left / 60)}:${twoDigits(left % 60)}`
}

/** The minutes left, the one begun included; never below zero. */
export const minutesBegun = (ms: number): number => Math.max(0, Math.ceil(ms / 60_000))

/** «2 December» and «2 décembre», of an instant; the first of a month is «1er» in French. */
export function dayOf(instant: number, language: 'fr' | 'en'): string {
  const date = new Date(instant)
  const day = date.getDate()
  const counted = language === 'fr' && day === 1 ? '1er' : day
  return `${counted} ${names[language].months[date.getMonth()]}`
}

/** «2 December 2026», of an instant. */
export const dateOf = (instant: number, language: 'fr' | 'en'): string =>
  `${dayOf(instant, language)} ${new Date(instant).getFullYear()}`

/** «Wednesday 2 December» of a local date such as 2026-12-02. */
export function longDate(date: string, language: 'fr' | 'en'): string {
  const noon = new Date(`${date}T12:00`)
  return `${names[language].days[noon.getDay()]} ${dayOf(noon.getTime(), language)}`
}
