// Short codes that people type, read out and copy by hand.
import { hash128, randomOf, textOf, type Random } from './random.ts'
import type { Instant } from './time.ts'

/** No 0/O, 1/I/L, no U: letters that are mistaken for others, or make words. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const idAlphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/** Four characters, unlike the codes in `taken`. */
export function freshCode(random: Random, taken: { has(code: string): boolean }): string {
  for (;;) {
    const code = textOf(random, codeAlphabet, 4)
    if (!taken.has(code)) return code
  }
}

/** What somebody typed, as a code: upper case, what is neither letter nor figure dropped. */
export const typedCode = (text: string): string => text.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** An id of 12 characters that follows from a text: the same command makes the same id twice. */
export const idFrom = (text: string): string => textOf(randomOf(`id:${text}`), idAlphabet, 12)

const roomCodeLastsMs = 30_000

/** The code that the display shows for 30 seconds at a time, as four characters. */
export function roomCode(secret: string, at: Instant, windowsAgo = 0): string {
  const window = Math.floor(at / roomCodeLastsMs) - windowsAgo
  return textOf(randomOf(hash128(`${secret}:${window}`).join('.')), codeAlphabet, 4)
}

/** Whether a typed room code is the present one or one of the two before it. */
export const isRoomCode = (secret: string, at: Instant, typed: string): boolean =>
  [0, 1, 2].some((ago) => roomCode(secret, at, ago) === typedCode(typed))

/** Milliseconds until the display's code changes. */
export const roomCodeLeft = (at: Instant): number => roomCodeLastsMs - (at % roomCodeLastsMs)
