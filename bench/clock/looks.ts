// What a look at a phone's clock found.
export interface Look {
  readonly error: number
  readonly bound: number
  /** How long the phone had been welcome. */
  readonly sinceMs: number
}
