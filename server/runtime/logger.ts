// Where what happens to a running server is written down: events and figures. Nothing of it names a
// person, a night, a pass or an address.
export type Fields = Readonly<Record<string, string | number | boolean>>

export interface Logger {
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  /** A fault; of the error its message and stack are kept. */
  error(event: string, error: unknown, fields?: Fields): void
}

/** For tests, and wherever nobody reads. */
export const quiet: Logger = { info: () => {}, warn: () => {}, error: () => {} }
