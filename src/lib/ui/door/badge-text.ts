// What a badge's QR says, read on the door's phone: whose it is, without proving the signature. That
// is the server's; here it names the person while the line is dead, and tells a badge from a poster.
import type { AttendeeId, NightId } from '#night/ids.ts'

export interface BadgeText {
  readonly night: NightId
  readonly attendee: AttendeeId
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const version = 1
const signatureLength = 64
const idShape = /^[0-9a-z]{8,16}$/

/** Whose badge a text claims to be; null for anything that is none. */
export function badgeText(text: string): BadgeText | null {
  const bytes = fromBase45(text)
  const first = bytes?.[0]
  if (!bytes || first === undefined || first >> 4 !== version) return null
  const [from, to] = [1 + (first & 15), bytes.length - signatureLength]
  if (to <= from) return null
  const night = idOf(bytes.slice(1, from))
  const attendee = idOf(bytes.slice(from, to))
  if (!idShape.test(night) || !idShape.test(attendee)) return null
  return { night: night as NightId, attendee: attendee as AttendeeId }
}

/** The bytes of a base45 text (RFC 9285), or null. */
function fromBase45(text: string): readonly number[] | null {
  if (text.length % 3 === 1) return null
  const bytes: number[] = []
  for (let i = 0; i < text.length; i += 3) {
    const digits = [...text.slice(i, i + 3)].map((c) => alphabet.indexOf(c))
    if (digits.includes(-1)) return null
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0)
    if (value >= (digits.length === 3 ? 65_536 : 256)) return null
    if (digits.length === 3) bytes.push(value >> 8)
    bytes.push(value & 255)
  }
  return bytes
}

/** An id was packed as a number in base 36 after a 1 that keeps its zeros. */
const idOf = (bytes: readonly number[]): string =>
  bytes
    .reduce((number, byte) => number * 256n + BigInt(byte), 0n)
    .toString(36)
    .slice(1)
