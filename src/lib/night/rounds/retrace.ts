// What a round was planned from, found again in the log, so that it can be planned again.
import type { Night, NightEvent } from '../night.ts'
import type { Seating } from './model.ts'
import { inputHash, type PairingInput } from './pairing/index.ts'
import { pairingInput } from './seating.ts'

/** A seating as the engine gave it, and all that the engine was given. */
export interface Traced {
  readonly input: PairingInput
  readonly seating: Seating
}

/** The seating that an event brings for a round, if it does. */
export const seatingIn = (event: NightEvent, number: number): Seating | null =>
  (event.type === 'rounds/planned' || event.type === 'rounds/announced') && event.number === number
    ? event.seating
    : null

/**
 * What a seating was made from, on the night as it was just before; null where the night explains
 * it not, as when a preview made earlier is brought back. `together` is not in the log: whom the
 * host put together is one of the pairings.
 */
export function traced(night: Night, number: number, seating: Seating): Traced | null {
  const plain = pairingInput(night, number)
  if (inputHash(plain) === seating.input) return { input: plain, seating }
  if (seating.edits === 0) return null
  for (const { people } of seating.pairings) {
    const [a, b] = people
    if (!a || !b) continue
    const input = { ...plain, together: [[a, b] as const] }
    if (inputHash(input) === seating.input) return { input, seating }
  }
  return null
}
