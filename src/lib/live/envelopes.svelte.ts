// The envelopes of the rounds to come, as this phone opens them: by words typed or scanned.
import type { NightId } from '#night/ids.ts'
import {
  comingRounds,
  timesFrom,
  type Published,
  type RoundTimes,
} from '#night/rounds/timetable.ts'
import type { Scanned } from '#night/rounds/words-link.ts'
import type { Instant } from '#night/time.ts'
import type { Enclosed, EnvelopesSlice } from '#night/views/envelope.ts'
import { identityOf } from './identity.ts'
import { recall, remember, whenElsewhere } from './storage.ts'

/** A round that this phone knows from its envelope, and when it takes place. */
export interface Opened {
  readonly number: number
  readonly enclosed: Enclosed
  readonly times: RoundTimes
}

export type Opening =
  | { readonly ok: true; readonly number: number }
  /** not-four: words are missing; closed: they open none; none: there is nothing to open. */
  | { readonly ok: false; readonly reason: 'not-four' | 'closed' | 'none' }

/** What is known of the night as somebody types. */
export interface Known extends Published {
  readonly envelopes?: EnvelopesSlice | undefined
}

const isList = (value: unknown): value is readonly Opened[] =>
  Array.isArray(value) && value.every((o) => typeof o?.number === 'number' && o.enclosed && o.times)

export class Envelopes {
  /** In the order of opening. */
  opened = $state.raw<readonly Opened[]>([])
  readonly #night: NightId
  /** Stops hearing of other tabs: a camera opens what it scanned in a new one. */
  readonly close: () => void

  constructor(night: NightId) {
    this.#night = night
    this.opened = recall(this.#name, isList) ?? []
    this.close = whenElsewhere(this.#name, (what) => {
      if (what === 'kept') this.opened = recall(this.#name, isList) ?? this.opened
    })
  }

  /** Has what opens envelopes here before the line is gone. */
  prepare(): void {
    void import('#protocol/envelope.ts').catch(() => {
      // No line already: it is asked for again when there is something to open.
    })
  }

  /** Opens the envelope that scanned words are for. */
  async openScanned(scanned: Scanned, known: Known): Promise<Opening> {
    const { number, times, words } = scanned
    return this.#open(words, known, { numbers: [number], timesOf: () => times })
  }

  /**
   * Opens whichever envelope typed words are for: first the one that is due. `heardAt` is when the
   * server was last heard: what was due before that has begun when the host said, if at all.
   */
  async openTyped(
    typed: string,
    known: Known,
    { at, heardAt }: { readonly at: Instant; readonly heardAt: Instant },
  ): Promise<Opening> {
    const coming = comingRounds(known)
    const due = coming.filter((r) => r.announcedAt <= at).at(-1)?.number ?? 0
    // Also of rounds that nobody can say the time of, as after a pause: the display shows their words.
    const numbers = Object.keys(known.envelopes ?? {})
      .map(Number)
      .filter((number) => number > known.round.number)
      .sort((a, b) => Math.abs(a - due) - Math.abs(b - due))
    const timesOf = (number: number): RoundTimes => {
      const planned = coming.find((r) => r.number === number)
      const isOn = planned && heardAt <= planned.announcedAt && planned.announcedAt <= at && at < planned.endsAt // prettier-ignore
      // Sooner or later than planned: the display shows them now, so the round begins about now.
      return isOn ? planned : timesFrom(at, known.round)
    }
    return this.#open(typed, known, { numbers, timesOf })
  }

  async #open(
    typed: string,
    { envelopes = {} }: Known,
    { numbers, timesOf }: { numbers: readonly number[]; timesOf: (n: number) => RoundTimes },
  ): Promise<Opening> {
    const pass = identityOf(this.#night)?.pass
    const there = numbers.filter((number) => envelopes[number] !== undefined)
    if (!pass || there.length === 0) return { ok: false, reason: 'none' }
    const { keyOf, open, wordsMeant } = await import('#protocol/envelope.ts')
    const meant = wordsMeant(typed)
    if (!meant) return { ok: false, reason: 'not-four' }
    const key = await keyOf(this.#night, meant)
    for (const number of there) {
      const enclosed = open(key, { pass, number }, envelopes[number] ?? '')
      if (!enclosed) continue
      const { revealAt, startsAt, endsAt } = timesOf(number)
      this.#keep({ number, enclosed, times: { revealAt, startsAt, endsAt } })
      return { ok: true, number }
    }
    return { ok: false, reason: 'closed' }
  }

  /** The first time counts: words that are typed again later begin nothing anew. */
  #keep(opened: Opened): void {
    if (this.opened.some((o) => o.number === opened.number)) return
    this.opened = [...this.opened, opened]
    remember(this.#name, this.opened)
  }

  get #name(): string {
    return `opened:${this.#night}`
  }
}
