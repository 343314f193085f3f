import { expect, test } from 'vitest'
import type { NightId } from '#night/ids.ts'
import { tableLink, tableOpened } from '#ui/table-link.ts'

const night = 'k3v9x2m4p7q1' as NightId

test('a table’s card leads into the night, and says which table it is', () => {
  const link = tableLink('https://p2p.example', night, 7)
  expect(link).toBe('https://p2p.example/n/k3v9x2m4p7q1?table=7')
  expect(tableOpened(new URL(link))).toBe(7)
})

test.each(['', '?table=', '?table=0', '?table=07', '?table=1000', '?table=7a', '?table=-7'])(
  'an address with «%s» is no table’s',
  (search) => {
    expect(tableOpened(new URL(`https://p2p.example/n/${night}${search}`))).toBeNull()
  },
)
