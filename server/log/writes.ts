// The rule that a failed write is final: nothing is written after it, by nobody, until a new process
// has read what is really there.

export class Writes {
  /** What went wrong, once something did. */
  #failure: Promise<Error> | null = null
  #closed = false
  readonly #waiting = new Set<(failure: Error) => void>()

  /** Resolves when `write` is durable. When one fails, so does every other that was on its way. */
  async durable<T>(write: () => Promise<T>): Promise<T> {
    if (this.#failure) throw await this.#failure
    if (this.#closed) throw new Error('expected an open log, found it closed')
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject)
      write().then(
        (value) => {
          this.#waiting.delete(reject)
          // Durable before the failure or after it: nobody can tell any more.
          if (this.#failure) void this.#failure.then(reject)
          else resolve(value)
        },
        (error: unknown) => this.#fail(error),
      )
    })
  }

  /** Waits for what is on its way. Whether every write went well, ever. */
  async end(): Promise<boolean> {
    this.#closed = true
    while (this.#waiting.size > 0) await new Promise((resolve) => setImmediate(resolve))
    return this.#failure === null
  }

  #fail(error: unknown): void {
    this.#failure ??= reasonOf(error).then((cause) => {
      const failure = new Error(
        `the log could not be written (${cause.message}): what was on its way may be kept or lost; make room or mend the disk, and start again`,
        { cause },
      )
      for (const reject of this.#waiting) reject(failure)
      this.#waiting.clear()
      return failure
    })
  }
}

/** LMDB hides its reason in a promise of its own, which must be heard or it ends the process. */
async function reasonOf(error: unknown): Promise<Error> {
  if (!(error instanceof Error)) return new Error(String(error))
  if (!('commitError' in error && error.commitError instanceof Promise)) return error
  return error.commitError.then(
    () => error,
    (reason: unknown) => (reason instanceof Error ? reason : error),
  )
}
