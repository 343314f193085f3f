import { describe, expect, it } from 'vitest'
import { randomOf } from '#night/random.ts'
import { AFFINITY_MAX } from '#night/rounds/pairing/affinity.ts'
import { affinity, inCommon } from '#night/rounds/pairing/index.ts'
import { crowd, person } from './people.ts'

describe('affinity', () => {
  it('is the same from either side, and a small integer', () => {
    const people = crowd(randomOf('sides'), 30, [['fr'], ['fr', 'en'], ['fr', 'en', 'de']])
    for (const a of people) {
      for (const b of people) {
        expect(affinity(a, b)).toBe(affinity(b, a))
        expect(Number.isInteger(affinity(a, b))).toBe(true)
        expect(affinity(a, b)).toBeGreaterThanOrEqual(0)
        expect(affinity(a, b)).toBeLessThanOrEqual(AFFINITY_MAX)
      }
    }
  })

  it('prefers an exchange to a shared interest, and that to nothing', () => {
    const me = person('a', { offers: ['keys'] })
    const [seeks, offers] = [person('b', { seeks: ['keys'] }), person('c', { offers: ['keys'] })]
    expect(affinity(me, seeks)).toBeGreaterThan(affinity(me, offers))
    expect(affinity(me, offers)).toBeGreaterThan(affinity(me, person('d')))
  })

  it('welcomes whoever is here for the first time', () => {
    const newcomer = person('a', { first: true })
    const other = person('b', { first: true })
    expect(affinity(newcomer, person('c'))).toBeGreaterThan(affinity(newcomer, other))
  })

  it('counts a wish when it is returned, and nothing when it is not', () => {
    const plain = affinity(person('a'), person('b'))
    const [a, b] = [person('a', { wishes: ['b'] }), person('b', { wishes: ['a'] })]
    expect(affinity(a, b)).toBeGreaterThan(plain)
    expect(affinity(a, b)).toBe(affinity(b, a))
    for (const one of [person('b'), person('b', { wishes: ['c'] })]) {
      expect(affinity(a, one)).toBe(plain)
      expect(affinity(one, a)).toBe(plain)
    }
  })

  it('never outgrows its tier, whatever two people share', () => {
    const all = { offers: ['keys', 'mesh', 'law'], seeks: ['keys', 'mesh', 'law'] }
    const languages = ['de', 'en', 'eo', 'fr']
    const a = person('a', { ...all, languages, wishes: ['b'], first: true })
    expect(affinity(a, person('b', { ...all, languages, wishes: ['a'] }))).toBe(AFFINITY_MAX)
  })

  it('counts a topic said twice once', () => {
    const once = affinity(person('a', { offers: ['keys'] }), person('b', { seeks: ['keys'] }))
    const twice = person('a', { offers: ['keys', 'keys'] })
    expect(affinity(twice, person('b', { seeks: ['keys', 'keys'] }))).toBe(once)
  })
})

describe('what two people have in common', () => {
  const a = person('a', { offers: ['keys', 'mesh'], seeks: ['law'], languages: ['fr', 'en'] })
  const b = person('b', { offers: ['law', 'mesh'], seeks: ['keys'], languages: ['en', 'de'] })

  it('is told from either side', () => {
    expect(inCommon(a, b)).toEqual({
      languages: ['en'],
      topics: [{ topic: 'keys', kind: 'you-offer' }, { topic: 'law', kind: 'you-seek' }], // prettier-ignore
    })
    expect(inCommon(b, a).topics).toEqual([{ topic: 'keys', kind: 'you-seek' }, { topic: 'law', kind: 'you-offer' }]) // prettier-ignore
  })

  it('is never more than two topics, the same on both sides, and said by both', () => {
    const people = crowd(randomOf('common'), 40)
    for (const one of people) {
      for (const other of people) {
        if (one === other) continue
        const { topics } = inCommon(one, other)
        const theirs = inCommon(other, one).topics
        expect(topics.length).toBeLessThanOrEqual(2)
        expect(topics.map(({ topic }) => topic)).toEqual(theirs.map(({ topic }) => topic))
        for (const { topic } of topics) {
          for (const who of [one, other]) expect([...who.offers, ...who.seeks]).toContain(topic)
        }
      }
    }
  })

  it('says nothing of what only one of them said', () => {
    expect(inCommon(person('a', { offers: ['keys'] }), person('b')).topics).toEqual([])
  })

  it('says nothing of wishes, returned or not', () => {
    const wishing = person('a', { wishes: ['b'] })
    const told = inCommon(person('a'), person('b'))
    for (const wishes of [[], ['a']])
      expect(inCommon(wishing, person('b', { wishes }))).toEqual(told)
  })
})
