// What a round was planned from, found again in the log, so that it can be planned again.
import type { Night, NightEvent } from '../night.ts'
import type { Seating } from './model.ts'
import { inputHash, type PairingInput } from './pairing/index.ts'
import { firstPlanned, sealInput } from './sealing.ts'
import { pairingInput } from './seating.ts'

/** A seating as the engine gave it, and all that the engine was given. */
export interface Traced {
  readonly input: PairingInput
  /** Which of the rounds planned from it, from 0. */
  readonly nth: number
  readonly seating: Seating
}

/** The seating that an event brings for a round, if it does. */
export function seatingIn(event: NightEvent, number: number): Seating | null {
  if (event.type === 'rounds/sealed')
    return event.sealed?.rounds.find((r) => r.number === number)?.seating ?? null
  const brings = event.type === 'rounds/planned' || event.type === 'rounds/announced'
  return brings && event.number === number ? event.seating : null
}

/**
 * What a seating was made from, on the night as it was just before; null where the night explains
 * it not, as when a preview made earlier is brought back. `together` is not in the log: whom the
 * host put together is one of the pairings.
 */
export function traced(night: Night, number: number, seating: Seating): Traced | null {
  const sealed = sealInput(night)
  if (inputHash(sealed) === seating.input)
    return { input: sealed, nth: number - firstPlanned(night), seating }
  const plain = pairingInput(night, number)
  if (inputHash(plain) === seating.input) return { input: plain, nth: 0, seating }
  if (seating.edits === 0) return null
  for (const { people } of seating.pairings) {
    const [a, b] = people
    if (!a || !b) continue
    const input = { ...plain, together: [[a, b] as const] }
    if (inputHash(input) === seating.input) return { input, nth: 0, seating }
  }
  return null
}
