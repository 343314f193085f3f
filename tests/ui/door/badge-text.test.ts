import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AttendeeId, NightId } from '#night/ids.ts'
import { badgeText } from '#ui/door/badge-text.ts'
import type { Keys } from '../../../server/keys.ts'
import { Passes } from '../../../server/passes.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const passes = new Passes({
  signing: privateKey,
  verifying: publicKey,
  hmac: Buffer.alloc(32, 7),
  owner: 'owner',
} satisfies Keys)
const night = '0abc1234zz99' as NightId

test('a badge made by the server says whose it is', () => {
  for (const id of ['abcdefgh1234', '000000000001', 'zzzzzzzzzzzzzzzz', '12345678']) {
    const attendee = id as AttendeeId
    expect(badgeText(passes.badgeOf({ night, attendee }))).toEqual({ night, attendee })
  }
})

test('posters, links and scraps are no badges', () => {
  for (const text of [
    '',
    'https://example.org/j/ABCD',
    'WIFI:S:hall;;',
    'ABCD',
    'A'.repeat(120),
    'é',
  ])
    expect(badgeText(text), text).toBeNull()
})

test('a badge that is cut short is none', () => {
  const whole = passes.badgeOf({ night, attendee: 'abcdefgh1234' as AttendeeId })
  expect(badgeText(whole.slice(0, 90))).toBeNull()
})
