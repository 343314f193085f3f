import { describe, expect, it } from 'vitest'
import { nextFirstWednesday } from '#ui/host/first-wednesday.ts'

describe('the next first Wednesday', () => {
  it.each([
    ['2026-11-21', '2026-12-02'],
    ['2026-12-02', '2026-12-02'],
    ['2026-12-03', '2027-01-06'],
    ['2026-07-01', '2026-07-01'],
    ['2027-01-31', '2027-02-03'],
  ])('from %s is %s', (today, date) => {
    expect(nextFirstWednesday(today)).toBe(date)
  })
})
