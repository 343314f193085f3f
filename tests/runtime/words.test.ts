import { describe, expect, it } from 'vitest'
import { wordsMeant } from '#protocol/envelope.ts'
import { freshWords, words } from '../../server/runtime/words.ts'

describe('the words of a round', () => {
  it('are told apart by their first four letters, and typed without accents', () => {
    expect(words.length).toBeGreaterThanOrEqual(512)
    for (const word of words) expect(word).toMatch(/^[a-z]{4,8}$/)
    expect(new Set(words.map((word) => word.slice(0, 4))).size).toBe(words.length)
  })

  it('are four different ones, others for each round', () => {
    const sets = freshWords(5)
    for (const set of sets) {
      expect(new Set(set).size).toBe(4)
      expect(wordsMeant(set.join(' '))).not.toBeNull()
    }
    expect(new Set(sets.map((set) => set.join())).size).toBe(5)
  })
})
