import { expect, test } from 'vitest'
import { contrast } from './colour.ts'
import { colour, type Theme } from './tokens.ts'

const grounds = ['--ground', '--raised']
const inks = ['--ink', '--ink-soft', '--ink-faint']
const themes: readonly Theme[] = ['night', 'paper']

for (const theme of themes)
  for (const ground of grounds)
    for (const ink of inks) {
      test(`on a phone, ${ink} on ${ground} can be read by ${theme} (AA)`, () => {
        expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
      })
      test(`on the display, ${ink} on ${ground} can be read by ${theme} (AAA)`, () => {
        const [over, under] = [colour(ink, theme, 'display'), colour(ground, theme, 'display')]
        expect(contrast(over, under)).toBeGreaterThanOrEqual(7)
      })
    }

test('words on the door’s verdict can be read (AA)', () => {
  const ink = colour('--verdict-ink', 'night')
  for (const verdict of ['yes', 'again', 'no', 'kept'])
    expect(contrast(ink, colour(`--verdict-${verdict}`, 'night'))).toBeGreaterThanOrEqual(4.5)
})

test('contrast is WCAG’s', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
