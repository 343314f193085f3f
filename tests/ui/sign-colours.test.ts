// The measures that docs/signs.md shows.
import { expect, test } from 'vitest'
import { signColours } from '#night/rounds/sign.ts'
import { ciede2000, contrast, distance, sights, type Sight } from './colour.ts'
import { colour, signColour } from './tokens.ts'

const palette = signColours.map((_, hue) => signColour(hue))
const pairs = palette.flatMap((a, i) => palette.slice(i + 1).map((b) => [a, b] as const))
const nearest = (sight: Sight) => Math.min(...pairs.map(([a, b]) => distance(a, b, sight)))

const least = { normal: 25, protan: 22, deutan: 21.5, tritan: 21.5 } as const

for (const sight of sights)
  test(`the nearest two colours stay ${least[sight]} apart for ${sight} sight`, () => {
    expect(nearest(sight)).toBeGreaterThanOrEqual(least[sight])
  })

test('a shape in its colour stands out on night, and ink on its field', () => {
  for (const field of palette) {
    expect(contrast(field, colour('--ground', 'night'))).toBeGreaterThanOrEqual(5.7)
    expect(contrast(field, colour('--sign-ink', 'night'))).toBeGreaterThanOrEqual(5.7)
  }
})

test('CIEDE2000 gives what its authors published', () => {
  expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4)
  expect(ciede2000([50, 0, 0], [50, -1, 2])).toBeCloseTo(2.3669, 4)
  expect(ciede2000([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4)
  expect(ciede2000([22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619])).toBeCloseTo(2.0373, 4)
})
