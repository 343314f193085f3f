// The envelopes of the rounds to come, sealed for each phone: the words are stretched into keys beside
// the event loop, once a round, and what each phone gets is sealed when it is asked for.
import { scrypt } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { AttendeeId, NightId } from '#night/ids.ts'
import type { Night, NightEvent } from '#night/night.ts'
import type { Sealed, SealedRound } from '#night/rounds/model.ts'
import { enclosedIn, metInSealed } from '#night/views/envelope.ts'
import { saltOf, seal, stretching, wordsMeant } from '#protocol/envelope.ts'
import type { Passes } from '../passes.ts'

/** What a phone has of its envelopes, by round. */
export type Envelopes = ReadonlyMap<number, string>

interface SealingDeps {
  readonly night: NightId
  readonly passes: Passes
  /** Told whose envelopes may be others now. */
  readonly changed: (whom: Iterable<AttendeeId> | 'everyone') => void
}

const stretched = promisify<string, string, number, object, Buffer>(scrypt)

export class Sealing {
  readonly #deps: SealingDeps
  /** By the round and its words. */
  readonly #keys = new Map<string, Uint8Array>()
  /** What the keys are there for. */
  #ready: Sealed | null = null
  /** As long as the keys stay, and nobody in them is called otherwise. */
  readonly #made = new Map<AttendeeId, Envelopes>()
  #wanted: Sealed | null = null

  constructor(deps: SealingDeps) {
    this.#deps = deps
  }

  /** Looks at the night after it changed. */
  watch(night: Night, events: readonly NightEvent[] = []): void {
    const { sealed } = night.rounds
    if (sealed !== this.#wanted) {
      this.#wanted = sealed
      void this.#stretch(sealed)
    }
    // Whoever changed what they are called, or what they offer, is in others' envelopes too.
    const described = events.flatMap((e) => (e.type === 'door/described' ? [e.attendee] : []))
    const rewritten = described.flatMap((id) => metInSealed(night, id))
    for (const id of rewritten) this.#made.delete(id)
    if (rewritten.length > 0) this.#deps.changed(rewritten)
  }

  /** The envelopes of one attendee; none while the keys are not there yet. */
  of(night: Night, attendee: AttendeeId): Envelopes {
    const { sealed } = night.rounds
    if (!sealed || sealed !== this.#ready) return none
    const made = this.#made.get(attendee) ?? this.#make(night, sealed, attendee)
    this.#made.set(attendee, made)
    return made
  }

  #make(night: Night, sealed: Sealed, attendee: AttendeeId): Envelopes {
    const { passes, night: id } = this.#deps
    const pass = passes.attendeePass({ night: id, attendee })
    return new Map(
      sealed.rounds.flatMap((round) => {
        const key = this.#keys.get(nameOf(round))
        const enclosed = key && enclosedIn(night, round, attendee)
        if (!enclosed) return []
        return [[round.number, seal(key, { pass, number: round.number }, enclosed)] as const]
      }),
    )
  }

  async #stretch(sealed: Sealed | null): Promise<void> {
    const rounds = sealed?.rounds ?? []
    for (const round of rounds) {
      const name = nameOf(round)
      if (this.#keys.has(name)) continue
      const { dkLen, ...cost } = stretching
      const meant = wordsMeant(round.words.join(' ')) ?? ''
      this.#keys.set(name, await stretched(meant, saltOf(this.#deps.night), dkLen, cost)) // prettier-ignore
      await turn()
    }
    if (sealed !== this.#wanted) return
    const names = new Set(rounds.map(nameOf))
    for (const name of this.#keys.keys()) if (!names.has(name)) this.#keys.delete(name)
    // A round that was announced takes its envelopes away, and changes none.
    const isLess = rounds.every((round) => this.#ready?.rounds.includes(round))
    this.#ready = sealed
    this.#made.clear()
    if (!isLess) this.#deps.changed('everyone')
  }
}

const none: Envelopes = new Map()

const nameOf = ({ number, words }: SealedRound): string => `${number} ${words.join(' ')}`
