import { describe, expect, it } from 'vitest'
import { randomOf } from '#night/random.ts'
import type { Random } from '#night/random.ts'
import { isCertified } from '#night/rounds/pairing/certificate.ts'
import { maximumMatching } from '#night/rounds/pairing/matching.ts'
import { bestTrio } from '#night/rounds/pairing/trio.ts'
import type { TrioAnswer, TrioQuestion } from '#night/rounds/pairing/trio.ts'
import { exhaustiveWeight, randomWeights } from './graphs.ts'

const PAIR = 1000 // so that more pairs weigh more than better ones

/** People of whom some may not sit together; a trio gains as chance has it, whatever its pairs do. */
function question(random: Random, n: number, density: number, tries = 1000): TrioQuestion {
  const weights = randomWeights(random, n, 100, density).map((w) => (w > 0 ? PAIR + w : 0))
  const chance = Array.from({ length: n ** 3 }, () => random.below(150))
  const may = (a: number, b: number): boolean => (weights[a * n + b] ?? 0) > 0
  const gainOf = (a = 0, b = 0, c = 0): number => (PAIR * 3) / 2 + (chance[(a * n + b) * n + c] ?? 0) // prettier-ignore
  const ofTrio = (...trio: [number, number, number]): number => {
    const [a, b, c] = trio
    if (!may(a, b) || !may(a, c) || !may(b, c)) return 0
    return gainOf(...trio.sort((x, y) => x - y))
  }
  const matching = maximumMatching(n, weights)
  return { n, weights, ofTrio, matching, seated: new Set(), tries }
}

function without(n: number, weights: Float64Array, people: readonly number[]): Float64Array {
  return weights.map((w, at) =>
    people.includes(Math.floor(at / n)) || people.includes(at % n) ? 0 : w,
  )
}

type WeightOf = (n: number, weights: Float64Array) => number

/** The most that a trio and the pairs around it are worth, by trying all of them, or undefined. */
function bestWorth(asked: TrioQuestion, weightOf: WeightOf = exhaustiveWeight): number | undefined {
  const { n, weights, ofTrio, seated, matching } = asked
  const pairsBefore = Math.floor(matching.weight / PAIR)
  let best: number | undefined
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      for (let c = b + 1; c < n; c++) {
        const gain = [a, b, c].some((i) => seated.has(i)) ? 0 : ofTrio(a, b, c)
        if (gain === 0) continue
        const rest = weightOf(n, without(n, weights, [a, b, c]))
        if (3 + 2 * Math.floor(rest / PAIR) <= 2 * pairsBefore) continue
        best = Math.max(best ?? 0, gain + rest)
      }
    }
  }
  return best
}

const worthOf = ({ ofTrio }: TrioQuestion, answer: TrioAnswer | undefined): number | undefined => {
  const [a = 0, b = 0, c = 0] = answer?.trio ?? []
  return answer && ofTrio(a, b, c) + answer.matching.weight
}

describe('the best trio', () => {
  it('is worth what trying all of them finds, with the best pairs around it, and a proof', () => {
    for (let i = 0; i < 250; i++) {
      const random = randomOf(`trio ${i}`)
      const n = 3 + random.below(6)
      const asked = question(random, n, random.pick([40, 70, 100]))
      const found = bestTrio(asked)
      expect(worthOf(asked, found), `trio ${i}`).toBe(bestWorth(asked))
      if (!found) continue
      expect(found.exact, `trio ${i}`).toBe(true)
      expect(found.weights).toEqual(without(n, asked.weights, found.trio))
      expect(isCertified(n, found.weights, found.matching), `trio ${i}`).toBe(true)
    }
  })

  it('is not always a third for one of the best pairs', () => {
    const differs = Array.from({ length: 30 }, (_, i) => {
      const asked = question(randomOf(`differs ${i}`), 7, 100)
      return worthOf(asked, bestTrio(asked)) !== worthOf(asked, bestTrio({ ...asked, tries: 0 }))
    })
    expect(differs.filter(Boolean).length).toBeGreaterThan(5)
  })

  it('is found among more people too, by fewer tries than there are trios', () => {
    for (let i = 0; i < 4; i++) {
      const asked = question(randomOf(`more ${i}`), 15 + 2 * i, 60, 300)
      const found = bestTrio(asked)
      expect(found?.exact).toBe(true)
      const exact: WeightOf = (n, weights) => maximumMatching(n, weights).weight
      expect(worthOf(asked, found), `more ${i}`).toBe(bestWorth(asked, exact))
    }
  })

  it('is not called exact where the tries ended before it was proved', () => {
    let ended = 0
    for (let i = 0; i < 60; i++) {
      const asked = question(randomOf(`tries ${i}`), 9, 80)
      const best = worthOf(asked, bestTrio(asked))
      for (const tries of [0, 1, 2, 5]) {
        const found = bestTrio({ ...asked, tries })
        if (found?.exact) expect(worthOf(asked, found), `tries ${i}`).toBe(best)
        else ended++
      }
    }
    expect(ended).toBeGreaterThan(60)
  })

  it('is not there where nobody is left over, or nobody can take in whoever is', () => {
    expect(bestTrio(question(randomOf('even'), 6, 100))).toBeUndefined()
    const n = 5
    const couples = new Float64Array(n * n)
    for (const [a, b] of [[0, 1], [2, 3]] as const) couples[a * n + b] = couples[b * n + a] = PAIR // prettier-ignore
    const matching = maximumMatching(n, couples)
    const asked = { ...question(randomOf('none'), n, 100), weights: couples, matching }
    expect(bestTrio({ ...asked, ofTrio: () => 0 })).toBeUndefined()
  })

  it('takes nobody who sits in a trio already', () => {
    for (let i = 0; i < 40; i++) {
      const first = question(randomOf(`second ${i}`), 8, 35)
      const one = bestTrio(first)
      if (!one) continue
      const { trio, weights, matching } = one
      const asked = { ...first, weights, matching, seated: new Set(trio) }
      const two = bestTrio(asked)
      expect(worthOf(asked, two), `second ${i}`).toBe(bestWorth(asked))
      for (const person of two?.trio ?? []) expect(trio).not.toContain(person)
    }
  })
})
