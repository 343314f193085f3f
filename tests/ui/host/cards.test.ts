import { expect, test } from 'vitest'
import { cardPages } from '#ui/host/cards.ts'

test('four cards make a page, and the last one may have fewer', () => {
  expect(cardPages(1, 6)).toEqual([
    [1, 2, 3, 4],
    [5, 6],
  ])
  expect(cardPages(9, 9)).toEqual([[9]])
})

test('numbers that make no sense make no page', () => {
  for (const [from, to] of [
    [null, 4],
    [1, null],
    [4, 1],
    [0, 4],
    [1, 1000],
  ] as const)
    // prettier-ignore
    expect(cardPages(from, to)).toEqual([])
})
