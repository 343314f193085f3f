import { describe, expect, it } from 'vitest'
import { CreditsByAddress, KnownThere } from '../../server/limits.ts'

const two = () => new CreditsByAddress({ most: 2, perSecond: 0 })

describe('credits by address', () => {
  it('are one sum for a whole network of IPv6: its owner has all its addresses', () => {
    const credits = two()
    expect(credits.spend('2001:db8:0:1::1')).toBe(true)
    expect(credits.spend('2001:db8:0:1:ffff::2')).toBe(true)
    expect(credits.spend('2001:db8:0:1::3')).toBe(false)
    expect(credits.spend('2001:0db8:0000:0001:1:2:3:4')).toBe(false)
    expect(credits.spend('2001:db8:0:2::1')).toBe(true)
  })

  it('are each one’s own for IPv4, however it is written', () => {
    const credits = two()
    credits.spend('192.0.2.1', 2)
    expect(credits.spend('::ffff:192.0.2.1')).toBe(false)
    expect(credits.spend('::ffff:192.0.2.2')).toBe(true)
    expect(credits.spend('192.0.2.3')).toBe(true)
  })
})

describe('what was found from an address', () => {
  it('is known there and nowhere else, the newest of it', () => {
    const known = new KnownThere()
    known.add('192.0.2.1', 'ABCD')
    expect(known.has('::ffff:192.0.2.1', 'ABCD')).toBe(true)
    expect(known.has('192.0.2.1', 'EFGH')).toBe(false)
    expect(known.has('192.0.2.2', 'ABCD')).toBe(false)
    for (let i = 0; i < 20; i++) known.add('192.0.2.1', `X${i}`)
    expect(known.has('192.0.2.1', 'ABCD')).toBe(false)
    expect(known.has('192.0.2.1', 'X19')).toBe(true)
  })
})
