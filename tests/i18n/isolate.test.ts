import { expect, test } from 'vitest'
import { words } from '#i18n/index.svelte.ts'
import { isolated } from '#i18n/isolate.ts'

const [begin, end] = ['\u2068', '\u2069']

test('a name from right to left is held together, any other stays as it is', () => {
  for (const name of ['ليلى', 'דנה 7', 'Ada ليلى']) expect(isolated(name)).toBe(begin + name + end)
  for (const name of ['Ada', 'Émile', '7', '🦊', '']) expect(isolated(name)).toBe(name)
})

test('what is held together already is not held twice', () => {
  expect(isolated(isolated('ליאת'))).toBe(isolated('ליאת'))
})

test('every hole of every sentence holds what fills it together', () => {
  const said = {
    at: (name: string, table: number) => `${name}, ${table}`,
    deep: { all: (names: readonly string[]) => names.join(' · ') },
    list: ['as it is'],
  }
  const w = words({ en: said, fr: said })()
  expect(w.at('דנה', 7)).toBe(`${begin}דנה${end}, 7`)
  expect(w.deep.all(['Ada', 'דנה'])).toBe(`Ada · ${begin}דנה${end}`)
  expect(w.list).toEqual(['as it is'])
})
