import { expect, test } from 'vitest'
import { codeMeant } from '#ui/door/code-meant.ts'

const known = ['D2KP', 'V7HA', 'V7HB', '8AAA', 'BAAA']

test('a code that somebody has is the one that was meant', () => {
  expect(codeMeant('d2 kp', known)).toBe('D2KP')
  expect(codeMeant('BAAA', known)).toBe('BAAA')
})

test('letters that no code has stand for those that look alike', () => {
  expect(codeMeant('O2KP', known)).toBe('D2KP')
  expect(codeMeant('0ZXP', known)).toBe('D2KP')
  expect(codeMeant('U1HA', known)).toBe('V7HA')
})

test('where two people may be meant nobody is guessed', () => {
  expect(codeMeant('3AAA', known)).toBe('3AAA')
  expect(codeMeant('V7H8', ['V7HB', 'V7H3'])).toBe('V7HB')
  expect(codeMeant('O111', ['D777', 'QJJJ'])).toBe('O111')
})

test('a code nobody has stays as typed: the server has the last word', () => {
  expect(codeMeant('W9W9', known)).toBe('W9W9')
})
