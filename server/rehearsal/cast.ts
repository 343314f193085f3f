// The simulated people of a rehearsal: the same for the same seed.
import { randomOf, type Random } from '#night/random.ts'
import type { Language } from '#night/text.ts'
import type { RehearsalOptions } from './options.ts'

export interface Part {
  /** Position in the cast, from 0. */
  readonly index: number
  readonly name: string
  readonly languages: readonly Language[]
  readonly offers: readonly string[]
  readonly seeks: readonly string[]
  readonly first: boolean
  readonly phoneless: boolean
  readonly late: boolean
  /** The round this person does not come to, or 0. */
  readonly misses: number
  /** Whether, having missed one, they come back for the next. */
  readonly returns: boolean
  /** The round in the middle of which this person leaves and comes back, or 0. */
  readonly leaves: number
  /** How they use their phone at a table: at once, never before they must, or not waiting for long. */
  readonly manner: 'taps' | 'forgets' | 'impatient'
  /** Their own chance, so that one person's luck does not change another's. */
  readonly random: Random
}

const names = [
  'Ana',
  'Bilal',
  'Chloé',
  'Dario',
  'Elif',
  'Farid',
  'Gaëlle',
  'Hugo',
  'Inès',
  'Jonas',
  'Keiko',
  'Léa',
  'Malik',
  'Nora',
  'Oscar',
  'Paola',
  'Quentin',
  'Rosa',
  'Samir',
  'Tess',
  'Ulysse',
  'Véra',
  'Wassim',
  'Xenia',
  'Yann',
  'Zoé',
  'Amina',
  'Boris',
  'Clément',
  'Dounia',
] as const

const topics = [
  'mesh radio',
  'IPFS',
  'cryptography',
  'governance',
  'digital commons',
  'gossip protocols',
  'self-hosting',
  'free software',
  'cooperatives',
  'privacy',
  'wallets',
  'local-first',
] as const

function languagesOf(random: Random): readonly Language[] {
  const drawn = random.below(10)
  if (drawn < 6) return ['fr', 'en']
  return drawn < 8 ? ['fr'] : ['en']
}

/** Exactly this share of the cast, chosen by chance. */
function chosen(random: Random, people: number, part: number): ReadonlySet<number> {
  const everyone = Array.from({ length: people }, (_, i) => i)
  return new Set(random.shuffled(everyone).slice(0, Math.round(people * part)))
}

/** The people of an evening. With everybody present (no shares given) all speak both languages. */
export function castOf({
  people,
  seed,
  late,
  absent,
  phoneless,
  leaving,
}: RehearsalOptions): readonly Part[] {
  const random = randomOf(`cast:${seed}`)
  const comesLate = chosen(random, people, late)
  const misses = chosen(random, people, absent)
  const withoutPhone = chosen(random, people, phoneless)
  const leaves = chosen(random, people, leaving)
  const small = people < 12
  return Array.from({ length: people }, (_, index): Part => {
    const own = randomOf(`cast:${seed}:${index}`)
    const shuffled = own.shuffled(topics)
    const lap = Math.floor(index / names.length)
    const name = names[index % names.length] ?? names[0]
    return {
      index,
      name: lap === 0 ? name : `${name} ${lap + 1}`,
      languages: small ? ['fr', 'en'] : languagesOf(own),
      offers: shuffled.slice(0, own.below(4)),
      seeks: shuffled.slice(4, 4 + own.below(4)),
      first: own.below(3) === 0,
      phoneless: withoutPhone.has(index),
      late: comesLate.has(index),
      misses: misses.has(index) ? 1 + own.below(5) : 0,
      returns: own.below(2) === 0,
      leaves: leaves.has(index) ? 1 + own.below(5) : 0,
      manner: own.pick([
        'taps',
        'taps',
        'taps',
        'taps',
        'taps',
        'taps',
        'taps',
        'forgets',
        'impatient',
        'impatient',
      ]),
      random: own,
    }
  })
}
