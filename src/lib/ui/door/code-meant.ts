// A code read off a badge in the dark, by somebody in a hurry: look-alikes are forgiven where that
// leaves no doubt about whose code it is.
import { typedCode } from '#night/codes.ts'

export const codeLength = 4

const lookAlikes = ['0ODQ', '1ILJ7T', 'UVY', '2Z', '5S', '8B', '6G', 'KX', 'MN']
const classOf = new Map(
  lookAlikes.flatMap((letters) => [...letters].map((letter) => [letter, letters[0] ?? ''])),
)

const blurred = (code: string): string => [...code].map((c) => classOf.get(c) ?? c).join('')

/**
 * The code that was meant: what was typed when somebody has it, else the only one known that looks
 * like it. What nobody has stays as typed: the server has the last word.
 */
export function codeMeant(typed: string, known: Iterable<string>): string {
  const code = typedCode(typed).slice(0, codeLength)
  const alike: string[] = []
  for (const other of known) {
    if (other === code) return code
    if (blurred(other) === blurred(code)) alike.push(other)
  }
  return alike.length === 1 ? (alike[0] ?? code) : code
}
