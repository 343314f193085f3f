// What a running server writes down, as JSON lines on stderr: events and figures, and errors with
// where they come from. Nothing in it names a person, a night, a pass or an address.
import { destination, pino } from 'pino'
import type { Fields, Logger } from '../runtime/logger.ts'

export const logLevels = ['error', 'warn', 'info'] as const
export type LogLevel = (typeof logLevels)[number]

/** Where to write: stderr, if nothing else is said. */
export function loggerAt(
  level: LogLevel,
  to: { write(line: string): void } = destination({ dest: 2, sync: true }),
): Logger {
  const log = pino(
    { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    to,
  )
  return {
    info: (event, fields = {}) => log.info(fields, event),
    warn: (event, fields = {}) => log.warn(fields, event),
    error: (event, error, fields = {}) => log.error({ ...fields, ...told(error) }, event),
  }
}

function told(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: String(error) }
  const { message, stack = '', cause } = error
  return { error: message, stack, ...(cause !== undefined && { cause: String(cause) }) }
}
