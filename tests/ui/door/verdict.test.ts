import { expect, test } from 'vitest'
import { newsOnly } from '#ui/door/repeats.ts'
import { verdictOf } from '#ui/door/verdict.ts'

test('a check-in that is done lets in by name', () => {
  expect(verdictOf({ ok: true, facts: { name: 'Ana', code: 'ABCD' } }, null)).toEqual({
    tone: 'in',
    name: 'Ana',
  })
})

test('a second scan says since when', () => {
  const verdict = verdictOf({ ok: true, facts: { name: 'Ana', code: 'ABCD', since: 12 } }, null)
  expect(verdict).toEqual({ tone: 'already', name: 'Ana', since: 12 })
})

test('a refusal keeps its reason, and the name this phone knows', () => {
  expect(verdictOf({ ok: false, code: 'door/no-such-badge' }, 'Ana')).toEqual({
    tone: 'refused',
    code: 'door/no-such-badge',
    name: 'Ana',
  })
})

test('a badge held before the camera counts once, however long', () => {
  const isNews = newsOnly()
  expect(isNews('a', 0)).toBe(true)
  for (let at = 100; at < 6000; at += 100) expect(isNews('a', at), `${at}`).toBe(false)
  expect(isNews('a', 9000)).toBe(true)
})

test('two badges in one picture count once each', () => {
  const isNews = newsOnly()
  const seen = ['a', 'b', 'a', 'b', 'a', 'b'].map((text, i) => isNews(text, i * 100))
  expect(seen).toEqual([true, true, false, false, false, false])
})
