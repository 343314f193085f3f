// The envelope of a coming round: one phone's part of it, closed until the display shows four words.
// The same code seals on the server and opens on the phone; plain HTTP has no cipher of its own.
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { hmac } from '@noble/hashes/hmac.js'
import { scryptAsync } from '@noble/hashes/scrypt.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { NightId } from '#night/ids.ts'
import type { Enclosed } from '#night/views/envelope.ts'

/** Whose envelope it is: the pass is known to this phone and the server alone. */
export interface Addressee {
  readonly pass: string
  readonly number: number
}

const wordsInASet = 4
const lettersThatCount = 4
/** Lengths are rounded up to this, so that a long name, a third or a pause is not told by its size. */
const blockBytes = 512
const nonceBytes = 24

/** RFC 7914. Guessing all of the 2³⁶ sets takes one machine centuries; a phone opens in half a second. */
export const stretching = { N: 2 ** 14, r: 8, p: 1, dkLen: 32 }

/**
 * What of typed, scanned or spoken words counts: the first four letters of each, without accents or
 * case, whatever stands between. Null where they are not four.
 */
export function wordsMeant(text: string): string | null {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.match(/[a-z]+/g) ?? []
  if (words.length !== wordsInASet || words.some((w) => w.length < lettersThatCount)) return null
  return words.map((w) => w.slice(0, lettersThatCount)).join(' ')
}

/** What the words are stretched with: a guess made for one night is worth nothing in another. */
export const saltOf = (night: NightId): string => `envelope:${night}`

/** The key that words give, 32 bytes, from what counts of them (`wordsMeant`). */
export const keyOf = (night: NightId, meant: string): Promise<Uint8Array> =>
  scryptAsync(meant, saltOf(night), stretching)

/**
 * Seals one phone's part under a round's key; base64. The same content gives the same text, so that
 * what did not change need not be sent: the nonce follows from the content, as in RFC 5297.
 */
export function seal(key: Uint8Array, to: Addressee, enclosed: Enclosed): string {
  const own = ownKey(key, to)
  const text = JSON.stringify(enclosed)
  const bytes = utf8ToBytes(text)
  const padded = new Uint8Array(Math.ceil(bytes.length / blockBytes) * blockBytes).fill(32)
  padded.set(bytes)
  const nonce = hmac(sha256, own, padded).subarray(0, nonceBytes)
  return toBase64(concatBytes(nonce, xchacha20poly1305(own, nonce).encrypt(padded)))
}

/** What is in an envelope; null where key or phone are others, or the text is damaged. */
export function open(key: Uint8Array, to: Addressee, envelope: string): Enclosed | null {
  try {
    const bytes = fromBase64(envelope)
    const cipher = xchacha20poly1305(ownKey(key, to), bytes.subarray(0, nonceBytes))
    const text = new TextDecoder().decode(cipher.decrypt(bytes.subarray(nonceBytes)))
    return JSON.parse(text) as Enclosed
  } catch {
    // Not meant for this key: the cipher says no more than that.
    return null
  }
}

const ownKey = (key: Uint8Array, { pass, number }: Addressee): Uint8Array =>
  hmac(sha256, key, utf8ToBytes(`${number}:${pass}`))

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
