// A name in Arabic or Hebrew must not turn around what stands beside it: «table 14» stays «table 14».
const rightToLeft = /[\p{Script=Arab}\p{Script=Hebr}\p{Script=Syrc}\p{Script=Thaa}\p{Script=Nkoo}]/u
const [begin, end] = ['\u2068', '\u2069']

/** Text from somebody's keyboard, fit to stand in a sentence that is read from left to right. */
export const isolated = (text: string): string =>
  rightToLeft.test(text) && !text.includes(begin) ? `${begin}${text}${end}` : text

const inHole = (hole: unknown): unknown => {
  if (typeof hole === 'string') return isolated(hole)
  return Array.isArray(hole) ? hole.map(inHole) : hole
}

/** The same words, whose holes are filled with isolated text. */
export function isolating<T>(words: T): T {
  // The shape stays as it is, which the compiler cannot follow through a walk.
  return walk(words) as T
}

function walk(words: unknown): unknown {
  if (typeof words === 'function') return (...holes: unknown[]) => words(...holes.map(inHole))
  if (typeof words !== 'object' || words === null) return words
  if (Array.isArray(words)) return words.map(walk)
  return Object.fromEntries(Object.entries(words).map(([key, word]) => [key, walk(word)]))
}
