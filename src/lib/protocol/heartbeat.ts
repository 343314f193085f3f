/**
 * The server gives every screen a sign of life this often, and waits this long for the answer: a line
 * that is dead is found out within twenty seconds. A phone that wakes up asks at once.
 */
export const heartbeat = { everyMs: 10_000, withinMs: 10_000 }
