// What a screen shows, as its frames lead to it: every slice as canonical text.
import { canonical } from '#night/history.ts'
import type { Audience } from '#night/views/audience.ts'
import { ownSlices, viewOf, type Slices } from '#night/views/index.ts'
import type { Night } from '#night/night.ts'
import type { CommitId } from '#night/ids.ts'
import type { Entry } from './transcript.ts'

/** By the slice's name. */
export type Shown = ReadonlyMap<string, string>

export class FarSide {
  head: CommitId | null = null
  #shown: Shown = new Map()
  #roster: Readonly<Record<string, unknown>> = {}

  get shown(): Shown {
    return this.#shown
  }

  /** Lays a welcome or a frame over what is shown. */
  take(entry: Extract<Entry, { kind: 'welcome' | 'frame' }>): void {
    this.head = entry.head
    if (entry.kind === 'welcome') {
      if (!entry.snapshot) return
      this.#roster = entry.snapshot.roster ?? {}
      this.#shown = textsOf(entry.snapshot)
      return
    }
    const next = new Map([...this.#shown, ...textsOf(entry.slices)])
    if (entry.slices.roster) this.#roster = entry.slices.roster
    if (entry.roster) {
      this.#roster = Object.fromEntries(
        Object.entries({ ...this.#roster, ...entry.roster }).filter(([, line]) => line !== null),
      )
      next.set('roster', canonical(this.#roster))
    }
    this.#shown = next
  }
}

const textsOf = (slices: Slices): Map<string, string> =>
  new Map(Object.entries(slices).map(([name, slice]) => [name, textOf(slice)]))

/** The same slices come to hundreds of screens: each is put in order once. */
const known = new Map<string, string>()
const mostKnown = 50_000

function textOf(slice: unknown): string {
  const raw = JSON.stringify(slice)
  const found = known.get(raw)
  if (found !== undefined) return found
  // As it comes over the wire: what has no value there is not there.
  const text = canonical(JSON.parse(raw))
  if (known.size > mostKnown) known.clear()
  known.set(raw, text)
  return text
}

/** What audiences should see of one night at one commit; what they share is made once. */
export class Truth {
  readonly #night: Night
  readonly #made = new Map<string, Shown>()

  constructor(night: Night) {
    this.#night = night
  }

  of(audience: Audience): Shown {
    if (audience.kind !== 'attendee') return this.#once(audience)
    // What is public is the same for them as for a guest.
    const own = textsOf(ownSlices(this.#night, audience.attendee))
    return new Map([...this.#once({ kind: 'guest' }), ...own])
  }

  #once(audience: Audience): Shown {
    const made = this.#made.get(audience.kind) ?? textsOf(viewOf(this.#night, audience))
    this.#made.set(audience.kind, made)
    return made
  }
}

/** Closed for whoever has neither the phone's pass nor the words: tests/gateway opens some. */
const sealed = 'envelopes'

/** The names of the slices that are not as they should be; those of null are not looked at. */
export function differing(
  shown: Shown,
  truth: Shown,
  only: ReadonlySet<string> | null = null,
): Set<string> {
  const names = only ?? new Set([...shown.keys(), ...truth.keys()])
  return new Set(
    [...names].filter((name) => name !== sealed && shown.get(name) !== truth.get(name)),
  )
}
