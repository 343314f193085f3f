import { expect, test } from 'vitest'
import { signs as en } from '#i18n/en/signs.ts'
import { signs as fr } from '#i18n/fr/signs.ts'
import { distinctSigns, shapes, signColours, signOf, signWords } from '#night/rounds/sign.ts'
import { signNamed } from '#ui/sign-words.ts'
import { outlines } from '#ui/signs/shapes.ts'

const all = Array.from({ length: distinctSigns }, (_, n) => signOf(n))

test('every sign has a shape in a colour, and a word, that no other has', () => {
  expect(distinctSigns).toBe(108)
  expect(signWords).toHaveLength(distinctSigns)
  expect(new Set(all.map(({ shape, colour }) => `${shape} ${colour}`)).size).toBe(distinctSigns)
  expect(new Set(all.map(({ word }) => word)).size).toBe(distinctSigns)
})

test('neighbours differ in shape and in colour, over the end of the list too', () => {
  for (let n = 0; n < 3 * distinctSigns; n++) {
    expect(signOf(n).shape).not.toBe(signOf(n + 1).shape)
    expect(signOf(n).colour).not.toBe(signOf(n + 1).colour)
  }
})

test('the first eighteen have eighteen shapes, the first six have six colours', () => {
  expect(new Set(all.slice(0, shapes.length).map(({ shape }) => shape)).size).toBe(shapes.length)
  const six = all.slice(0, signColours.length).map(({ colour }) => colour)
  expect(new Set(six).size).toBe(signColours.length)
})

test('a hall larger than the signs numbers the words', () => {
  expect(signNamed(0, 'en').word).toBe('heron')
  expect(signNamed(distinctSigns, 'en').word).toBe('heron 2')
  expect(signNamed(2 * distinctSigns, 'fr').word).toBe('héron 3')
})

test('a sign is told to those who cannot see it', () => {
  expect(signNamed(0, 'en').described).toBe('heron: yellow circle')
  expect(signNamed(0, 'fr').described).toBe('héron\u00a0: rond, jaune')
})

/** How many letters must change to make one word of another. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swapped = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

const plain = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '')

for (const [language, names] of Object.entries({ en, fr })) {
  const words = Object.values(names.words)

  test(`no two words are the same or one letter apart (${language})`, () => {
    const near = words.flatMap((a, i) =>
      words
        .slice(i + 1)
        .filter((b) => edits(plain(a), plain(b)) < 2)
        .map((b) => `${a} ${b}`),
    )
    expect(near).toEqual([])
  })

  test(`no word begins another, and none is longer than the screen (${language})`, () => {
    const begun = words.filter((a) => words.some((b) => a !== b && plain(b).startsWith(plain(a))))
    expect(begun).toEqual([])
    expect(words.filter((word) => word.length > 12)).toEqual([])
  })

  test(`shapes and colours have names of their own (${language})`, () => {
    expect(new Set(Object.values(names.shapes)).size).toBe(shapes.length)
    expect(new Set(Object.values(names.colours)).size).toBe(signColours.length)
  })
}

test('every outline is drawn, and no two are the same', () => {
  expect(new Set(Object.values(outlines)).size).toBe(shapes.length)
})
