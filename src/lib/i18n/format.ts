// Times and dates as people write them here: 24 hours, the device's own zone.

/** «19:42». */
export const timeOfDay = (instant: number, language: 'fr' | 'en'): string =>
  new Date(instant).toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })

/** «9:31» of a number of milliseconds; never below zero, the second begun counts as whole. */
export function countdown(ms: number): string {
  const left = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
}

/** The minutes left, the one begun included; never below zero. */
export const minutesBegun = (ms: number): number => Math.max(0, Math.ceil(ms / 60_000))

/** «Wednesday 2 December» of a local date such as 2026-12-02. */
export const dayOf = (date: string, language: 'fr' | 'en'): string =>
  new Date(`${date}T12:00`).toLocaleDateString(language === 'en' ? 'en-GB' : 'fr-FR', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  })
