// What a journey needs of a browser: few things, so that every way to drive one has them.

export interface Engine {
  /** What the browser complained about since it was opened. */
  complaints(): Promise<readonly string[]>
  /** Goes to an address, or loads the page anew. */
  open(url: string): Promise<void>
  reload(): Promise<void>
  /** What an expression gives in the page, awaited, as JSON. The page's own policy does not bind us. */
  value(expression: string): Promise<unknown>
  /** Presses the element that an expression gives, as a finger does: where it is, if nothing is over it. */
  press(expression: string): Promise<void>
  /** Types into the element that an expression gives. */
  type(expression: string, text: string): Promise<void>
  picture(): Promise<Uint8Array>
  close(): Promise<void>
}

/** The size of a phone's screen. */
export const screen = { width: 390, height: 844 } as const

/** A function of ours as an expression for a page: it knows nothing but what it is given. */
export const call = <Given extends readonly unknown[]>(
  fn: (...given: Given) => unknown,
  ...given: Given
): string => `(${fn.toString()})(...${JSON.stringify(given)})`
