// A page as lines, made harmless, and the list of what nobody could read in it.
import type { UnreadLine, UnreadReason } from './announcement.ts'

export const MOST_BYTES = 256 * 1024
export const MOST_LINES = 3000
const MOST_TEXT = 200

/**
 * Control characters and those that turn the direction of text, which could make a terminal or a
 * projector show something else than what is written. They become U+FFFD: visible, not gone.
 */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const DECEPTIVE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** The lines of a page, whatever its line ends, without a byte order mark. */
export function linesOf(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(DECEPTIVE, '\uFFFD')
    .split('\n')
}

/** Collects what was not understood; `lines` is the page, so that each entry can quote its line. */
export class Unread {
  readonly #lines: readonly string[]
  readonly #found = new Map<string, UnreadLine>()

  constructor(lines: readonly string[]) {
    this.#lines = lines
  }

  /** Lists one line; the same line for the same reason is listed once. */
  add(line: number, reason: UnreadReason): void {
    const text = (this.#lines[line - 1] ?? '').trim()
    const cut = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text
    this.#found.set(`${line} ${reason}`, { line, text: cut, reason })
  }

  /** Lists every line from `first` to `last` that is not blank. */
  addAll(first: number, last: number, reason: UnreadReason): void {
    for (let line = first; line <= last; line++) {
      if ((this.#lines[line - 1] ?? '').trim() !== '') this.add(line, reason)
    }
  }

  inOrder(): readonly UnreadLine[] {
    return [...this.#found.values()].sort((a, b) => a.line - b.line)
  }
}
