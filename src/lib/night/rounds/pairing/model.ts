// What the pairing engine takes and gives.

/** Somebody to be paired: what they said, and what tonight has brought them so far. */
export interface Candidate {
  readonly id: string
  /** For instance `['fr', 'en']`. */
  readonly languages: readonly string[]
  /** Topics, normalised. */
  readonly offers: readonly string[]
  readonly seeks: readonly string[]
  /** First time here. */
  readonly first: boolean
  /** How often this person has sat out tonight. */
  readonly byes: number
  /** Ids never to be paired with; either direction counts. */
  readonly avoids: readonly string[]
  /** Ids this person would like to meet; counts when both do. */
  readonly wishes: readonly string[]
  /** A table that this person does not leave. */
  readonly keepsTable: number | null
}

export interface PairingInput {
  /** Present and not away, in any order. */
  readonly people: readonly Candidate[]
  /** Who met whom tonight; a pair that met twice is listed twice. */
  readonly met: readonly (readonly [string, string])[]
  /** Who met at an earlier night, and how many months ago. */
  readonly past: readonly { readonly people: readonly [string, string]; readonly months: number }[]
  /** Whom the host keeps apart. */
  readonly apart: readonly (readonly [string, string])[]
  /** Whom the host puts together in the next round. */
  readonly together: readonly (readonly [string, string])[]
  /** Rounds still to come, the one being planned included. */
  readonly roundsLeft: number
  readonly oddOne: 'trio' | 'bye'
  /** Whether two may meet again tonight rather than sit out. */
  readonly repeats: 'last-resort' | 'never'
  readonly seed: string
}

export interface PlannedPairing {
  /** Two ids, or three. */
  readonly people: readonly string[]
  /** Two of them have met before tonight. */
  readonly rematch: boolean
}

export interface PlannedRound {
  readonly pairings: readonly PlannedPairing[]
  readonly byes: readonly string[]
  /** The dual certificate of the matching held: no better round exists beside the others planned. */
  readonly certified: boolean
}
