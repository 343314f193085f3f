import { expect, test } from 'vitest'
import { refusalCodes } from '#night/refusals.ts'
import { announcementCodes, httpCodes } from '#protocol/http.ts'
import { wireCodes } from '#protocol/messages.ts'
import { refusals as en } from '#i18n/en/refusals.ts'
import { refusals as fr } from '#i18n/fr/refusals.ts'
import { speech } from '#i18n/index.svelte.ts'
import { refusalText } from '#i18n/refusal.ts'

const network = ['network/away', 'network/not-ours', 'network/odd-answer']
const codes = [...refusalCodes, ...wireCodes, ...httpCodes, ...announcementCodes, ...network]
const holes = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort()

test.each(codes)('%s has a sentence of its own in both languages', (code) => {
  const sentences = new Map(Object.entries(en))
  expect(sentences.get(code)).toMatch(/^\p{Lu}.+[.?]$/u)
  const french = new Map(Object.entries(fr)).get(code) ?? ''
  expect(french).toMatch(/^\p{Lu}.+[.?]$/u)
  expect(french).not.toBe(sentences.get(code))
  expect(holes(french)).toEqual(holes(sentences.get(code) ?? ''))
})

test('facts fill the holes of the sentence', () => {
  speech.choose('en')
  expect(refusalText('rounds/still-running', { number: 3 })).toContain('Round 3 ')
  speech.choose('fr')
  expect(refusalText('rounds/still-running', { number: 3 })).toContain('tour 3 ')
})

test('a code of a newer server still says something', () => {
  speech.choose('en')
  expect(refusalText('door/from-tomorrow')).toBe(en.unknown)
})
