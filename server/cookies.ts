// The cookies that links are exchanged for.
import type { NightId } from '#night/ids.ts'
import type { PassRole } from '#night/passes/model.ts'

export const ownerCookie = 'rdv-owner'
export const passCookie = (role: PassRole, night: NightId): string => `rdv-${role}-${night}`

/** The value of a cookie in a request's header, or undefined. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}

interface Cookie {
  readonly name: string
  readonly value: string
  readonly maxAgeS: number
  readonly secure: boolean
}

/** A cookie as a Set-Cookie header; out of reach of scripts and of other sites. */
export const setCookie = ({ name, value, maxAgeS, secure }: Cookie): string =>
  [
    `${name}=${value}`,
    ...['Path=/', `Max-Age=${Math.max(0, Math.round(maxAgeS))}`, 'HttpOnly', 'SameSite=Strict'],
    ...(secure ? ['Secure'] : []),
  ].join('; ')
