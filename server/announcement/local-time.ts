// Clock times at a venue as instants, by what the platform knows of time zones.

const DAY_MS = 86_400_000

/**
 * The instant (ms since 1970, UTC) at which clocks in `timeZone` show `time` (`HH:MM`) on `date`
 * (`YYYY-MM-DD`). An hour that comes twice is its first, one that is skipped is as far after the
 * jump as it was to be after the last second before it: 02:30 becomes 03:30 (as Temporal does).
 * Throws a RangeError for what is no date, time or zone.
 */
export function instantAt(date: string, time: string, timeZone: string): number {
  const shown = Date.parse(`${date}T${time}:00.000Z`)
  const isMeant = /^\d{4}-\d\d-\d\d$/.test(date) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
  if (!isMeant || Number.isNaN(shown) || new Date(shown).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`expected a date YYYY-MM-DD and a time HH:MM, found ${date} ${time}`)
  }
  const clock = clockOf(timeZone)
  // Zones change at most once in two days: one of these two offsets holds, or the time is skipped.
  const before = offsetAt(shown - DAY_MS, clock)
  const after = offsetAt(shown + DAY_MS, clock)
  const held = [shown - before, shown - after].filter((at) => at + offsetAt(at, clock) === shown)
  return held.length > 0 ? Math.min(...held) : shown - before
}

/** How far clocks in `timeZone` are ahead of UTC at an instant, in minutes. */
export const utcOffsetAt = (at: number, timeZone: string): number =>
  offsetAt(at, clockOf(timeZone)) / 60_000

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
}

/** How far ahead of UTC a clock is at an instant, in ms. */
function offsetAt(at: number, clock: Intl.DateTimeFormat): number {
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(at / 1000) * 1000
}
