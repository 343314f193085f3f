import { describe, expect, it } from 'vitest'
import { outlook as en } from '#i18n/en/outlook.ts'
import { outlook as fr } from '#i18n/fr/outlook.ts'
import type { Reason } from '#night/rounds/outlook.ts'
import { proofText, toldOf, type Checked } from '#ui/host/outlook.ts'

const evening = { number: 0, count: 5, oddOne: 'bye' } as const
const french: Reason = {
  ...{ code: 'language', languages: ['fr'], people: 9, perRound: 1, by: 'bye' },
  helps: 'bilingual',
}
const met: Reason = { code: 'everybody-met', fromRound: 4, people: 6 }
const every: readonly Reason[] = [
  { code: 'odd-one', perRound: 1, by: 'bye' },
  { code: 'odd-one', perRound: 1, by: 'trio' },
  french,
  { ...french, by: 'trio' },
  { ...french, people: 1 },
  { code: 'bridges', groups: 3, people: 9, bridges: 1, perRound: 2, by: 'bye', helps: 'bilingual' },
  {
    code: 'bridges',
    groups: 3,
    people: 9,
    bridges: 1,
    perRound: 2,
    by: 'trio',
    helps: 'bilingual',
  },
  { code: 'no-language', perRound: 2, by: 'bye' },
  { code: 'tables', perRound: 2, by: 'bye' },
  { code: 'tables', perRound: 2, by: 'trio' },
  { code: 'wishes', perRound: 2, by: 'bye' },
  { code: 'wishes', perRound: 1, by: 'trio' },
  met,
  { ...met, code: 'language-partners' },
  { ...met, code: 'table-partners' },
  { ...met, code: 'wish-partners' },
]

describe('what the host is told of the rounds ahead', () => {
  it('is who sits out, why, and what would help', () => {
    expect(toldOf(french, evening, en).text).toBe(
      '9 people speak only French: one of them sits out in each round unless somebody bilingual joins.',
    )
    expect(toldOf(french, evening, fr).text).toBe(
      '9 personnes ne parlent que français\u00a0: l’une fait une pause à chaque tour, sauf si quelqu’un de bilingue arrive.',
    )
  })

  it('is a sentence for every reason, in both languages', () => {
    for (const words of [en, fr]) {
      const texts = every.map((reason) => toldOf(reason, evening, words).text)
      for (const text of texts) expect(text).toMatch(/^[\dA-ZÀ].* .*[^.]\.$/)
    }
  })

  it('counts rounds from the first of the evening, and names the last one alone', () => {
    const text = (number: number) => toldOf({ ...met, fromRound: 4 - number }, { ...evening, number }, en).text // prettier-ignore
    expect(text(0)).toBe(
      'From round 4 on there are too few new people to meet for 6 people: somebody meets again.',
    )
    expect(text(2)).toBe(text(0))
    expect(toldOf({ ...met, fromRound: 5 }, evening, en).text).toMatch(/^In round 5 there/)
    const never = { ...evening, repeats: 'never' } as const
    expect(toldOf(met, never, en).text).toMatch(/: somebody sits out\.$/)
  })

  it('never reads as if somebody did not want to meet somebody', () => {
    for (const words of [en, fr]) {
      const wish = toldOf({ ...met, code: 'wish-partners' }, evening, words)
      expect(wish).toEqual(toldOf(met, evening, words))
      for (const reason of every)
        expect(toldOf(reason, evening, words).text).not.toMatch(
          /avoid|wish|want|never|évit|veut|souhait|jamais/i,
        )
    }
  })

  it('has one tap where there is one that helps', () => {
    const order = (reason: Reason, set: object = {}) =>
      toldOf(reason, { ...evening, ...set }, en).help?.command
    const trio = { type: 'rounds/configure', oddOne: 'trio' }
    expect(order(french)).toEqual(trio)
    expect(order({ ...french, people: 1 })).toBeUndefined()
    expect(order({ ...french, by: 'trio' }, { oddOne: 'trio' })).toBeUndefined()
    expect(order(met)).toEqual({ type: 'rounds/configure', count: 3 })
    expect(order({ ...met, fromRound: 1 }, { number: 2 })).toEqual({ type: 'rounds/configure', count: 2 }) // prettier-ignore
    expect(order({ ...met, fromRound: 1 })).toBeUndefined()
    expect(order(met, { repeats: 'never' })).toEqual({ type: 'rounds/configure', repeats: 'last-resort' }) // prettier-ignore
  })
})

describe('a round planned again', () => {
  const found: Checked = { number: 2, outcome: 'same', isSameEngine: true, edits: 0 }

  it('is the same, or differs, and says by which engine', () => {
    expect(proofText(found, en)).toBe('Planned again from the record: the same.')
    const differs: Checked = { ...found, outcome: 'different' }
    expect(proofText(differs, en)).toBe('Planned again from the record: it differs.')
    expect(proofText({ ...differs, isSameEngine: false }, en)).toMatch(/^An older version/)
  })

  it('does not hide what the host changed by hand', () => {
    expect(proofText({ ...found, edits: 2 }, en)).toMatch(/the same\. 2 changes by hand/)
    expect(proofText({ ...found, edits: 2, outcome: 'untraced' }, en)).not.toMatch(/hand/)
  })
})
