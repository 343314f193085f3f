// Chance that can be repeated: the same seed gives the same numbers everywhere.

/** Draws integers and shuffles, from a seed alone. */
export interface Random {
  /** An integer in [0, 2³²). */
  next(): number
  /** An integer in [0, bound); bound from 1 to 2³². */
  below(bound: number): number
  pick<T>(items: readonly [T, ...T[]]): T
  pick<T>(items: readonly T[]): T | undefined
  /** A shuffled copy (Fisher–Yates). */
  shuffled<T>(items: readonly T[]): T[]
}

/** Four 32-bit words of a text (cyrb128 by bryc, public domain): for seeds, not for secrets. */
export function hash128(text: string): [number, number, number, number] {
  let a = 1779033703
  let b = 3144134277
  let c = 1013904242
  let d = 2773480762
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i)
    a = b ^ Math.imul(a ^ k, 597399067)
    b = c ^ Math.imul(b ^ k, 2869860233)
    c = d ^ Math.imul(c ^ k, 951274213)
    d = a ^ Math.imul(d ^ k, 2716044179)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  a ^= b ^ c ^ d
  return [a >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0]
}

/** A generator for a seed (sfc32 by Chris Doty-Humphrey, public domain). */
export function randomOf(seed: string | number): Random {
  let [a, b, c, d] = hash128(String(seed))
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  const below = (bound: number): number => Math.floor((next() / 4294967296) * bound)
  const shuffled = <T>(items: readonly T[]): T[] => {
    const out = [...items]
    for (let i = out.length - 1; i > 0; i--) {
      const j = below(i + 1)
      const held = out[i] as T
      out[i] = out[j] as T
      out[j] = held
    }
    return out
  }
  return {
    next,
    below,
    shuffled,
    pick: <T>(items: readonly T[]): T => items[below(items.length)] as T,
  }
}

/** Text of `length` characters from an alphabet, drawn from a generator. */
export function textOf(random: Random, alphabet: string, length: number): string {
  let out = ''
  for (let i = 0; i < length; i++) out += alphabet[random.below(alphabet.length)] ?? ''
  return out
}
