/** Where a task says what it found. */
export interface Output {
  /** Lines of JSON instead of words. */
  readonly json: boolean
  /** Resolves when another line may come. */
  readonly print: (line: string) => Promise<void>
  readonly complain: (sentence: string) => void
}
