// The link in the display's QR: round, times and words in the part of an address that no browser sends.
import type { Instant } from '../time.ts'
import type { RoundTimes } from './timetable.ts'

/** What a scan brings: more than words alone, it says exactly when the round is. */
export interface Scanned {
  readonly number: number
  readonly times: RoundTimes
  /** As many as were shown, parted by spaces; of each what counts. */
  readonly words: string
}

const letters = 4
const second = 1000
const written = (at: number): string => Math.round(at / second).toString(36)
const read = (text: string): Instant => (parseInt(text, 36) * second) as Instant

/** The fragment of an address, `#` and all: short, since every letter makes a QR harder to read. */
export const fragmentOf = (number: number, { revealAt, startsAt, endsAt }: RoundTimes, words: readonly string[]): string =>
  `#w=${[number, ...[revealAt, startsAt, endsAt].map(written), words.map((w) => w.slice(0, letters)).join('-')].join('.')}` // prettier-ignore

/** What a fragment says, or null where it is another, or damaged. */
export function scannedIn(fragment: string): Scanned | null {
  const found = /^#w=(\d{1,2})\.([0-9a-z]+)\.([0-9a-z]+)\.([0-9a-z]+)\.([a-z]+(?:-[a-z]+)*)$/.exec(fragment) // prettier-ignore
  if (!found) return null
  const [, number = '', revealAt = '', startsAt = '', endsAt = '', words = ''] = found
  const times = { revealAt: read(revealAt), startsAt: read(startsAt), endsAt: read(endsAt) }
  return { number: Number(number), times, words: words.replaceAll('-', ' ') }
}
