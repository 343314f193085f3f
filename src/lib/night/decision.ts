// What the rules answer to a command: events, or a refusal with its reason.

export type Facts = Readonly<Record<string, string | number>>

export interface Accepted<E> {
  readonly ok: true
  readonly events: readonly E[]
  /** The events that take it back, where a host may take it back. */
  readonly inverse?: readonly E[]
  /** What whoever asked wants to know («already in since 18:42»), never anything private. */
  readonly facts?: Facts
}

export interface Refused<C extends string> {
  readonly ok: false
  readonly code: C
  /** Facts for the sentence on screen («already in since 18:42»), never private ones. */
  readonly facts?: Facts
}

export const accept = <E>(...events: E[]): Accepted<E> => ({ ok: true, events })

/** Accepts what is already so: nothing happens, and here is since when. */
export const acceptAsIs = (facts: Facts): Accepted<never> => ({ ok: true, events: [], facts })

/** Accepts, and says what would take it back. */
export const acceptWithInverse = <E>(events: readonly E[], inverse: readonly E[]): Accepted<E> => ({
  ok: true,
  events,
  inverse,
})

export const refuse = <C extends string>(code: C, facts?: Facts): Refused<C> =>
  facts ? { ok: false, code, facts } : { ok: false, code }

export function assertNever(value: never): never {
  throw new Error(`expected every case to be handled, found ${JSON.stringify(value)}`)
}
