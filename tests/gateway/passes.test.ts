import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { create } from 'qrcode'
import { describe, expect, it, onTestFinished } from 'vitest'
import { attendeeIdFrom } from '#night/door/decide.ts'
import type { AttendeeId, NightId } from '#night/ids.ts'
import { base45, fromBase45 } from '../../server/base45.ts'
import { openKeys } from '../../server/keys.ts'
import { Passes } from '../../server/passes.ts'

function folder(): string {
  const data = mkdtempSync(join(tmpdir(), 'rendezvous-keys-'))
  onTestFinished(() => rmSync(data, { recursive: true }))
  return data
}

const passes = () => new Passes(openKeys(folder()))
const id = fc.stringMatching(/^[0-9a-z]{8,16}$/)
const badgeOf = (night: string, attendee: string) => ({
  ...{ night: night as NightId, attendee: attendee as AttendeeId },
})

describe('a badge', () => {
  it('is 122 characters of a QR in alphanumeric mode, of version 5 at level M', () => {
    const attendee = attendeeIdFrom('7a9e0f5c-6c0e-4d2f-8a52-1f1f8a4e8c11')
    const text = passes().badgeOf(badgeOf('1h006m8xv4el', attendee))
    expect(text).toHaveLength(122)
    expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
    const qr = create(text, { errorCorrectionLevel: 'M' })
    expect(qr.version).toBe(5)
    expect(qr.segments).toHaveLength(1)
  })

  it('says who it is of, for every id there may be', async () => {
    const ours = passes()
    await fc.assert(
      fc.asyncProperty(id, id, async (night, attendee) => {
        const badge = badgeOf(night, attendee)
        expect(await ours.readBadge(ours.badgeOf(badge))).toEqual(badge)
      }),
    )
  })

  it('counts no more when a single character is another', async () => {
    const ours = passes()
    const text = ours.badgeOf(badgeOf('1h006m8xv4el', '000000000000'))
    for (let i = 0; i < text.length; i++) {
      const other = text[i] === '0' ? '1' : '0'
      expect(await ours.readBadge(text.slice(0, i) + other + text.slice(i + 1))).toBeNull()
    }
  })

  it('of another server, or any text at all, counts for nothing', async () => {
    const [ours, theirs] = [passes(), passes()]
    expect(await ours.readBadge(theirs.badgeOf(badgeOf('1h006m8xv4el', 'abcdefghijkl')))).toBeNull()
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(await ours.readBadge(text)).toBeNull()
      }),
    )
  })
})

describe('base45', () => {
  it('is the one of RFC 9285', () => {
    expect(base45(Buffer.from('Hello!!'))).toBe('%69 VD92EX0')
    expect(base45(Buffer.from('ietf!'))).toBe('QED8WEX0')
    expect(Buffer.from(fromBase45('QED8WEX0') ?? []).toString()).toBe('ietf!')
    expect([fromBase45('GGW'), fromBase45('a'), fromBase45(':::')]).toEqual([null, null, null])
  })

  it('gives all bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase45(base45(bytes))).toEqual(bytes)
      }),
    )
  })
})

describe("an attendee's pass", () => {
  it('is of one night and one attendee', () => {
    const ours = passes()
    const badge = badgeOf('1h006m8xv4el', 'abcdefghijkl')
    const pass = ours.attendeePass(badge)
    expect(ours.attendeeOf(badge.night, pass)).toBe('abcdefghijkl')
    expect(ours.attendeeOf('anothernight' as NightId, pass)).toBeNull()
    expect(ours.attendeeOf(badge.night, pass.replace('abc', 'abd'))).toBeNull()
    expect(ours.attendeeOf(badge.night, '')).toBeNull()
    expect(passes().attendeeOf(badge.night, pass)).toBeNull()
  })
})

describe("the server's keys", () => {
  it('are made once, and only their owner may read them', async () => {
    const data = folder()
    const badge = badgeOf('1h006m8xv4el', 'abcdefghijkl')
    const text = new Passes(openKeys(data)).badgeOf(badge)
    expect(await new Passes(openKeys(data)).readBadge(text)).toEqual(badge)
    expect(statSync(join(data, 'keys.json')).mode & 0o777).toBe(0o600)
  })

  it('are not replaced when they are damaged: badges would be void', () => {
    const data = folder()
    openKeys(data)
    const path = join(data, 'keys.json')
    const half = readFileSync(path, 'utf8').slice(0, 40)
    writeFileSync(path, half)
    expect(() => openKeys(data)).toThrow(/expected the keys of this server/)
    expect(readFileSync(path, 'utf8')).toBe(half)
  })
})
