// Small nights, where planning round by round loses people: how many lose somebody avoidably.
import { randomOf } from '#night/random.ts'
import { planEvening } from '#night/rounds/pairing/index.ts'
import type { PairingInput, PlannedRound } from '#night/rounds/pairing/index.ts'
import { mayMeet } from '#night/rounds/pairing/affinity.ts'
import type { Row } from '../measure.ts'
import { fewestAgain, mostPairs } from './bounds.ts'
import type { Edge } from './bounds.ts'
import { nightOf } from './people.ts'

const NIGHTS = 400
const ROUNDS = 5

interface Sort {
  readonly name: string
  readonly nightOf: (seed: string) => PairingInput
}

const freely = (n: number): Sort => ({ name: `${n} free`, nightOf: (s) => nightOf(s, n, 'free') })

const inTwo = (n: number): Sort => ({
  name: `${n} French/English`,
  nightOf: (seed) => nightOf(seed, n, 'languages'),
})

const block: Sort = {
  name: '8 with one block',
  nightOf: (seed) => {
    const { people, ...night } = nightOf(seed, 8, 'free')
    const [first, second] = randomOf(`block ${seed}`).shuffled(people)
    const avoids = second ? [second.id] : []
    return { ...night, people: people.map((who) => (who === first ? { ...who, avoids } : who)) }
  },
}

/** Seven of the twenty who were here last month, where each had five partners: nobody again. */
const lastMonth: Sort = {
  name: '7 none from last month',
  nightOf: (seed) => {
    const before = nightOf(seed, 20, 'free')
    const people = randomOf(`came ${seed}`).shuffled(before.people).slice(0, 7)
    const apart = planEvening(before, 'quick').flatMap(({ pairings }) =>
      pairings.map(({ people: [a = '', b = ''] }) => [a, b] as const),
    )
    return { ...before, people, apart }
  },
}

const EVEN = [freely(6), freely(8), freely(10), freely(12), inTwo(10), inTwo(12), block, lastMonth]
const ODD = [freely(7), freely(9), freely(11), freely(13), inTwo(7), inTwo(9), inTwo(11)]

/** Per sort: nights that had fewer pairs than the most there can be without a rematch, by an exact programme. */
export const losses = (): Row[] => EVEN.map(({ name, nightOf: make }) => {
  let [lost, unavoidable] = [0, 0]
  for (let i = 0; i < NIGHTS; i++) {
    const night = make(`losses ${name} ${i}`)
    const full = Math.floor(night.people.length / 2) * ROUNDS
    const pairs = freshPairs(planEvening({ ...night, repeats: 'never' }))
    if (pairs === full) continue
    const most = mostPairs(questionOf(night))
    if (pairs < most) lost++
    else unavoidable++
  }
  return { sort: name, nights: NIGHTS, lost, percent: (100 * lost) / NIGHTS, unavoidable }
}) // prettier-ignore

/** Per sort: nights in which somebody sat out again though as many pairs could do without it. */
export const sitOuts = (): Row[] => ODD.map(({ name, nightOf: make }) => {
  let [avoidable, unavoidable] = [0, 0]
  for (let i = 0; i < NIGHTS; i++) {
    const night = make(`sit-outs ${name} ${i}`)
    const plan = planEvening(night)
    const again = againOf(plan)
    if (again === 0) continue
    if (again > fewestAgain(questionOf(night), freshPairs(plan))) avoidable++
    else unavoidable++
  }
  return { sort: name, nights: NIGHTS, avoidable, percent: (100 * avoidable) / NIGHTS, unavoidable }
}) // prettier-ignore

const freshPairs = (plan: readonly PlannedRound[]): number =>
  plan.reduce((sum, { pairings }) => sum + pairings.filter((p) => !p.rematch).length, 0)

function againOf(plan: readonly PlannedRound[]): number {
  const byes = plan.flatMap((round) => round.byes)
  return byes.length - new Set(byes).size
}

function questionOf({ people, apart }: PairingInput) {
  const edges = people.flatMap((a, i) =>
    people.flatMap((b, j): Edge[] => {
      const isApart = apart.some((pair) => pair.includes(a.id) && pair.includes(b.id))
      return i < j && mayMeet(a, b) && !isApart ? [[i, j, 1]] : []
    }),
  )
  return { n: people.length, edges, rounds: ROUNDS }
}
