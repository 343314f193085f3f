import { describe, expect, it } from 'vitest'
import { CreditsByAddress } from '../../server/limits.ts'

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
