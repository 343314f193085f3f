// What the door says of one person, in one word and one colour.
import type { Facts } from '#night/decision.ts'
import type { Instant } from '#night/time.ts'

/** Structurally an answer of the wire. */
export type Answered =
  | { readonly ok: true; readonly facts?: Facts }
  | { readonly ok: false; readonly code: string; readonly facts?: Facts }

export type Verdict =
  | { readonly tone: 'in'; readonly name: string }
  | { readonly tone: 'already'; readonly name: string; readonly since: Instant }
  | { readonly tone: 'out'; readonly name: string }
  | { readonly tone: 'undone'; readonly name: string }
  /** No line: recorded on this phone, confirmed later. */
  | { readonly tone: 'kept'; readonly name: string | null }
  | {
      readonly tone: 'refused'
      readonly code: string
      readonly name: string | null
      readonly facts?: Facts
    }

const textOf = (fact: string | number | undefined): string | null =>
  fact === undefined ? null : String(fact)

/** The verdict that an answer to a check-in or a walk-in is. */
export function verdictOf(answer: Answered, known: string | null): Verdict {
  const name = textOf(answer.facts?.['name']) ?? known
  if (!answer.ok) {
    const { code, facts } = answer
    return { tone: 'refused', code, name, ...(facts && { facts }) }
  }
  const since = answer.facts?.['since']
  return typeof since === 'number'
    ? { tone: 'already', name: name ?? '', since: since as Instant }
    : { tone: 'in', name: name ?? '' }
}

/** How long a verdict stays before the camera is back, ms. What must be read stays a little longer. */
export const verdictLastsMs = ({ tone }: Verdict): number => (tone === 'refused' ? 3_200 : 1_600)
