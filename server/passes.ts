// Who may come in as what: signed badges, attendees' passes, links' secrets.
import { createHash, createHmac, sign, timingSafeEqual, verify, type KeyObject } from 'node:crypto'
import * as v from 'valibot'
import { attendeeId, nightId, passId, type AttendeeId, type NightId } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import { instant, type Instant } from '#night/time.ts'
import type { Pass, PassRole } from '#night/passes/model.ts'
import { base45, fromBase45 } from './base45.ts'
import { cookieOf, passCookie } from './cookies.ts'
import type { Keys } from './keys.ts'

export interface BadgeOf {
  readonly night: NightId
  readonly attendee: AttendeeId
}

const version = 1
const signatureLength = 64

/** SHA-256 of a link's secret, base64url: all that is ever stored of it. */
export const hashOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url')

const isSame = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

export class Passes {
  readonly #keys: Keys

  constructor(keys: Keys) {
    this.#keys = keys
  }

  /** The secret of the owner's link. */
  get owner(): string {
    return this.#keys.owner
  }

  isOwner(secret: string): boolean {
    return isSame(hashOf(secret), hashOf(this.#keys.owner))
  }

  /**
   * The text of a badge's QR: one byte of version and length, the two ids, an Ed25519 signature over
   * them, in base45. 122 characters with the ids this server makes.
   */
  badgeOf({ night, attendee }: BadgeOf): string {
    const [of, who] = [packed(night), packed(attendee)]
    const head = Buffer.from([(version << 4) | of.length])
    const signature = sign(null, signed({ night, attendee }), this.#keys.signing)
    return base45(Buffer.concat([head, of, who, signature]))
  }

  /**
   * Whose badge it is, or null when this server did not sign it. Off the event loop: a queue of badges
   * scanned offline would hold everybody else up.
   */
  async readBadge(text: string): Promise<BadgeOf | null> {
    const bytes = fromBase45(text)
    const first = bytes?.[0]
    if (!bytes || first === undefined || first >> 4 !== version) return null
    const [from, to] = [1 + (first & 15), bytes.length - signatureLength]
    if (to <= from) return null
    const night = v.safeParse(nightId, unpacked(bytes.subarray(1, from)))
    const attendee = v.safeParse(attendeeId, unpacked(bytes.subarray(from, to)))
    if (!night.success || !attendee.success) return null
    const badge = { night: night.output, attendee: attendee.output }
    return (await isSigned(signed(badge), this.#keys.verifying, bytes.subarray(to))) ? badge : null
  }

  /** What lets a device act as an attendee of a night: their id and a proof that we made it. */
  attendeePass(of: BadgeOf): string {
    return `${of.attendee}.${this.#proof(`attendee:${of.night}:${of.attendee}`).toString('base64url')}`
  }

  attendeeOf(night: NightId, pass: string): AttendeeId | null {
    const attendee = v.safeParse(attendeeId, pass.slice(0, pass.indexOf('.')))
    if (!attendee.success) return null
    return isSame(pass, this.attendeePass({ night, attendee: attendee.output }))
      ? attendee.output
      : null
  }

  /** Lets a device have an attendee's pass until an instant; shown on a screen, for another to scan. */
  ticketOf({ night, attendee }: BadgeOf, until: Instant): string {
    const proof = this.#proof(`return:${night}:${attendee}:${until}`).toString('base64url')
    return `${attendee}.${until.toString(36)}.${proof}`
  }

  /** Whom a ticket brings back, or null where it is none of ours or too old. */
  attendeeOfTicket(night: NightId, ticket: string, now: Instant): AttendeeId | null {
    const [who = '', until = ''] = ticket.split('.')
    const attendee = v.safeParse(attendeeId, who)
    const at = v.safeParse(instant, parseInt(until, 36))
    if (!attendee.success || !at.success || at.output < now) return null
    const of = { night, attendee: attendee.output }
    return isSame(ticket, this.ticketOf(of, at.output)) ? of.attendee : null
  }

  /** A secret of 128 bits that follows from its purpose: a retried request gets the same link. */
  secretFor(purpose: string): string {
    return this.#proof(`secret:${purpose}`).subarray(0, 16).toString('base64url')
  }

  #proof(of: string): Buffer {
    return createHmac('sha256', this.#keys.hmac).update(of).digest()
  }
}

/** The pass that a link's secret belongs to, or null. */
export const passWithSecret = (night: Night, role: PassRole, secret: string): Pass | null => {
  const hash = hashOf(secret)
  return [...night.passes.values()].find((p) => p.role === role && isSame(p.hash, hash)) ?? null
}

/**
 * The pass that a screen's cookie `<pass>.<secret>` proves, or null. The host's own opens the door's
 * and the display's screens too; it then may do what that screen may, and no more.
 */
export function screenPassOf(
  of: { readonly id: NightId; readonly night: Night },
  role: PassRole,
  cookies: string | undefined,
): Pass | null {
  for (const each of role === 'host' ? [role] : [role, 'host' as const]) {
    const [id, secret] = cookieOf(cookies, passCookie(each, of.id))?.split('.') ?? []
    const parsed = v.safeParse(passId, id)
    const pass = parsed.success ? of.night.passes.get(parsed.output) : undefined
    if (pass?.role === each && secret && isSame(pass.hash, hashOf(secret))) return pass
  }
  return null
}

const isSigned = (data: Buffer, key: KeyObject, signature: Uint8Array): Promise<boolean> =>
  new Promise((resolve, reject) =>
    verify(null, data, key, signature, (error, isOurs) =>
      error ? reject(error) : resolve(isOurs),
    ),
  )

const signed = ({ night, attendee }: BadgeOf): Buffer =>
  Buffer.from(`rendezvous badge ${version}: ${night} ${attendee}`)

/** An id as the bytes of a number in base 36; the leading 1 keeps its zeros. */
function packed(id: string): Buffer {
  let number = 1n
  for (const digit of id) number = number * 36n + BigInt(parseInt(digit, 36))
  const hex = number.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}

function unpacked(bytes: Uint8Array): string {
  if (bytes.length === 0) return ''
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
    .toString(36)
    .slice(1)
}
