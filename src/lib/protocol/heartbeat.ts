import { silence } from '#night/rounds/timetable.ts'

/**
 * The server gives every screen a sign of life this often, and waits this long for the answer: a line
 * that is dead is found out within twenty seconds. A phone that wakes up asks at once.
 */
export const heartbeat = { everyMs: 10_000, withinMs: 10_000 }

/**
 * A screen that hears nobody for so long goes by the published program. Later than the server does: a
 * hall that is cut off is heard by the server until that moment, and each screen heard it up to one
 * heartbeat before. So no screen begins a round that the server does not.
 */
export const followsAfterMs = silence + heartbeat.everyMs
